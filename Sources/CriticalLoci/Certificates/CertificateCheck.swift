import AlgebraicStructures

/// What a check of a certificate has shown.
public struct CertificateCheck: Hashable, Sendable {
  /// How much was checked.
  public struct Counts: Hashable, Sendable {
    /// Nodes of decision trees.
    public internal(set) var decisions = 0
    /// Charts.
    public internal(set) var charts = 0
    /// Nodes of proofs of rank loci.
    public internal(set) var nodes = 0
    /// Minors computed.
    public internal(set) var minors = 0
    /// Sets compared with images of components.
    public internal(set) var locations = 0
  }

  /// Whether nothing was refuted: then `statement` is a theorem, given the correctness of what
  /// `verify(_:control:)` computes with.
  public let holds: Bool
  /// What is shown; without claims about anything that was not checked.
  public let statement: String
  /// What is wrong, one line each, at most `mostFailures`.
  public let failures: [String]
  /// What the certificate says and was not decided; `statement` does not rely on it.
  public let undecided: [String]
  /// How much was checked.
  public let counts: Counts

  /// After so many failures a check ends.
  public static let mostFailures = 20
}

/// Why a certificate could not be checked.
public enum CertificateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It is no certificate of this format; the text says where.
  case malformed(String)
  /// The check was not finished.
  case stopped(ComputationStopped)

  /// One line.
  public var description: String {
    switch self {
    case .malformed(let text): "malformed certificate: \(text)"
    case .stopped(let reason): "\(reason)"
    }
  }
}

/// Checks a certificate by exact evaluation, independently of the search that made it.
///
/// Everything is computed anew from the widths, the degrees and the texts: the shapes of normal forms and
/// the permutations that justify decision trees, the Jacobian at each normal form, determinants of the
/// named submatrices, and that zero sets lie in others. For completeness no member of the certificate is
/// trusted, in particular not that an ideal called prime is prime. That the components lie in the rank
/// locus is shown by rank theorems on strata of subnetworks, or by the rank of J on a piece of a chart of
/// the same dimension if the ideal is prime, which is decided anew within a limit of time.
///
/// The check relies on the arithmetic of integers and polynomials, on factorisation only for its products,
/// on Groebner bases for membership in ideals and their dimension.
///
/// - Throws: `malformed` for a certificate that makes no sense; `stopped` as `control` demands.
public func verify(
  _ certificate: LocusCertificate, control: ComputationControl = ComputationControl()
) throws(CertificateError) -> CertificateCheck {
  var checker = try CertificateChecker(certificate, control: control)
  try checker.run()
  return checker.result
}
