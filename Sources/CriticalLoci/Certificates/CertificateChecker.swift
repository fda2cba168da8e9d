import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The state of a check: see `verify(_:control:)`.
struct CertificateChecker {
  let certificate: LocusCertificate
  let architecture: Architecture
  let control: ComputationControl
  /// ℚ[parameters].
  let ring: PolynomialRing<RationalField>
  /// The generators of the components.
  let generators: [[Polynomial<RationalField>]]
  /// The inactive and redundant neurons of the components; `[]` for exotic ones.
  let operations: [[SubnetworkOperation]]
  var counts = CertificateCheck.Counts()
  /// What is being checked.
  var place = "the sizes"
  var failures: [String] = []
  var undecided: [String] = []
  /// The shapes of the charts met in decision trees.
  var chartShapes: [Int: CertificateShape] = [:]
  /// Pieces of charts: on which component, of which dimension and rank.
  var pieces: [(component: Int, dimension: Int, rank: Int)] = []

  /// What is shown about the components, and about C = S.
  var results: [CertificateCheck.Component] = []
  var equality: CertificateCheck.Equality?

  /// The most entries of a Jacobian.
  private static let mostEntries = 1_000_000
  private static let mostDigitsOfJacobian = 200_000_000

  /// The most digits of a number in the certificate, and the largest widths and degrees.
  static let mostDigits = 1_000
  private static let mostLayers = 30
  private static let largestWidth = 1_000
  private static let largestDegree = 100_000
  /// What polynomials may be.
  private static let limits = ParseLimits(
    length: 1 << 22, nesting: 20, termCount: 50_000, digits: mostDigits, products: 10_000_000)
  private static let mostTotalDegree = 500
  private static let mostGenerators = 5_000
  private static let mostComponents = 1_000

  init(
    _ certificate: LocusCertificate, control: ComputationControl
  ) throws(CertificateError) {
    guard certificate.schema == LocusCertificate.currentSchema else {
      throw .otherSchema(certificate.schema)
    }
    let architecture = try Self.architecture(of: certificate)
    let entries = architecture.ambientDimension * Integer(architecture.parameterCount)
    guard entries <= Integer(Self.mostEntries) else {
      throw .stopped(
        .sizeLimit(
          what: "the number of entries of the Jacobian", needed: "\(entries)",
          limit: Self.mostEntries), place: "the sizes")
    }
    // Coefficients have about as many digits as the degree.
    let digits = entries * Integer(architecture.inputDegree)
    guard digits <= Integer(Self.mostDigitsOfJacobian) else {
      throw .stopped(
        .sizeLimit(
          what: "the number of digits of the Jacobian", needed: "\(digits)",
          limit: Self.mostDigitsOfJacobian), place: "the sizes")
    }
    guard certificate.components.count <= Self.mostComponents else {
      throw .malformed("components: more than \(Self.mostComponents)")
    }
    let ring = architecture.parameterRing
    var generators: [[Polynomial<RationalField>]] = []
    var operations: [[SubnetworkOperation]] = []
    for (index, component) in certificate.components.enumerated() {
      guard component.generators.count <= Self.mostGenerators else {
        throw .malformed(
          "component \(index): generators: more than \(Self.mostGenerators) polynomials")
      }
      guard component.label == printable(component.label) else {
        throw .malformed(
          "component \(index): label: expected a line of at most \(mostPrinted) characters")
      }
      generators.append(
        try Self.parse(component.generators, in: ring, "component \(index), a generator"))
      operations.append(
        try component.checkedOperations(architecture, place: "component \(index)"))
    }
    self.certificate = certificate
    self.architecture = architecture
    self.control = control
    self.ring = ring
    self.generators = generators
    self.operations = operations
  }

  /// The network, if its sizes are sensible.
  private static func architecture(
    of certificate: LocusCertificate
  ) throws(CertificateError) -> Architecture {
    let (widths, degrees) = (certificate.widths, certificate.degrees)
    guard (3...mostLayers).contains(widths.count) else {
      throw .malformed("widths: expected 3 to \(mostLayers) numbers, found \(widths.count)")
    }
    if let wrong = widths.first(where: { !(1...largestWidth).contains($0) }) {
      throw .malformed("widths: expected numbers from 1 to \(largestWidth), found \(wrong)")
    }
    if let wrong = degrees.first(where: { !(1...largestDegree).contains($0) }) {
      throw .malformed("degrees: expected numbers from 1 to \(largestDegree), found \(wrong)")
    }
    guard degrees.count == widths.count - 2 else {
      throw .malformed(
        "degrees: expected \(widths.count - 2) numbers, one for each hidden layer, "
          + "found \(degrees.count)")
    }
    do {
      let architecture = try Architecture(widths: widths, degrees: degrees)
      guard architecture.inputDegree <= largestDegree else {
        throw CertificateError.malformed(
          "degrees: their product is \(architecture.inputDegree), more than \(largestDegree)")
      }
      return architecture
    } catch let error as ArchitectureError {
      throw .malformed("degrees: no network: \(error)")
    } catch let error as CertificateError {
      throw error
    } catch {
      throw .malformed("degrees: no network: \(error)")
    }
  }

