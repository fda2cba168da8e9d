/// The loss at one step of a run.
public struct LossPoint: Hashable, Sendable, Codable {
  /// The number of steps so far.
  public let step: Int
  /// The loss, without the penalty of weight decay.
  public let loss: Double
}

/// Losses on the way, at steps that grow by a fifth each.
struct LossRecord {
  private(set) var points: [LossPoint] = []
  private var next = 0

  /// Whether a loss at this step is wanted.
  func isDue(_ step: Int) -> Bool { step >= next }

  /// Takes the loss at a step, where it is due or the last.
  mutating func add(_ loss: Double, step: Int, isLast: Bool = false) {
    guard step >= next || isLast, points.last?.step != step else { return }
    points.append(LossPoint(step: step, loss: loss))
    let following = step.multipliedReportingOverflow(by: 6)
    next = max(step + 1, following.overflow ? .max : following.partialValue / 5)
  }
}
