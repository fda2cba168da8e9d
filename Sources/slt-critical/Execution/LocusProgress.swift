import SingularLearning

/// The progress of a search in charts on a terminal; nothing elsewhere.
final class LocusProgress {
  private var bar: ProgressBar?
  private let isQuiet: Bool

  /// A line that appears with the first chart.
  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Shows how many charts are done and open, and what was found.
  func show(_ progress: CriticalLocusProgress) {
    // The first chart is the largest and may take long.
    let isFirst = bar == nil
    if isFirst { bar = ProgressBar(total: progress.chartCount, isQuiet: isQuiet) }
    var remark = "charts, \(progress.openCharts) open"
    if progress.unfinishedCharts > 0 { remark += ", \(progress.unfinishedCharts) unfinished" }
    remark += ", \(progress.components) pieces found"
    bar?.update(done: progress.doneCharts, remark: remark, isUrgent: isFirst)
  }

  /// Removes the line.
  func finish() { bar?.finish() }
}
