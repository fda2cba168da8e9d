/// Limits of the parts of a search for a critical locus.
///
/// A part that meets its limit is left unfinished, and the result says so; the control limits the whole.
public struct CriticalLocusOptions: Hashable, Sendable {
  /// The time for the rank locus on one chart.
  public var secondsPerChart: Double
  /// The time for the prime ideal of one component, and for one comparison of components.
  public var secondsPerIdeal: Double
  /// The most charts.
  public var maximumCharts: Int
  /// Whether the locus of a network with d₁ = d₀ may be taken from that of the network without its first
  /// layer (`PeelingProof`); such results have no certificate.
  public var usesPeeling: Bool

  /// Limits that suit networks of up to about twenty parameters.
  public init(
    secondsPerChart: Double = 300, secondsPerIdeal: Double = 20, maximumCharts: Int = 2_000,
    usesPeeling: Bool = true
  ) {
    self.secondsPerChart = secondsPerChart
    self.secondsPerIdeal = secondsPerIdeal
    self.maximumCharts = maximumCharts
    self.usesPeeling = usesPeeling
  }
}
