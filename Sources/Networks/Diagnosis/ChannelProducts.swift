import AlgebraicStructures
import Computation

/// A layer that makes channels, the products of several of them, and the layer that takes the products, with powers and what acts
/// on all positions of a channel alike in between.
struct ChannelProducts {
  /// The rows of the factors, each divided by its first entry, with how often each occurs.
  typealias Key<F: WeightField> = [[F.Element]: Int]

  let producer: Int
  let product: Int
  let consumer: Int
  private let factors: Int
  /// The powers in front of the product and behind it.
  private let degrees: (inner: Int, outer: Int)

  /// The products whose factors are made at `producer`; `nil` if there are none that could be left out.
  init?<F: WeightField>(in list: [ReducedLayer<F>], from producer: Int) {
    guard ChannelMaker(list[producer]) != nil else { return nil }
    var product: (position: Int, factors: Int)?
    var degrees = (inner: 1, outer: 1)
    for index in list.indices.dropFirst(producer + 1) {
      let layer = list[index].layer
      if let activation = layer as? ActivationLayer {
        guard activation.activation.monomialCoefficient != nil else { return nil }
        let degree = activation.activation.degree
        if product == nil { degrees.inner *= degree } else { degrees.outer *= degree }
        continue
      }
      if let layer = layer as? ProductLayer {
        guard product == nil else { return nil }
        product = (index, layer.factors)
        continue
      }
      let symmetries = list[index].symmetries
      if let product, list[index].isFree, !symmetries.consumed.isEmpty,
        symmetries.consumed.count == list[index].input.channelCount
      {
        (self.producer, self.product, consumer) = (producer, product.position, index)
        (factors, self.degrees) = (product.factors, degrees)
        return
      }
      guard symmetries.passage == .linear, layer.keepsChannels(of: list[index].input)
      else { return nil }
    }
    return nil
  }

  private func rows<F: WeightField>(of list: [ReducedLayer<F>]) -> [[F.Element]] {
    guard let maker = ChannelMaker(list[producer]) else {
      contractViolation("\(list[producer].layer.title) makes no channels")
    }
    return maker.rows
  }

  /// The products as units.
  func reduction<F: WeightField>(
    of list: [ReducedLayer<F>], over field: F
  ) -> UnitReduction<F, Key<F>> {
    let rows = rows(of: list)
    let count = rows.count / factors
    let consumed = list[consumer].symmetries.consumed
    return UnitReduction(
      (0..<count).map { channel in
        var key: Key<F>? = [:]
        var scale = field.one
        for factor in 0..<factors {
          if let (row, entry) = field.normalized(rows[factor * count + channel]) {
            key?[row, default: 0] += 1
            scale = field.multiply(scale, entry)
          } else {
            key = nil
          }
        }
        return .init(
          key: key, scale: scale,
          columns: consumed[channel].map { list[consumer].parameters[$0] })
      }, degree: degrees.inner * degrees.outer, over: field)
  }

  /// Compares the two sums of products as polynomials.
  func functionPreserved<F: WeightField>(
    by reduction: UnitReduction<F, Key<F>>, in list: [ReducedLayer<F>], over field: F,
    seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> Certified<Bool> {
    let rows = rows(of: list)
    func model(
      _ units: [UnitReduction<F, Key<F>>.Unit], _ kept: [Int]
    ) throws(LayeredModelError) -> (LayeredModel, [F.Element]) {
      let outputs = units[0].columns.count
      let layers: [any ModelLayer] = [
        DenseLayer(outputs: factors * kept.count),
        ActivationLayer(.monomial(degree: degrees.inner)), ProductLayer(factors: factors),
        ActivationLayer(.monomial(degree: degrees.outer)), DenseLayer(outputs: outputs),
      ]
      let columns = (0..<outputs).flatMap { index in units.map { $0.columns[index] } }
      return (
        try LayeredModel(inputs: .vector(rows[0].count), layers: layers),
        keptRows(kept, of: rows).joined() + columns
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
      contractViolation("products of a model are no model: \(error)")
    }
  }

  /// The positions of the factors of the products `kept` among the channels.
  private func positions(_ kept: [Int], count: Int) -> [Int] {
    (0..<factors).flatMap { factor in kept.map { factor * count / factors + $0 } }
  }

  private func keptRows<Element>(_ kept: [Int], of rows: [[Element]]) -> [[Element]] {
    positions(kept, count: rows.count).map { rows[$0] }
  }

  /// Leaves the products that are kept.
  func apply<F: WeightField>(
    _ reduction: UnitReduction<F, Key<F>>, to list: inout [ReducedLayer<F>]
  ) {
    let (kept, rows) = (reduction.kept, rows(of: list))
    list[producer].keepOutputs(
      positions(kept, count: rows.count), rows: keptRows(kept, of: rows))
    for index in producer + 1...product {
      list[index].input = list[index].input.withChannels(factors * kept.count)
    }
    list[product].labels = kept.map { list[product].labels[$0] }
    list.keepChannels(kept, columns: reduction.units.map(\.columns), from: product, to: consumer)
  }
}
