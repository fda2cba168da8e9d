import Computation

/// Why a certificate of a learning coefficient is refused.
public enum LearningCoefficientCertificateError: Error, Hashable, Sendable, CustomStringConvertible
{
  /// It is no certificate of this format; the text says where.
  case malformed(String)
  /// It is a certificate of another version of the format.
  case otherVersion(Int)
  /// The node at this path does not show what it claims: `root`, and after each point the number of a child.
  case refuted(node: String, reason: String)
  /// The check was not finished.
  case stopped(ComputationStopped, node: String)

  /// One line.
  public var description: String {
    switch self {
    case .malformed(let text): "malformed certificate: \(text)"
    case .otherVersion(let version):
      "version: expected \(LearningCoefficientCertificate.currentVersion), found \(version)"
    case .refuted(let node, let reason): "the certificate is refuted at \(node): \(reason)"
    case .stopped(let stop, let node): "\(stop), at \(node)"
    }
  }
}
