import CKernels
import Computation
import Foundation
import Networks

/// Evaluates a loss with its gradient on a part of the samples; owns the workspace, so that evaluation of squares allocates
/// nothing.
///
/// The gradient of another loss is that of the squared one with the targets f − s/2, where s are the derivatives by the
/// outputs f. Not thread-safe: one for each thread.
final class BatchEvaluator: SampleEvaluator {
  private let loss: SquaredLoss
  private let comparison: SampleComparison
  private let block: Int
  private let inputs: AlignedDoubles
  private let targets: AlignedDoubles
  private let weights: AlignedDoubles
  private let values: AlignedDoubles
  private let substitutes: AlignedDoubles
  private let workspace: AlignedDoubles
  private let isa = NetworkPlan.instructionSet
  private var count = 0
  private var paddedCount = 0

  /// An evaluator for at most `capacity` ≥ 1 samples of `loss` at a time, compared with their targets by `comparison`.
  init(_ loss: SquaredLoss, comparison: SampleComparison = .squared, capacity: Int) {
    self.loss = loss
    self.comparison = comparison
    let padded = (capacity + 7) / 8 * 8
    // The blocks of all samples are no smaller, and whole, so that the padding of the last one can be read.
    let block = min(padded, loss.samples.block)
    self.block = block
    let size = (padded + block - 1) / block * block
    let architecture = loss.architecture
    inputs = AlignedDoubles(count: size * architecture.inputCount)
    targets = AlignedDoubles(count: size * architecture.outputCount)
    values = AlignedDoubles(count: comparison != .squared ? size * architecture.outputCount : 0)
    substitutes = AlignedDoubles(
      count: comparison != .squared ? size * architecture.outputCount : 0)
    weights = AlignedDoubles(count: size)
    workspace = AlignedDoubles(count: slt_network_workspace(loss.plan.shape, block))
  }

  /// Takes these samples, at most as many as the capacity; their weights are scaled to the sum 1.
  func load(_ samples: some Collection<Int>) {
    let (all, architecture) = (loss.samples, loss.architecture)
    count = samples.count
    paddedCount = (count + 7) / 8 * 8
    let total = samples.reduce(0.0) { $0 + all.weights.pointer[$1] }
    for (k, sample) in samples.enumerated() {
      for i in 0..<architecture.inputCount {
        inputs.pointer[position(k, i, architecture.inputCount)] =
          all.inputs.pointer[all.position(sample: sample, row: i, width: architecture.inputCount)]
      }
      for i in 0..<architecture.outputCount {
        targets.pointer[position(k, i, architecture.outputCount)] =
          all.targets.pointer[all.position(sample: sample, row: i, width: architecture.outputCount)]
      }
      weights.pointer[k] = all.weights.pointer[sample] / total
    }
    for k in count..<paddedCount { weights.pointer[k] = 0 }
  }

  /// The loss of the samples that were taken.
  func value(at parameters: [Double]) -> Double {
    if comparison != .squared { return compare(at: parameters) }
    var data = data(targets)
    return slt_network_loss(isa, loss.plan.shape, parameters, &data, workspace.pointer, nil)
  }

  /// The loss of the samples that were taken, with its gradient in `gradient`.
  func gradient(at parameters: [Double], into gradient: inout [Double]) -> Double {
    let value = comparison != .squared ? compare(at: parameters) : nil
    var data = data(comparison != .squared ? substitutes : targets)
    let squared = gradient.withUnsafeMutableBufferPointer { target in
      slt_network_loss(
        isa, loss.plan.shape, parameters, &data, workspace.pointer, target.baseAddress)
    }
    return value ?? squared
  }

  private func position(_ sample: Int, _ row: Int, _ width: Int) -> Int {
    (sample / block * width + row) * block + sample % block
  }

  private func data(_ targets: AlignedDoubles) -> slt_network_data {
    slt_network_data(
      inputs: inputs.pointer, targets: targets.pointer, weights: weights.pointer,
      samples: paddedCount, block: block)
  }

  /// The mean of what the comparison gives, with the substitutes for targets.
  private func compare(at parameters: [Double]) -> Double {
    var data = data(targets)
    slt_network_outputs(
      isa, loss.plan.shape, parameters, &data, workspace.pointer, values.pointer)
    let width = loss.architecture.outputCount
    var result = 0.0
    for sample in 0..<count {
      let positions = (0..<width).map { position(sample, $0, width) }
      let (value, slopes) = comparison.compare(
        positions.map { values.pointer[$0] }, positions.map { targets.pointer[$0] })
      result += weights.pointer[sample] * value
      for (k, slope) in zip(positions, slopes) {
        substitutes.pointer[k] = values.pointer[k] - slope / 2
      }
    }
    return result
  }
}
