import ExactArithmetic

/// The mini-batches of stochastic gradient descent: each sample once in every epoch, in batches of equal size but for the
/// last one of an epoch.
struct BatchOrder {
  private let batchSize: Int
  private let isShuffled: Bool
  private var order: [Int]
  private var position = 0
  private var random: RandomSource

  /// The steps of an epoch.
  var batchCount: Int { (order.count + batchSize - 1) / batchSize }

  /// Batches of `batchSize` ≥ 1 of `sampleCount` samples.
  init(
    sampleCount: Int, batchSize: Int, order: DescentOptions.BatchOrder, random: RandomSource
  ) {
    self.batchSize = batchSize
    isShuffled = order == .shuffled
    self.order = Array(0..<sampleCount)
    self.random = random
  }

  /// The samples of the next step.
  mutating func next() -> [Int] {
    if position == 0, isShuffled {
      for i in order.indices.dropFirst().reversed() {
        order.swapAt(i, Int(random.next(below: UInt64(i + 1))))
      }
    }
    let batch = Array(order[position..<min(position + batchSize, order.count)])
    position += batchSize
    if position >= order.count { position = 0 }
    return batch
  }
}
