import AlgebraicStructures
import Computation

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

  /// What is shown about one component.
  public struct Component: Hashable, Sendable {
    /// `subnetwork` or `exotic`: whether the listed operations hold at all points, or none at the general one.
    public let kind: String
    /// The label of the certificate, which is not certified.
    public let label: String
    /// The dimension over the algebraic closure.
    public let dimension: Int
    /// The rank of J at the generic points.
    public let rank: Int
    /// Whether a rational point of that rank on it is known; otherwise it is not known to have real points.
    public let hasRationalPoint: Bool
    /// How it is known that the component is irreducible over ℚ.
    public let irreducibility: String
    /// How the rank is known.
    public let rankProof: String
  }

  /// Whether the critical weights are exactly the subnetworks, C = S, over ℝ and over the closure.
  public struct Equality: Hashable, Sendable {
    /// The answer.
    public let holds: Bool
    /// From which proven statements it follows.
    public let reason: String
  }

  /// Whether everything that the certificate says, other than `notCertified`, was shown: then `statement`
  /// is a theorem, given the correctness of what `verify(_:control:)` computes with.
  public let holds: Bool
  /// What is shown, or the first reason why the certificate is refused.
  public let statement: String
  /// What is wrong, one line each, at most `mostFailures`.
  public let failures: [String]
  /// What the certificate says and was neither shown nor refuted; `[]` if it holds.
  public let undecided: [String]
  /// What is shown about the components, in the order of the certificate; `[]` unless it holds.
  public let components: [Component]
  /// Whether C = S; `nil` if the certificate does not hold, is not about the critical locus, or has linear
  /// layers, and where an exotic component without a known real point would decide.
  public let equality: Equality?
  /// How much was checked.
  public let counts: Counts

  /// What a certificate says and the check does not show.
  public static let notCertified = ["label"]

  /// After so many failures a check ends.
  public static let mostFailures = 20
}

/// The longest text of a certificate that is repeated.
let mostPrinted = 400

/// A text that may contain parts of a certificate, on one line without control characters.
func printable(_ text: String) -> String {
  let scalars = text.unicodeScalars.prefix(mostPrinted).map { scalar -> Character in
    scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value) ? "?" : Character(scalar)
  }
  return String(scalars) + (text.unicodeScalars.count > mostPrinted ? " ..." : "")
}

/// Why a certificate could not be checked.
public enum CertificateError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It is no certificate of this format; the text says where.
  case malformed(String)
  /// It is a certificate of another version of the format.
  case otherSchema(Int)
  /// The check was not finished; `place` says what was being checked.
  case stopped(ComputationStopped, place: String)

  /// One line.
  public var description: String {
    switch self {
    case .malformed(let text): "malformed certificate: \(printable(text))"
    case .otherSchema(let schema):
      "schema: expected \(LocusCertificate.currentSchema), found \(schema); "
        + (schema < LocusCertificate.currentSchema
          ? "files of earlier versions prove less: write the certificate anew"
          : "the file was written by a later version")
    case .stopped(let reason, let place): "\(reason), at \(place)"
    }
  }
}

/// Checks a certificate by exact evaluation, independently of the search that made it.
///
/// Everything is computed anew from the widths, the degrees and the texts: the shapes of normal forms and
/// the permutations that justify decision trees, the Jacobian at each normal form, determinants of the
/// named submatrices, and that zero sets lie in others; of every component its dimension, irreducibility, generic
/// rank, operations and witness, and that it lies in no image of another one; and the generic rank of J. What is
/// not shown is refused, with the place in `failures` or `undecided`. No member of the certificate is trusted,
/// in particular not that an ideal called prime is prime.
///
/// `Documentation/certificates.md` says what the check relies on.
///
/// `steps`: The steps of work for the whole check (`ComputationControl`), which bound what a certificate
///   of unknown origin can cost; `nil` for no bound.
/// - Throws: `malformed` for a certificate that makes no sense; `otherSchema`; `stopped` after so many steps and
///   as `control` demands.
public func verify(
  _ certificate: LocusCertificate, steps: Int? = nil,
  control: ComputationControl = ComputationControl()
) throws(CertificateError) -> CertificateCheck {
  var checker = try CertificateChecker(
    certificate, control: steps.map { control.limited(toSteps: $0) } ?? control)
  try checker.run()
  return checker.result
}
