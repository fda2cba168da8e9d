/// How far the search of a critical locus in charts is.
public struct CriticalLocusProgress: Hashable, Sendable {
  /// The number of charts.
  public let chartCount: Int
  /// How many of them were searched, to the end or until a limit.
  public let doneCharts: Int
  /// How many of those were left unfinished because of a limit.
  public let unfinishedCharts: Int
  /// The pieces found so far, strata of subnetworks included; some may turn out to lie in others.
  public let components: Int

  /// The charts still to be searched.
  public var openCharts: Int { chartCount - doneCharts }
}
