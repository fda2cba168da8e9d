import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Networks
import Polynomials

/// The reasons for which the general point of an irreducible set of weights is a subnetwork; the same
/// conditions as in `diagnose`, decided in the coordinate ring of the set.
struct GenericOperations {
  let architecture: Architecture
  /// The weights in parameter order, in a ring.
  let weights: [Polynomial<RationalField>]
  /// Whether an element of the ring vanishes on the set.
  let vanishes: (Polynomial<RationalField>) -> Bool

  /// Inactive and redundant neurons, and linear layers whose neurons are dependent; `[]` exactly if the
  /// general point is no subnetwork by one of these conditions.
  ///
  /// In the normal form of strata. A linear layer is named only where no other operation is known.
  func operations() -> [SubnetworkOperation] {
    let found = (1..<architecture.layerCount).flatMap { operations(ofLayer: $0) }
    if found.isEmpty { return mixedOperations() }
    // A normal form can drop what holds in every network (rows with one entry); that counts as well.
    let normal = SubnetworkStratum(architecture, operations: found).operations
    return normal.isEmpty ? found : normal
  }

  private func operations(ofLayer layer: Int) -> [SubnetworkOperation] {
    let neurons = 1...architecture.widths[layer]
    let isZeroRow = neurons.map { row(layer, $0).allSatisfy(vanishes) }
    let isUnused = neurons.map { neuron in
      (1...architecture.widths[layer + 1]).allSatisfy { vanishes(row(layer + 1, $0)[neuron - 1]) }
    }
    var result: [SubnetworkOperation] = []
    for neuron in neurons where isUnused[neuron - 1] {
      result.append(.inactiveOut(layer: layer, neuron: neuron))
    }
    // A constant that is not zero needs a bias or another constant neuron to go to.
    let zeroRows = neurons.filter { isZeroRow[$0 - 1] }
    let takers = zeroRows.filter { !isUnused[$0 - 1] }
    let isFree =
      architecture.hasBias || architecture.activations[layer - 1].vanishesAtZero
    let removable = zeroRows.filter { neuron in isFree || takers.contains { $0 != neuron } }
    let pairs = redundantPairs(neurons.filter { !isZeroRow[$0 - 1] }, layer, takers: takers)
    let needed = pairs.needsConstant ? takers.prefix(1).filter { !removable.contains($0) } : []
    result += (removable + needed).sorted().map { .inactiveIn(layer: layer, neuron: $0) }
    return result + pairs.operations
  }

  /// The redundant pairs among neurons that are not constant, and whether a constant neuron is needed to
  /// make them so.
  private func redundantPairs(
    _ neurons: [Int], _ layer: Int, takers: [Int]
  ) -> (operations: [SubnetworkOperation], needsConstant: Bool) {
    let plain = RowRelation(architecture, layer: layer)
    let relation =
      takers.isEmpty ? plain : RowRelation(architecture, layer: layer, hasConstant: true)
    var result: [SubnetworkOperation] = []
    for (position, second) in neurons.enumerated() {
      for first in neurons[..<position] {
        for isOpposite in relation.relation == .opposite ? [false, true] : [false] {
          let rows = RedundantRows(
            rows: [first, second].map { positions(layer, $0) }, isOpposite: [false, isOpposite],
            relation: relation)
          if rows.equations(weights, over: weights[0].ring).allSatisfy(vanishes) {
            result.append(
              .redundant(
                layer: layer, neurons: [first, second], opposite: isOpposite ? [second] : []))
          }
        }
      }
    }
    return (result, !result.isEmpty && relation != plain)
  }

  /// The linear layers ℓ with rank W_ℓ < d_ℓ or rank W_{ℓ+1} < d_ℓ, up to constants (see `diagnose`).
  private func mixedOperations() -> [SubnetworkOperation] {
    (1..<architecture.layerCount).compactMap { layer in
      let symmetry = ActivationSymmetry(architecture.activations[layer - 1])
      guard symmetry.kind == .linear else { return nil }
      let width = architecture.widths[layer]
      let isPlain = architecture.hasBias || symmetry.center.isZero
      let ring = weights[0].ring
      let incoming = (1...width).map { row(layer, $0) + (isPlain ? [] : [ring.one]) }
      let outgoing = (1...architecture.widths[layer + 1]).map { row(layer + 1, $0) }
      var isMixed = rank(incoming) < width
      if !isMixed {
        let rank = rank(outgoing)
        let sums = outgoing.map { $0.reduce(ring.zero) { $0 + $1 } }
        isMixed = rank < width && (isPlain || rank < width - 1 || !sums.allSatisfy(vanishes))
      }
      return isMixed ? .mixed(layer: layer, neurons: Array(1...width)) : nil
    }
  }

  private func rank(_ rows: [[Polynomial<RationalField>]]) -> Int {
    Matrix(ring: weights[0].ring, rows: rows, columnCount: rows[0].count).rank(where: vanishes)
  }

  private func row(_ layer: Int, _ neuron: Int) -> [Polynomial<RationalField>] {
    architecture.weightRange(ofLayer: layer, row: neuron).map { weights[$0] }
  }

  private func positions(_ layer: Int, _ neuron: Int) -> [Int] {
    let range = architecture.weightRange(ofLayer: layer, row: neuron)
    return range + (architecture.hasBias ? [range.upperBound] : [])
  }
}

extension Matrix where R == PolynomialRing<RationalField> {
  /// The rank, where elements for which `vanishes` holds, a prime ideal, count as zero.
  func rank(where vanishes: (Polynomial<RationalField>) -> Bool) -> Int {
    var rank = 0
    while rank < Swift.min(rowCount, columnCount),
      someMinor(size: rank + 1, where: { !vanishes($0) })
    {
      rank += 1
    }
    return rank
  }

  /// Whether some minor of the given size has a property.
  private func someMinor(
    size: Int, where property: (Polynomial<RationalField>) -> Bool
  ) -> Bool {
    combinations(rowCount, size).contains { rows in
      combinations(columnCount, size).contains { columns in
        property(submatrix(rows: rows, columns: columns).fractionFreeDeterminant())
      }
    }
  }
}
