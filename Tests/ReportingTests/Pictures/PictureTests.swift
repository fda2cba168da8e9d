import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What an XML parser sees of a figure.
private final class FigureReader: NSObject, XMLParserDelegate {
  var identifiers: [String] = []
  var fontSizes: [Double] = []
  var root: [String: String] = [:]
  var texts: [String: String] = [:]
  private var open: [String] = []

  init(_ text: String) throws {
    super.init()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    if !parser.parse() { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    if open.isEmpty { root = attributes }
    open.append(name)
    if let identifier = attributes["id"] { identifiers.append(identifier) }
    if let size = attributes["font-size"].flatMap(Double.init) { fontSizes.append(size) }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) { open.removeLast() }

  func parser(_ parser: XMLParser, foundCharacters characters: String) {
    texts[open.last ?? "", default: ""] += characters
  }
}

/// Figures are well-formed, named, restyled by pages, and safe from hostile text.
@Suite struct PictureTests {
  private static let hostile = "<script>alert('&\"x\"')</script> ]]> \u{1}"

  /// Checks what every figure must satisfy and returns what a parser reads of the file.
  @discardableResult
  private func check(_ picture: Picture) throws -> FigureReader {
    let file = picture.standaloneSVG()
    let reader = try FigureReader(file)
    #expect(reader.root["role"] == "img")
    let names = try #require(reader.root["aria-labelledby"]).split(separator: " ").map(String.init)
    #expect(names.count == 2 && reader.identifiers == names)
    #expect(reader.fontSizes.allSatisfy { $0 >= 12 } && picture.width <= 640)
    #expect(!file.contains("var("), "a file knows its colours")
    #expect(!file.contains("nan") && !file.contains("inf"))
    let inline = try FigureReader(picture.svg(identifier: "figure7"))
    #expect(inline.identifiers == ["figure7-title", "figure7-desc"])
    // Colours only by properties that a page can set.
    let withoutFallbacks = picture.body.replacing(#/var\(--[a-z]+,#[0-9a-f]{6}\)/#, with: "")
    #expect(!withoutFallbacks.contains("#"))
    #expect(picture.svg(identifier: "a") != picture.svg(identifier: "b"))
    return reader
  }

  @Test func hostileTextIsEscaped() throws {
    let picture = Picture(
      title: Self.hostile, description: Self.hostile, width: 10, height: 10, body: "")
    let reader = try check(picture)
    #expect(reader.texts["title"] == Self.hostile.replacing("\u{1}", with: "\u{FFFD}"))
    #expect(!picture.standaloneSVG().contains("<script"))
    let diagram = HasseDiagram(
      levelName: Self.hostile, nodes: [.init(lines: [Self.hostile], title: Self.hostile, level: 0)],
      covers: [])
    let drawn = try FigureReader(diagram.svg)
    #expect(drawn.texts["text"]?.contains("<script>") == true)
    #expect(!diagram.svg.contains("<script"))
  }

  @Test func singularValuesShowRankToleranceAndWeights() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    let weights = [1, 2, 2, 4, 0, 0, 1, 1, 0].map { Double($0) }
    let sample = try sampleRanks(of: architecture, count: 12, at: weights)
    let reader = try check(singularValuePicture(sample))
    let text = try #require(reader.texts["text"])
    #expect(text.contains("exact generic rank 4") && text.contains("at 12 random points"))
    #expect(text.contains("undecided") && text.contains("at the given weights"))
    #expect(reader.texts["desc"]?.contains("At the given weights the rank is 2") == true)
    // All zeros at a zero Jacobian.
    let zero = try sampleRanks(of: architecture, count: 1, at: weights.map { _ in 0 })
    try check(singularValuePicture(zero))
    let one = try sampleRanks(of: Architecture(widths: [1, 1], degrees: []), count: 1)
    try check(singularValuePicture(one))
  }

