/// The commands of the program that shows a report which say more than the report does; a program without commands
/// names none.
public struct FurtherCommands: Hashable, Sendable {
  /// What enumerates the critical locus of larger networks.
  public var locus: String?
  /// What lists the rank strata.
  public var strata: String?
  /// What prints the polynomial map and the Jacobian.
  public var jacobian: String?
  /// What computes learning coefficients with larger budgets.
  public var learningCoefficient: String?

  /// The given commands.
  public init(
    locus: String? = nil, strata: String? = nil, jacobian: String? = nil,
    learningCoefficient: String? = nil
  ) {
    self.learningCoefficient = learningCoefficient
    self.locus = locus
    self.strata = strata
    self.jacobian = jacobian
  }
}
