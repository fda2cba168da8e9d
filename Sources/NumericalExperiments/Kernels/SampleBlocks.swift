import AlgebraicStructures
import CKernels
import Computation

/// Samples with targets and weights in the block layout of the kernels; immutable.
final class SampleBlocks: @unchecked Sendable {
  /// Samples, padded to a multiple of 8.
  let paddedCount: Int
  /// Samples in one block.
  let block: Int
  let inputs: AlignedDoubles
  let targets: AlignedDoubles
  let weights: AlignedDoubles
  /// The square roots of the weights, for least-squares matrices.
  let rootWeights: AlignedDoubles

  /// Samples of a block: three arrays of a layer of width 16 then fill half of a 48 KiB cache.
  private static let largestBlock = 64

  init(inputs: [[Double]], targets: [[Double]], weights: [Double]) {
    let count = inputs.count
    let paddedCount = (count + 7) / 8 * 8
    let block = min(paddedCount, SampleBlocks.largestBlock)
    self.paddedCount = paddedCount
    self.block = block
    func blocks(_ rows: [[Double]]) -> AlignedDoubles {
      let width = rows.first?.count ?? 0
      // Whole blocks, so that the padding of the last one can be read.
      let result = AlignedDoubles(count: (count + block - 1) / block * block * width)
      for (sample, row) in rows.enumerated() {
        for (i, value) in row.enumerated() {
          result.pointer[(sample / block * width + i) * block + sample % block] = value
        }
      }
      return result
    }
    self.inputs = blocks(inputs)
    self.targets = blocks(targets)
    self.weights = blocks(weights.map { [$0] })
    rootWeights = blocks(weights.map { [$0.squareRoot()] })
  }

  /// The view that the kernels take.
  var data: slt_network_data { data(weights: weights) }

  /// The view with the square roots of the weights in place of the weights.
  var rootWeightedData: slt_network_data { data(weights: rootWeights) }

  private func data(weights: AlignedDoubles) -> slt_network_data {
    slt_network_data(
      inputs: inputs.pointer, targets: targets.pointer, weights: weights.pointer,
      samples: paddedCount, block: block)
  }

  /// Position of row i at a sample, for arrays with `width` rows.
  func position(sample: Int, row: Int, width: Int) -> Int {
    (sample / block * width + row) * block + sample % block
  }
}

/// Zero-initialised doubles aligned to a cache line.
final class AlignedDoubles {
  let pointer: UnsafeMutablePointer<Double>
  let count: Int

  init(count: Int) {
    self.count = count
    let raw = UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 8) * MemoryLayout<Double>.stride, alignment: 64)
    pointer = raw.bindMemory(to: Double.self, capacity: max(count, 8))
    pointer.initialize(repeating: 0, count: max(count, 8))
  }

  deinit { UnsafeMutableRawPointer(pointer).deallocate() }
}