  @Test func pathsBetweenNetworksAndTrainingRuns() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    let weights: [[Rational]] = [[1, 2, 3, 1, -1, 1, 1, 2, -1], [2, 1, 1, 1, 0, 1, 1, 1, 1]]
    let networks = try weights.map { try Network(architecture, weights: $0) }
    let comparison = networkComparison(
      of: .exact(networks[0]), and: .exact(networks[1]), pointCount: 9)
    try check(pathPicture(try #require(comparison.path)))
    let sources = weights.enumerated().map { index, weights in
      CheckpointSource(CheckpointFile(path: "run/step-\(index).npz")) {
        .success(FloatingNetwork(architecture, weights: weights.map(\.asDouble)))
      }
    }
    for count in 0...2 {
      let run = trainingRunAnalysis(
        of: Array(sources.prefix(count)),
        specification: NetworkSpecification(architecture: architecture), plan: CheckpointPlan())
      try check(trainingRunPicture(run))
    }
  }

  @Test func trajectoriesShowPlateausAndEnds() throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 3)
    let teacher = try Architecture(widths: [2, 1, 1], degree: 3)
    let loss = try SquaredLoss(
      architecture, teacher: teacher, teacherParameters: [1, 0.5, 1], inputs: .gaussian)
    var options = DescentOptions()
    (options.method, options.maximumSteps, options.recordsTrace) = (.flow, 2_000, true)
    let experiment = descentExperiment(loss, runCount: 6, options: options)
    let reader = try check(trajectoryPicture(experiment))
    let text = try #require(reader.texts["text"])
    let inside = experiment.runs.count { $0.endsInSubnetwork }
    #expect(inside == 0 || text.contains("run that ends in a subnetwork (\(inside))"))
    #expect(inside == 6 || text.contains("other run (\(6 - inside))"))
    let plateaus = experiment.runs.contains { !$0.plateaus.isEmpty }
    #expect(text.contains("plateau") == plateaus)
    options.recordsTrace = false
    try check(trajectoryPicture(descentExperiment(loss, runCount: 1, options: options)))
    try check(trajectoryPicture(descentExperiment(loss, runCount: 0, options: options)))
  }

