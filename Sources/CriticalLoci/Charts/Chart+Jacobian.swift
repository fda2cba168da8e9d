import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Networks
import Polynomials

extension Chart {
  /// The Jacobian of the first layers of the network at the normal forms, reduced by what leaves its rank
  /// as it is; a block diagonal matrix, given by its blocks.
  ///
  /// By Euler's relation Σ_j w_{ij} ∂/∂w_{ij} = r Σ_k w'_{ki} ∂/∂w'_{ki} for every hidden neuron i, the
  /// columns of nonvanishing weights with linearly independent characters are combinations of the others
  /// and left out. Columns are divided by powers of the coordinates that do not vanish.
  ///
  /// - Parameter layers: All layers for J itself; fewer for the inner network that ends before an
  ///   activation.
  func jacobianBlocks(
    layers: Int, control: ComputationControl
  ) throws(ComputationStopped) -> [LabelledBlock] {
    let inner = architecture.truncated(toLayers: layers)
    let all = try SymbolicNetwork(
      inner, weights: Array(weights.prefix(inner.parameterCount)), ring: ring
    ).derivatives(control: control)
    let sizes = all.map { $0.values.reduce(0) { $0 + $1.termCount } }
    var span = CharacterSpan()
    var dropped: Set<Int> = []
    let candidates = nonvanishingPositions.filter { $0 < inner.parameterCount }
      .sorted { (sizes[$0], $1) > (sizes[$1], $0) }
    for position in candidates
    where span.insert(inner.scalingCharacter(of: position)) { dropped.insert(position) }
    let kept = all.indices.filter { !dropped.contains($0) && !all[$0].isEmpty }
    var matrix = CoefficientColumns(
      ring: ring, columns: kept.map { all[$0] }, labels: kept.map { [$0] })
    matrix.divide(byVariables: unitCoordinates.compactMap { $0.support.first })
    return matrix.blocks()
  }
}

extension Architecture {
  /// The network that ends with layer `layers`, without the activation there.
  func truncated(toLayers layers: Int) -> Architecture {
    do {
      return try Architecture(
        widths: Array(widths.prefix(layers + 1)),
        activations: Array(activations.prefix(layers - 1)), hasBias: hasBias)
    } catch {
      contractViolation("the first layers of a network are no network: \(error)")
    }
  }

  /// How the scalings of the hidden neurons act on a weight: row i of W_ℓ times t and column i of W_{ℓ+1}
  /// times t^(−r).
  func scalingCharacter(of position: Int) -> [Int] {
    guard
      let layer = (1...layerCount).first(where: {
        parameterRange(ofLayer: $0).contains(position)
      })
    else { contractViolation("no parameter \(position)") }
    let index = position - layerOffset(layer)
    let (row, column) = index.quotientAndRemainder(dividingBy: widths[layer - 1])
    var character = [Int](repeating: 0, count: widths.dropFirst().dropLast().reduce(0, +))
    if layer < layerCount { character[widths[1..<layer].reduce(0, +) + row] = 1 }
    if layer > 1 {
      character[widths[1..<(layer - 1)].reduce(0, +) + column] = -degrees[layer - 2]
    }
    return character
  }
}
