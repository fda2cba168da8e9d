import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

/// The Jacobian of a model on data at floating-point weights, made block by block: a row for each output at each
/// input, divided by the square root of the number of inputs.
///
/// For a categorical loss the mean over the outputs is taken from the rows of each input.
public struct DataJacobian: Sendable {
  /// The number N of columns.
  public let parameterCount: Int
  /// The number of rows: inputs times outputs.
  public let rowCount: Int
  /// At most the degree of the function: the relative error of the entries in units in the last place.
  let degree: Int
  /// The inputs of each block.
  let blocks: [Range<Int>]
  private let rows: @Sendable (Range<Int>) -> DenseMatrix

  /// The largest number of entries of a block: 32 MiB.
  static let blockEntries = 1 << 22

  /// That of a network, by its fast kernels; traps for numbers of other lengths, and where `SquaredLoss.limit(of:)` is
  /// not `nil`.
  public init(
    _ architecture: Architecture, at weights: [Double], inputs: [[Double]],
    loss: DataLoss = .squared
  ) {
    self.init(
      parameterCount: architecture.parameterCount, outputCount: architecture.outputCount,
      degree: architecture.inputDegree, inputCount: inputs.count, loss: loss
    ) { range in
      let share = 1 / Double(inputs.count)
      let zeros = [Double](repeating: 0, count: architecture.outputCount)
      return SquaredLoss(
        architecture, inputs: Array(inputs[range]), targets: range.map { _ in zeros },
        weights: range.map { _ in share }
      ).makeEvaluator().weightedJacobian(at: weights)
        .leading(range.count, of: architecture.outputCount)
    }
  }

  /// That of any polynomial model, whose derivatives are taken in double precision.
  ///
  /// Entries are not numbers where a denominator vanishes. Traps for numbers of other lengths, and for a model that has no image there.
  public init(
    _ model: some PolynomialModel, at weights: [Double], inputs: [[Double]],
    loss: DataLoss = .squared
  ) {
    let (width, outputs) = (model.parameterCount, model.outputCount)
    self.init(
      parameterCount: width, outputCount: outputs, degree: model.inputDegree,
      inputCount: inputs.count, loss: loss
    ) { range in
      let scale = 1 / Double(inputs.count).squareRoot()
      var block = DenseMatrix(
        rowCount: range.count * outputs, columnCount: width,
        elements: Array(repeating: 0, count: range.count * outputs * width))
      for (sample, input) in inputs[range].enumerated() {
        let found = model.gradients(parameters: weights, input: input, over: DoubleField())
        require(
          found != nil || !model.isPolynomial, "a model has no image in floating-point numbers")
        let gradients = found ?? Array(repeating: .nan, count: outputs * width)
        for output in 0..<outputs {
          for parameter in 0..<width {
            block[output * range.count + sample, parameter] =
              scale * gradients[output * width + parameter]
          }
        }
      }
      return block
    }
  }

  /// That of a network with named activations; traps for inputs of other lengths.
  public init(_ network: NamedNetwork, inputs: [[Double]], loss: DataLoss = .squared) {
    let architecture = network.architecture
    let (width, outputs) = (architecture.parameterCount, architecture.outputCount)
    // Errors of a few units in the last place in each layer.
    self.init(
      parameterCount: width, outputCount: outputs, degree: 4 * architecture.layerCount,
      inputCount: inputs.count, loss: loss
    ) { range in
      let scale = 1 / Double(inputs.count).squareRoot()
      var block = DenseMatrix(
        rowCount: range.count * outputs, columnCount: width,
        elements: Array(repeating: 0, count: range.count * outputs * width))
      for (sample, input) in inputs[range].enumerated() {
        let gradients = network.gradients(at: input)
        for output in 0..<outputs {
          let row = output * range.count + sample
          for parameter in 0..<width {
            block.elements[parameter * block.rowCount + row] =
              scale * gradients[output * width + parameter]
          }
        }
      }
      return block
    }
  }

  private init(
    parameterCount: Int, outputCount: Int, degree: Int, inputCount: Int, loss: DataLoss,
    _ rows: @escaping @Sendable (Range<Int>) -> DenseMatrix
  ) {
    require(inputCount > 0, "a Jacobian on no inputs")
    self.parameterCount = parameterCount
    self.degree = degree
    rowCount = Saturating.product(inputCount, outputCount)
    // Samples come in groups of eight.
    let size = max(
      8, DataJacobian.blockEntries / max(Saturating.product(parameterCount, outputCount), 1) / 8 * 8
    )
    blocks = stride(from: 0, to: inputCount, by: size).map { $0..<min($0 + size, inputCount) }
    self.rows = { range in
      var block = rows(range)
      if loss == .categorical { block.takeMeans(outputCount: outputCount) }
      return block
    }
  }

  /// The rows of a block.
  func block(_ index: Int) -> DenseMatrix { rows(blocks[index]) }
}

extension DenseMatrix {
  /// The rows of the first samples, without those that pad their number; rows are ordered by outputs.
  fileprivate func leading(_ samples: Int, of outputCount: Int) -> DenseMatrix {
    let padded = rowCount / outputCount
    if padded == samples { return self }
    let kept = (0..<outputCount).flatMap { $0 * padded..<$0 * padded + samples }
    var result: [Double] = []
    result.reserveCapacity(kept.count * columnCount)
    for j in 0..<columnCount {
      for i in kept { result.append(elements[j * rowCount + i]) }
    }
    return DenseMatrix(rowCount: kept.count, columnCount: columnCount, elements: result)
  }

  /// Subtracts from the rows of each sample their mean over the outputs; rows are ordered by outputs.
  fileprivate mutating func takeMeans(outputCount: Int) {
    let samples = rowCount / outputCount
    for j in 0..<columnCount {
      for s in 0..<samples {
        let mean =
          (0..<outputCount).reduce(0.0) { $0 + self[$1 * samples + s, j] } / Double(outputCount)
        for k in 0..<outputCount { self[k * samples + s, j] -= mean }
      }
    }
  }
}