  /// Everything, until there are too many failures.
  mutating func run() throws(CertificateError) {
    place = "the generic rank"
    try checkGenericRank()
    place = "the covers"
    if let theorem = certificate.theorem {
      try checkTheorem(theorem)
    } else {
      try checkCovers()
    }
    for index in certificate.charts.indices {
      if isFinished { return }
      guard let shape = chartShapes[index] else {
        if failures.isEmpty { fail("chart \(index): no decision tree leads to it") }
        continue
      }
      place = "chart \(index)"
      try checkChart(index, shape)
    }
    try checkComponents()
  }

  /// Whether there are enough failures.
  var isFinished: Bool { failures.count >= CertificateCheck.mostFailures }

  var result: CertificateCheck {
    let failures = Array(failures.prefix(CertificateCheck.mostFailures))
    let holds = failures.isEmpty && undecided.isEmpty
    return CertificateCheck(
      holds: holds, statement: statement, failures: failures, undecided: undecided,
      components: holds ? results : [], equality: holds ? equality : nil, counts: counts)
  }

  private var statement: String {
    if !failures.isEmpty { return "the certificate is refuted: \(failures[0])" }
    if !undecided.isEmpty { return "the certificate is refused: not shown, \(undecided[0])" }
    let k = certificate.rankBound
    let count = certificate.components.count
    let reason = certificate.theorem.map { "by a theorem (\($0)) " } ?? ""
    if count == 0 { return reason + "rank J > \(k) at all weights of \(architecture)" }
    let set = k == certificate.genericRank - 1 ? "the critical locus" : "the set"
    return reason + set + " {rank J <= \(k)} of \(architecture) has \(count) irreducible "
      + "component\(count == 1 ? "" : "s") over Q up to permutation of hidden neurons, "
      + (count == 1 ? "the listed set" : "the listed sets")
  }

  mutating func fail(_ text: String) { failures.append(printable(text)) }

  /// Polynomials from their texts.
  static func parse(
    _ texts: [String], in ring: PolynomialRing<RationalField>, _ place: String
  ) throws(CertificateError) -> [Polynomial<RationalField>] {
    var result: [Polynomial<RationalField>] = []
    for text in texts {
      do {
        let polynomial = try ring.parse(text, limits: limits)
        if let degree = polynomial.totalDegree, degree > mostTotalDegree {
          throw ParseError(
            position: 1, reason: .limit("the degree \(degree) is more than \(mostTotalDegree)"))
        }
        result.append(polynomial)
      } catch {
        let shown = text.utf8.count > 60 ? "a text of \(text.utf8.count) bytes" : text
        throw .malformed("\(place), \(shown): \(error)")
      }
    }
    return result
  }

  /// Runs a computation that control may stop.
  func limited<T>(
    _ body: () throws(ComputationStopped) -> T
  ) throws(CertificateError) -> T {
    do {
      return try body()
    } catch {
      throw .stopped(error, place: place)
    }
  }

  /// Whether the points with the given weights lie on an image of a component, where `vanishes` decides
  /// which polynomials in the ring of the weights vanish at all of them.
  mutating func lies(
    _ weights: [Polynomial<RationalField>], on location: LocusCertificate.Location,
    _ place: String, where vanishes: (Polynomial<RationalField>) -> Bool
  ) throws(CertificateError) -> Bool {
    guard generators.indices.contains(location.component) else {
      throw .malformed("\(place): there is no component \(location.component)")
    }
    let widths = architecture.widths.dropFirst().dropLast()
    guard location.permutation.count == widths.count,
      zip(location.permutation, widths).allSatisfy({ $0.sorted() == Array(0..<$1) })
    else {
      throw .malformed("\(place): \(location.permutation) does not permute hidden neurons")
    }
    counts.locations += 1
    let moved = architecture.parameterPositions(under: location.permutation).map { weights[$0] }
    return generators[location.component].allSatisfy {
      vanishes($0.substituted(moved, in: moved[0].ring))
    }
  }
}