  @Test(
    "runs that diverge, at every method, do not stretch or break the figure",
    arguments: [1, 100, 1e60])
  func divergedTrajectories(scale: Double) throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 5)
    let loss = try SquaredLoss(
      architecture, teacher: architecture,
      teacherParameters: [1, 0.5, -1, 2, 0, 1, 1, -1, 2], inputs: .gaussian)
    for method in DescentOptions.Method.allCases {
      var options = DescentOptions()
      (options.method, options.maximumSteps, options.recordsTrace) = (method, 60, true)
      (options.scale, options.stepSize) = (scale, method == .adam ? 1e70 : 0.5)
      let experiment = descentExperiment(loss, runCount: 3, options: options)
      let picture = trajectoryPicture(experiment)
      let reader = try check(picture)
      let text = try #require(reader.texts["text"])
      let diverged = experiment.divergedFraction.successes
      #expect(method == .flow || diverged == 3)
      #expect(text.contains("run that diverges (\(diverged))") == (diverged > 0))
      #expect(text.contains("loss / loss of f = 0"))
    }
  }

  @Test("losses are shown relative to that of the zero function")
  func relativeLosses() throws {
    // E|y|² is about 10¹⁰ here: the axis must not show it.
    let architecture = try Architecture(widths: [1, 1, 1], degree: 9)
    let loss = try SquaredLoss(
      architecture, teacher: architecture, teacherParameters: [1.5, 1], inputs: .gaussian)
    // E x¹⁸ = 17·15·…·1 = 34459425.
    let square = 34_459_425 * (0..<18).reduce(1.0) { product, _ in product * 1.5 }
    #expect(abs(loss.targetMeanSquare / square - 1) < 1e-10)
    var options = DescentOptions()
    (options.method, options.maximumSteps, options.recordsTrace) = (.flow, 200, true)
    options.scale = 0.1
    let experiment = descentExperiment(loss, runCount: 2, options: options)
    let text = try #require(try check(trajectoryPicture(experiment)).texts["text"])
    #expect(text.contains("loss / loss of f = 0"))
    for power in ["10⁶", "10⁷", "10⁸", "10⁹", "10¹"] { #expect(!text.contains(power)) }
  }

  @Test("hostile sizes: diverging label noise, landscapes with losses beyond double precision")
  func hugeValues() throws {
    let architecture = try Architecture(widths: [3, 2, 1], degree: 7)
    for step in [0.5, 1e3, 1e100] {
      var options = LabelNoiseOptions()
      (options.warmUpSteps, options.steps, options.coolDownSteps) = (20, 20, 20)
      (options.stepSize, options.recordInterval) = (step, 1)
      let problem = try LabelNoiseProblem.random(architecture, sampleCount: 2, scale: 30, seed: 1)
      let run = labelNoiseRun(problem, options: options)
      #expect(run.diverged && !run.hasCollapsed)
      #expect(run.features.allSatisfy { row in row.allSatisfy { $0.isFinite } })
      try check(labelNoisePicture(run))
    }
    let small = try Architecture(widths: [2, 2, 1], degree: 3)
    let locus = try criticalLocus(of: small)
    for range in [-1e307...1e307, 0...1e-300, 1e15...(1e15 + 1)] {
      var plan = LandscapePlan()
      (plan.range, plan.cellCount) = (range, 8)
      try check(landscapePicture(landscapeAnalysis(of: locus, plan: plan).landscape))
    }
  }

  @Test func labelNoiseHasThreePanels() throws {
    let architecture = try Architecture(
      widths: [5, 6, 1], activations: [.polynomial(coefficients: [0, 1, 0, 1])])
    var options = LabelNoiseOptions()
    (options.warmUpSteps, options.steps, options.coolDownSteps) = (500, 3_000, 500)
    let problem = try LabelNoiseProblem.random(
      architecture, sampleCount: 3, scale: 0.3, trainsOutputWeights: false, seed: 1)
    let reader = try check(labelNoisePicture(labelNoiseRun(problem, options: options)))
    let text = try #require(reader.texts["text"])
    for part in ["loss", "trace of the Hessian", "σ₂ / σ₁", "no label noise", "gradient flow"] {
      #expect(text.contains(part))
    }
  }

  @Test(arguments: [([2, 2, 1], 3), ([2, 2, 2], 2), ([3, 2, 1], 2)])
  func landscapesNameTheirComponents(widths: [Int], degree: Int) throws {
    let architecture = try Architecture(widths: widths, degree: degree)
    let locus = try criticalLocus(of: architecture)
    var plan = LandscapePlan()
    plan.cellCount = 40
    let landscape = try landscapeAnalysis(of: locus, plan: plan).landscape
    let teacher = try #require(landscape.points.first { $0.kind == .teacher })
    #expect(teacher.rank.rank == locus.genericRank.dimension)
    let picture = landscapePicture(landscape)
    let reader = try check(picture)
    let text = try #require(reader.texts["text"])
    for section in landscape.sections where !section.visibleCurves.isEmpty {
      #expect(text.contains(section.label))
    }
    #expect(
      text.contains("(exotic)")
        == landscape.sections.contains {
          $0.component.kind == .exotic && !$0.visibleCurves.isEmpty
        })
    #expect(picture.body.contains("stroke-dasharray=\"9 5\"") == text.contains("(exotic)"))
    #expect(picture.standaloneSVG().utf8.count < 150_000)
    #expect(picture == landscapePicture(landscape))
  }

  @Test func volumesWithTheExactSlope() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    var options = LearningCoefficientOptions()
    (options.draws, options.sweepsPerLevel, options.chains) = (60, 4, 4)
    options.levels = 0
    let estimate = try estimateLearningCoefficient(
      of: [ring.parse("x*y")], at: [0, 0], options: options)
    let exact = LearningCoefficient(Rational(1, 2), multiplicity: 2)
    let figure = try check(volumePicture(estimate, exact: exact))
    #expect(figure.texts["text"]?.contains("slope of the exact (λ, m) = (1/2, 2)") ?? false)
    #expect(figure.texts["desc"]?.contains("The exact value is 1/2, m = 2.") ?? false)
    try check(volumePicture(estimate))
    options.sampler = .mala
    let chains = try estimateLearningCoefficient(
      of: [ring.parse("x*y")], at: [0, 0], options: options)
    try check(volumePicture(chains, exact: exact))
  }
}
