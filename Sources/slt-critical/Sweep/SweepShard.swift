/// Every n-th job: shard k of n.
struct SweepShard: Hashable {
  let index: Int
  let count: Int

  /// Reads `k/n`.
  init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let index = parts[0], let count = parts[1], count >= 1,
      (1...count).contains(index)
    else { return nil }
    self.index = index
    self.count = count
  }

  /// Whether a job belongs to the shard.
  func contains(_ job: Int) -> Bool { job % count == index - 1 }
}
