import Networks

/// What floating-point weights reduce to at one tolerance, and the rank that goes with it.
public struct ToleranceStep: Sendable {
  /// The reduction.
  public let reduction: NumericalReduction
  /// The rank of the Jacobian next to the nearest subnetwork at this tolerance; `nil` for networks beyond
  /// `JacobianSpectrum.limit(of:)`, if a derivative overflows, and if a limit came before.
  public internal(set) var rank: RankDiagnosis?

  /// The tolerance.
  public var tolerance: Double { reduction.tolerance }
}
