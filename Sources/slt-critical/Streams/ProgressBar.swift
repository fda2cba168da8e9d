/// A line on standard error that shows how far a long list is; nothing unless it is a terminal.
struct ProgressBar {
  private let total: Int?
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastShown = ContinuousClock.now

  /// A bar for `total` items, or for a number not known beforehand.
  init(total: Int?, isQuiet: Bool) {
    self.total = total
    isShown = !isQuiet && StandardStreams.errorIsTerminal
    if isShown { RunLog.clearTerminal() }
  }

  /// Shows that `done` items are done, at most ten times a second unless it is urgent.
  ///
  /// - Parameter remark: What stands behind the numbers.
  mutating func update(done: Int, remark: String = "", isUrgent: Bool = false) {
    guard isShown, isUrgent || lastShown.duration(to: .now) > .milliseconds(100) else { return }
    lastShown = .now
    var line = "\(done)"
    if let total, total > 0 {
      let width = 30
      let filled = width * done / total
      let bar =
        String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled)
      line = "[\(bar)] \(done)/\(total)"
    }
    if !remark.isEmpty { line += " " + remark }
    let seconds = start.duration(to: .now).components.seconds
    if let total, done > 0, done < total, seconds > 0 {
      line += "  about \(Int(seconds) * (total - done) / done) s left"
    }
    StandardStreams.note("\r\(line)  \(seconds) s\u{1b}[K")
  }

  /// Removes the line.
  func finish() {
    if isShown { StandardStreams.note("\r\u{1b}[K") }
  }
}
