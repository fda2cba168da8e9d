import Testing

/// Checks `==` and `hash(into:)` on classes of values made in different ways: values of one class
/// must be equal with equal hashes, values of different classes different.
public func checkHashingLaws<Value: Hashable>(
  _ classes: [[Value]], sourceLocation: SourceLocation = #_sourceLocation
) {
  var report = LawReport(Value.self, sourceLocation)
  for (i, first) in classes.enumerated() {
    for (j, second) in classes.enumerated() {
      for a in first {
        for b in second {
          report.expect((a == b) == (i == j), "\(a) == \(b) is \(i == j)")
          report.expect(i != j || a.hashValue == b.hashValue, "equal hashes of \(a) and \(b)")
        }
      }
    }
  }
  report.expect(
    Set(classes.joined()).count == classes.count, "a set has one member per class")
}
