import Foundation

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

  /// The shard of this element of an array of Slurm jobs, if the program runs in one.
  static var ofArrayElement: SweepShard? {
    let environment = ProcessInfo.processInfo.environment
    func number(_ name: String) -> Int? {
      environment["SLURM_ARRAY_TASK_" + name].flatMap { Int($0) }
    }
    guard let element = number("ID"), let first = number("MIN"), let count = number("COUNT"),
      element >= first
    else { return nil }
    return SweepShard("\((element - first) / max(number("STEP") ?? 1, 1) + 1)/\(count)")
  }

  /// Whether a job belongs to the shard.
  func contains(_ job: Int) -> Bool { job % count == index - 1 }
}
