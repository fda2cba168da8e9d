import Testing

/// Records broken laws as test issues, at most a few per suite so that the first one stays visible.
struct LawReport {
  /// The structure under test, for the messages.
  let subject: String
  let sourceLocation: SourceLocation
  private var brokenCount = 0

  init(_ subject: Any, _ sourceLocation: SourceLocation) {
    self.subject = "\(subject)"
    self.sourceLocation = sourceLocation
  }

  /// Records an issue unless the law holds.
  mutating func expect(_ holds: Bool, _ law: @autoclosure () -> String) {
    if holds { return }
    brokenCount += 1
    if brokenCount <= 5 {
      Issue.record("\(law()) fails in \(subject)", sourceLocation: sourceLocation)
    }
  }
}
