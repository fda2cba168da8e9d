import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

/// Ranks of gradients of small networks modulo a prime below 2²⁹, point after point without allocation.
///
/// The rows are the gradients of all outputs at fixed inputs. Entries stay below 2²⁹ and products below
/// 2⁵⁸, so 63 of them can be added before one reduction.
struct GradientRankKernel: ~Copyable {
  private let architecture: Architecture
  private let field: PrimeField
  /// Coefficients of σ for each hidden layer, constant term first.
  private let activations: [[UInt64]]
  private let inputs: [[UInt64]]
  private let count: Int
  /// Per layer the activations with the constant 1 for biases, and the derivatives.
  private let values: UnsafeMutableBufferPointer<UInt64>
  private let slopes: UnsafeMutableBufferPointer<UInt64>
  private let cotangents: UnsafeMutableBufferPointer<UInt64>
  private let rows: UnsafeMutableBufferPointer<UInt64>
  private let pivots: UnsafeMutableBufferPointer<Int>
  private let weights: UnsafeMutableBufferPointer<UInt64>
  /// Where the neurons of each layer start in `values`, and in `slopes` and `cotangents`.
  private let starts: [Int]

  /// - Parameter inputs: Points of d₀ residues.
  /// - Precondition: p < 2²⁹, at most 60 parameters in a row of the Jacobian's layers, degrees up to 10,000, and activation
  ///   coefficients with residues; else `nil`.
  init?(_ architecture: Architecture, field: PrimeField, inputs: [[UInt64]]) {
    guard field.modulus < 1 << 29, (architecture.widths.max() ?? 0) < 60,
      architecture.parameterCount < 60, (architecture.degrees.max() ?? 1) <= 10_000
    else { return nil }
    var activations: [[UInt64]] = []
    for activation in architecture.activations {
      let images = activation.coefficients.map { field.image(of: $0) }
      guard !images.contains(nil) else { return nil }
      activations.append(images.compactMap { $0 })
    }
    self.architecture = architecture
    self.field = field
    self.activations = activations
    self.inputs = inputs
    count = architecture.parameterCount
    var starts = [0]
    for width in architecture.widths { starts.append(starts[starts.count - 1] + width + 1) }
    self.starts = starts
    let total = starts[starts.count - 1]
    func buffer(_ size: Int) -> UnsafeMutableBufferPointer<UInt64> {
      let result = UnsafeMutableBufferPointer<UInt64>.allocate(capacity: size)
      result.initialize(repeating: 0)
      return result
    }
    values = buffer(total)
    slopes = buffer(total)
    cotangents = buffer(total)
    rows = buffer((count + 1) * count)
    weights = buffer(count)
    pivots = .allocate(capacity: count + 1)
    pivots.initialize(repeating: 0)
  }

  deinit {
    values.deallocate()
    slopes.deallocate()
    cotangents.deallocate()
    rows.deallocate()
    weights.deallocate()
    pivots.deallocate()
  }

  /// min(rank, `limit`) of the gradients at the point with the given residues in parameter order.
  mutating func rank(at point: [UInt64], limit: Int) -> Int {
    require(point.count == count, "\(point.count) weights for \(count) parameters")
    for i in 0..<count { weights[i] = point[i] }
    var rank = 0
    for input in inputs {
      forward(input)
      for output in 0..<architecture.outputCount {
        backward(output, into: rank)
        if reduceRow(rank) {
          rank += 1
          if rank >= limit { return rank }
        }
      }
    }
    return rank
  }

  private func forward(_ input: [UInt64]) {
    for i in 0..<input.count { values[i] = input[i] }
    values[input.count] = 1
    for layer in 1..<architecture.layerCount {
      let stride = architecture.rowStride(ofLayer: layer)
      let (previous, current) = (starts[layer - 1], starts[layer])
      var position = architecture.layerOffset(layer)
      let coefficients = activations[layer - 1]
      let width = architecture.widths[layer]
      for i in 0..<width {
        var z: UInt64 = 0
        for j in 0..<stride { z &+= weights[position + j] &* values[previous + j] }
        position += stride
        (values[current + i], slopes[current + i]) = valueAndSlope(coefficients, field.reduce(z))
      }
      values[current + width] = 1
    }
  }

  /// Horner's rule for the value and, one step behind, the derivative.
  private func valueAndSlope(_ coefficients: [UInt64], _ z: UInt64) -> (UInt64, UInt64) {
    var value: UInt64 = 0
    var slope: UInt64 = 0
    var k = coefficients.count - 1
    while k >= 0 {
      slope = field.reduce(slope &* z &+ value)
      value = field.reduce(value &* z &+ coefficients[k])
      k -= 1
    }
    return (value, slope)
  }

  /// Writes the gradient of one output at the last input into a row.
  private func backward(_ output: Int, into row: Int) {
    let last = architecture.layerCount
    for i in 0..<architecture.outputCount { cotangents[starts[last] + i] = i == output ? 1 : 0 }
    for layer in stride(from: last, through: 1, by: -1) {
      let step = architecture.rowStride(ofLayer: layer)
      let offset = architecture.layerOffset(layer)
      let (previous, current) = (starts[layer - 1], starts[layer])
      let width = architecture.widths[layer]
      for i in 0..<width {
        let cotangent = cotangents[current + i]
        let target = row * count + offset + i * step
        for j in 0..<step { rows[target + j] = field.reduce(cotangent &* values[previous + j]) }
      }
      if layer == 1 { return }
      for j in 0..<architecture.widths[layer - 1] {
        var sum: UInt64 = 0
        for i in 0..<width { sum &+= cotangents[current + i] &* weights[offset + i * step + j] }
        cotangents[previous + j] = field.reduce(field.reduce(sum) &* slopes[previous + j])
      }
    }
  }

  /// Eliminates a new row by the rows before it and normalises it; false if nothing is left.
  private func reduceRow(_ row: Int) -> Bool {
    let start = row * count
    for k in 0..<row {
      let factor = field.reduce(rows[start + pivots[k]])
      if factor == 0 { continue }
      let negated = field.modulus &- factor
      let other = k * count
      for j in 0..<count { rows[start + j] &+= negated &* rows[other + j] }
    }
    var pivot = -1
    for j in 0..<count {
      let residue = field.reduce(rows[start + j])
      rows[start + j] = residue
      if residue != 0 && pivot < 0 { pivot = j }
    }
    guard pivot >= 0, let inverse = field.inverse(rows[start + pivot]) else { return false }
    for j in 0..<count { rows[start + j] = field.reduce(inverse &* rows[start + j]) }
    pivots[row] = pivot
    return true
  }
}
