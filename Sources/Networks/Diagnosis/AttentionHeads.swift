import AlgebraicStructures
import Computation

/// Attention, and the layer that takes the values of its heads.
struct AttentionHeads {
  /// QKᵀ and V, each divided by its first entry that is not zero.
  typealias Key<F: WeightField> = [[F.Element]]

  let attention: Int
  let consumer: Int
  private let layer: LinearAttentionLayer

  /// The attention at a position; `nil` if its heads cannot be left out.
  init?<F: WeightField>(in list: [ReducedLayer<F>], from attention: Int) {
    guard let layer = list[attention].layer as? LinearAttentionLayer, list[attention].isFree else {
      return nil
    }
    for index in list.indices.dropFirst(attention + 1) {
      let symmetries = list[index].symmetries
      if list[index].isFree, symmetries.consumed.count == list[index].input.channelCount {
        (self.attention, consumer, self.layer) = (attention, index, layer)
        return
      }
      guard symmetries.passage == .linear, list[index].layer.keepsChannels(of: list[index].input)
      else { return nil }
    }
    return nil
  }

  /// The original numbers of the heads.
  func labels<F: WeightField>(in list: [ReducedLayer<F>]) -> [Int] {
    (0..<layer.heads).map { (list[attention].labels[$0 * layer.value] - 1) / layer.value + 1 }
  }

  /// The parameters of each head.
  private func heads<F: WeightField>(of list: [ReducedLayer<F>]) -> [[F.Element]] {
    let parameters = list[attention].parameters
    let size = parameters.count / layer.heads
    return (0..<layer.heads).map { Array(parameters[$0 * size..<($0 + 1) * size]) }
  }

  /// The heads as units.
  func reduction<F: WeightField>(
    of list: [ReducedLayer<F>], over field: F
  ) -> UnitReduction<F, Key<F>> {
    let features = list[attention].input.channelCount
    let consumed = list[consumer].symmetries.consumed
    let size = features * layer.key
    let units = heads(of: list).enumerated().map { index, head in
      let form = (0..<features).flatMap { row in
        (0..<features).map { column in
          field.dotProduct(
            head.span.extracting(row * layer.key..<(row + 1) * layer.key),
            head.span.extracting(size + column * layer.key..<size + (column + 1) * layer.key))
        }
      }
      let columns = (0..<layer.value).flatMap { value in
        consumed[index * layer.value + value].map { list[consumer].parameters[$0] }
      }
      guard let (form, scale) = field.normalized(form),
        let (values, factor) = field.normalized(Array(head[(2 * size)...]))
      else {
        return UnitReduction<F, Key<F>>.Unit(key: nil, scale: field.one, columns: columns)
      }
      return .init(
        key: [form, values], scale: field.multiply(scale, factor), columns: columns)
    }
    return UnitReduction(units, degree: 1, over: field)
  }

  /// Compares the sums over the heads as polynomials of the tokens.
  func functionPreserved<F: WeightField>(
    by reduction: UnitReduction<F, Key<F>>, in list: [ReducedLayer<F>], over field: F,
    seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> Certified<Bool> {
    let heads = heads(of: list)
    func model(
      _ units: [UnitReduction<F, Key<F>>.Unit], _ kept: [Int]
    ) throws(LayeredModelError) -> (LayeredModel, [F.Element]) {
      let outputs = units[0].columns.count / layer.value
      let layers: [any ModelLayer] = [
        LinearAttentionLayer(heads: kept.count, key: layer.key, value: layer.value),
        DenseLayer(outputs: outputs),
      ]
      let columns = (0..<outputs).flatMap { output in
        units.flatMap { unit in
          (0..<layer.value).map { unit.columns[$0 * outputs + output] }
        }
      }
      return (
        try LayeredModel(inputs: list[attention].input, layers: layers),
        kept.flatMap { heads[$0] } + columns
      )
    }
    do {
      let (before, weights) = try model(reduction.original, Array(reduction.original.indices))
      let (after, otherWeights) = try model(reduction.units, reduction.kept)
      return try computeSameFunction(
        before, at: weights, after, at: otherWeights, over: field, seed: seed, control: control)
    } catch let stop as ComputationStopped {
      throw stop
    } catch {
      contractViolation("heads of attention are no model: \(error)")
    }
  }

  /// Leaves the heads that are kept.
  func apply<F: WeightField>(
    _ reduction: UnitReduction<F, Key<F>>, to list: inout [ReducedLayer<F>]
  ) {
    let heads = heads(of: list)
    let kept = reduction.kept
    let channels = kept.flatMap { head in (0..<layer.value).map { head * layer.value + $0 } }
    list[attention].layer = LinearAttentionLayer(
      heads: kept.count, key: layer.key, value: layer.value)
    list[attention].parameters = kept.flatMap { heads[$0] }
    list[attention].labels = channels.map { list[attention].labels[$0] }
    let columns = reduction.units.flatMap { unit in
      let count = unit.columns.count / layer.value
      return (0..<layer.value).map { Array(unit.columns[$0 * count..<($0 + 1) * count]) }
    }
    list.keepChannels(channels, columns: columns, from: attention, to: consumer)
  }
}
