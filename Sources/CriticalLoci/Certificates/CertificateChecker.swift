import AlgebraicStructures
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
  var counts = CertificateCheck.Counts()
  var failures: [String] = []
  var undecided: [String] = []
  /// The shapes of the charts met in decision trees.
  var chartShapes: [Int: CertificateShape] = [:]
  /// Pieces of charts: on which component, of which dimension and rank.
  var pieces: [(component: Int, dimension: Int, rank: Int)] = []

  /// The most entries of a Jacobian.
  private static let mostEntries = 1_000_000

  init(
    _ certificate: LocusCertificate, control: ComputationControl
  ) throws(CertificateError) {
    guard certificate.schema == LocusCertificate.currentSchema else {
      throw .malformed(
        "schema \(certificate.schema), but this version reads \(LocusCertificate.currentSchema)")
    }
    do {
      architecture = try Architecture(widths: certificate.widths, degrees: certificate.degrees)
    } catch {
      throw .malformed("no network: \(error)")
    }
    guard architecture.layerCount > 1 else { throw .malformed("a network without hidden layers") }
    let entries = architecture.ambientDimension * Integer(architecture.parameterCount)
    guard entries <= Integer(Self.mostEntries) else {
      throw .stopped(
        .sizeLimit(
          what: "the number of entries of the Jacobian", needed: "\(entries)",
          limit: Self.mostEntries))
    }
    let ring = architecture.parameterRing
    var generators: [[Polynomial<RationalField>]] = []
    for (index, component) in certificate.components.enumerated() {
      generators.append(
        try Self.parse(component.generators, in: ring, "a generator of component \(index)"))
    }
    self.certificate = certificate
    self.control = control
    self.ring = ring
    self.generators = generators
  }

  /// Everything, until there are too many failures.
  mutating func run() throws(CertificateError) {
    if let theorem = certificate.theorem {
      try checkTheorem(theorem)
    } else {
      try checkCovers()
    }
    for index in certificate.charts.indices {
      if failures.count >= CertificateCheck.mostFailures { return }
      guard let shape = chartShapes[index] else { continue }
      try checkChart(index, shape)
    }
    try checkComponents()
  }

  var result: CertificateCheck {
    let failures = Array(failures.prefix(CertificateCheck.mostFailures))
    return CertificateCheck(
      holds: failures.isEmpty, statement: statement, failures: failures, undecided: undecided,
      counts: counts)
  }

  private var statement: String {
    if !failures.isEmpty { return "the certificate is refuted: \(failures[0])" }
    let k = certificate.rankBound
    let count = certificate.components.count
    let reason = certificate.theorem.map { "by a theorem (\($0)) " } ?? ""
    let claim =
      reason
      + (count == 0
        ? "rank J > \(k) at all weights of \(architecture)"
        : "all weights of \(architecture) with rank J <= \(k) lie on the \(count) listed closed sets, "
          + "up to permutation of hidden neurons")
    let sound =
      undecided.isEmpty
      ? count == 0 ? "" : ", which lie in this locus"
      : "; not shown: " + undecided.joined(separator: "; ")
    return claim + sound
  }

  mutating func fail(_ text: String) { failures.append(text) }

  /// Polynomials from their texts.
  static func parse(
    _ texts: [String], in ring: PolynomialRing<RationalField>, _ place: String
  ) throws(CertificateError) -> [Polynomial<RationalField>] {
    var result: [Polynomial<RationalField>] = []
    for text in texts {
      do {
        result.append(try ring.parse(text))
      } catch {
        throw .malformed("\(place), \(text): \(error)")
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
      throw .stopped(error)
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
