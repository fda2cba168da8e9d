/// The plan of a search for a critical locus: how much is done for each of its parts.
///
/// Budgets count steps of work (`ComputationControl`), so that results are the same on every machine. A part
/// that meets its budget is left unfinished, and the result says so; the control limits the whole.
public struct CriticalLocusOptions: Hashable, Sendable {
  /// The steps for the rank locus on one chart.
  public var stepsPerChart: Int
  /// The steps for the prime ideal of one component, and for one comparison of components.
  ///
  /// Without its ideal a component is given by equations and conditions.
  public var stepsPerIdeal: Int
  /// The steps for each thing that is said of a component: its label, its degree, a witness and its real
  /// points.
  public var stepsPerDescription: Int
  /// The most charts.
  public var maximumCharts: Int
  /// Whether the locus of a network with d₁ = d₀ may be taken from that of the network without its first
  /// layer (`PeelingProof`); such results have no certificate.
  public var usesPeeling: Bool

  /// Budgets that suit networks of up to about twenty parameters.
  ///
  /// The ideals of most of these that are found at all need a few thousand steps.
  public init(
    stepsPerChart: Int = 100_000_000, stepsPerIdeal: Int = 300_000,
    stepsPerDescription: Int = Self.standardDescriptionSteps, maximumCharts: Int = 2_000,
    usesPeeling: Bool = true
  ) {
    self.stepsPerChart = stepsPerChart
    self.stepsPerIdeal = stepsPerIdeal
    self.stepsPerDescription = stepsPerDescription
    self.maximumCharts = maximumCharts
    self.usesPeeling = usesPeeling
  }

  /// The default of `stepsPerDescription`.
  public static let standardDescriptionSteps = 1_000_000
}
