import Computation
import Networks

/// The table of the dynamic programme behind `dimensionBound(of:)`.
///
/// A block (i, j) is the architecture (d_i,…,d_j) with the activations in between; an *enlarged* block
/// (i ≥ 1) begins with one more square layer, (d_i,d_i,…,d_j), and is therefore mapped to itself by
/// changes of its input coordinates.
struct DimensionBoundTable {
  /// The best bound of one block and how it arose.
  private struct Entry {
    var value: Int
    var theorem: DimensionTheorem
    /// Positions of the parts; −1 for none.
    var first = -1
    var second = -1
  }

  /// The most layers: the table has an entry for each pair of them.
  static let maximumLayerCount = 128

  private let widths: [Int]
  /// Position k − 1 belongs to hidden layer k.
  private let exponents: [ActivationExponents]
  private let hasBias: Bool
  /// The facts about each block that do not depend on the programme, and the best bounds so far.
  private var blocks: [ArchitectureBlock?]
  private var entries: [Entry]

  init(_ architecture: Architecture) {
    widths = architecture.widths
    exponents = architecture.activations.map {
      ActivationExponents($0, hasBias: architecture.hasBias)
    }
    hasBias = architecture.hasBias
    let count = 2 * widths.count * widths.count
    blocks = Array(repeating: nil, count: count)
    entries = Array(
      repeating: Entry(value: Saturating.saturated, theorem: .ambientSpace), count: count
    )
    for i in widths.indices.dropLast() {
      followLayers(from: i, enlarged: false)
      if i > 0 { followLayers(from: i, enlarged: true) }
    }
    for length in 0..<widths.count {
      for i in 0..<widths.count - length where i < widths.count - 1 {
        if length > 0 { fill(i, i + length, enlarged: false) }
        if i > 0 { fill(i, i + length, enlarged: true) }
      }
    }
  }

  /// The bound for the whole network.
  var bound: DimensionBound { bound(at: position(0, widths.count - 1, false)) }

  private func bound(at index: Int) -> DimensionBound {
    let entry = entries[index]
    return DimensionBound(
      value: entry.value, theorem: entry.theorem,
      parts: [entry.first, entry.second].filter { $0 >= 0 }.map { bound(at: $0) })
  }

  private func position(_ i: Int, _ j: Int, _ enlarged: Bool) -> Int {
    (i * widths.count + j) * 2 + (enlarged ? 1 : 0)
  }

  /// Describes all blocks that begin at layer i.
  private mutating func followLayers(from i: Int, enlarged: Bool) {
    var block = ArchitectureBlock(
      inputs: widths[i], outputs: widths[enlarged ? i : i + 1], hasBias: hasBias)
    for j in (enlarged ? i : i + 1)..<widths.count {
      if j > (enlarged ? i : i + 1) {
        block.append(activation: exponents[j - 2], outputs: widths[j])
      }
      blocks[position(i, j, enlarged)] = block
    }
  }

  private func block(_ i: Int, _ j: Int, _ enlarged: Bool) -> ArchitectureBlock {
    blocks[position(i, j, enlarged)]!
  }

  private mutating func improve(
    _ index: Int, _ value: Int, _ theorem: DimensionTheorem, _ first: Int = -1, _ second: Int = -1
  ) {
    if value < entries[index].value {
      entries[index] = Entry(value: value, theorem: theorem, first: first, second: second)
    }
  }

  private mutating func fill(_ i: Int, _ j: Int, enlarged: Bool) {
    let index = position(i, j, enlarged)
    block(i, j, enlarged).forEachElementaryBound { improve(index, $0, $1) }
    if enlarged && j > i {
      let first = position(i, i, true)
      let second = position(i, j, false)
      if exponents[i - 1].monomialDegree == 1 {
        // An identity activation merges the square layer with the next one.
        improve(
          index, entries[second].value, .linearGroupComposition(layer: i), second)
      }
      let torus = exponents[i - 1].monomialDegree == nil ? 0 : widths[i]
      improve(
        index, Saturating.sum(entries[first].value, entries[second].value) - torus,
        .composition(layer: i), first, second)
    }
    for k in i + 1..<max(j, i + 1) { compose(i, k, j, enlarged: enlarged) }
  }

  /// All composition bounds of block (i, j) at layer k, i < k < j.
  private mutating func compose(_ i: Int, _ k: Int, _ j: Int, enlarged: Bool) {
    let index = position(i, j, enlarged)
    let inner = position(i, k, enlarged)
    let innerBlock = block(i, k, enlarged)
    let innerValue = entries[inner].value

    let outer = position(k, j, false)
    let outerBlock = block(k, j, false)
    let activation = exponents[k - 1]
    let torus = activation.monomialDegree == nil ? 0 : widths[k]
    improve(
      index, Saturating.sum(innerValue, entries[outer].value) - torus,
      .composition(layer: k), inner, outer)
    if let restricted = innerBlock.hypersurfaceDimension(activation: activation, then: outerBlock) {
      improve(
        index, Saturating.sum(innerValue, restricted) - torus,
        .hypersurfaceComposition(layer: k), inner)
    }

    let outerEnlarged = position(k, j, true)
    let orbit = Saturating.product(widths[k], innerBlock.outputSpan)
    improve(
      index, Saturating.sum(innerValue, entries[outerEnlarged].value) - orbit,
      .linearGroupComposition(layer: k), inner, outerEnlarged)
    if let restricted = innerBlock.hypersurfaceDimension(
      activation: nil, then: block(k, j, true))
    {
      improve(
        index, Saturating.sum(innerValue, restricted) - orbit,
        .linearGroupHypersurfaceComposition(layer: k), inner)
    }
  }
}
