import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import NetworkFiles
import Networks
import NumberFields

/// What is known about exact parameters of a model with layers: the rank of the Jacobian, and what its known symmetries explain of
/// the kernel.
public struct ModelAnalysisReport<Rank: ReportedRank>: Report {
  /// The model, at its weights.
  public let specification: LayeredSpecification
  /// What is known about the point.
  public let analysis: ModelWeightsAnalysis<Rank>

  /// A report on what `weightsAnalysis(of:at:…)` has returned.
  public init(_ specification: LayeredSpecification, analysis: ModelWeightsAnalysis<Rank>) {
    self.specification = specification
    self.analysis = analysis
  }

  /// The rank and the orbit; what is not known because of a limit is `null`.
  public var document: Document {
    Document(name: specification.name, specification.model) { document in
      body(&document)
      document.data("seed", analysis.seed)
      document.stopped(analysis.stop)
      document.incomplete(analysis.stop)
    }
  }

  func body(_ document: inout Document) {
    if let field = specification.field {
      document.data("field", JSONValue(field))
      document.say("field", "\(field.definition)")
    }
    specification.exactInputs.map { document.onData($0) }
    if let fit = analysis.fit { document.fit(fit) }
    document.ranks(analysis)
    document.explained(analysis.rank, by: analysis.orbit)
    document.field("evidence", analysis.evidence)
    document.data(
      "tangentKernel",
      ifAny: analysis.kernelBasis.map { kernel in
        JSONValue.array(kernel.map { .array($0.map { Rank.json($0, specification.field) }) })
      })
    if let orbit = analysis.orbit, !orbit.parts.isEmpty {
      document.paragraph("Known symmetries, and the dimensions of the orbits of these weights")
      document.table(
        orbit.parts,
        [.words("symmetries") { "\($0.name)" }, .number("dimension") { "\($0.dimension)" }])
    }
    if let kernel = analysis.kernelBasis {
      document.paragraph("A basis of the kernel of the Jacobian")
      for vector in kernel { document.entry("\(kernelText(vector))") }
    }
  }

  private func kernelText(_ vector: [Rank.Scalar]) -> String {
    zip(specification.model.parameterNames, vector).compactMap { name, value in
      Rank.text(value, specification.field).map { "\(name): \($0)" }
    }.joined(separator: ", ")
  }
}

/// A rank at a point whose numbers a document can name.
public protocol ReportedRank: RankAtPoint {
  /// A number of the field for people; `nil` for 0.
  static func text(_ number: Scalar, _ field: NumberField?) -> String?
  /// A number of the field for programs.
  static func json(_ number: Scalar, _ field: NumberField?) -> JSONValue
}

extension PointRank: ReportedRank {
  /// As a fraction.
  public static func text(_ number: Rational, _ field: NumberField?) -> String? {
    number.isZero ? nil : "\(number)"
  }
  /// As a fraction.
  public static func json(_ number: Rational, _ field: NumberField?) -> JSONValue {
    .exact(number)
  }
}

extension NumberFieldPointRank: ReportedRank {
  /// As a polynomial in the generator.
  public static func text(_ number: NumberFieldElement, _ field: NumberField?) -> String? {
    number.isZero ? nil : field?.describe(number)
  }
  /// As a polynomial in the generator.
  public static func json(_ number: NumberFieldElement, _ field: NumberField?) -> JSONValue {
    field.map { .element(number, in: $0) } ?? .null
  }
}
