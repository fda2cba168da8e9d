import ExactArithmetic

/// The bound by propagation (see `DifferenceBound`) for two networks of one architecture.
///
/// - Complexity: O(N).
func propagatedDifference(_ first: Network, _ second: Network, radius: UpperBound) -> UpperBound {
  if first == second { return .zero }
  let architecture = first.architecture
  // What is known of the activations of one layer, the constant 1 of a bias included.
  var sizes: [UpperBound] = []
  var otherSizes: [UpperBound] = []
  var errors: [UpperBound] = []
  for layer in 1...architecture.layerCount {
    let stride = architecture.rowStride(ofLayer: layer)
    let width = architecture.widths[layer - 1]
    var (z, otherZ, difference): ([UpperBound], [UpperBound], [UpperBound]) = ([], [], [])
    for row in 0..<architecture.widths[layer] {
      let start = architecture.layerOffset(layer) + row * stride
      let (a, b) = (first.weights[start..<start + stride], second.weights[start..<start + stride])
      let (weights, others) = (
        a.map { UpperBound(magnitude: $0) }, b.map { UpperBound(magnitude: $0) }
      )
      let changes = zip(a, b).map { UpperBound(magnitude: $0 - $1) }
      if layer == 1 {
        func bound(_ row: [UpperBound]) -> UpperBound {
          radius * row.prefix(width).norm + row.dropFirst(width).sum
        }
        z.append(bound(weights))
        otherZ.append(bound(others))
        difference.append(bound(changes))
      } else {
        func product(_ x: [UpperBound], _ y: [UpperBound]) -> UpperBound {
          zip(x, y).map { $0 * $1 }.sum
        }
        z.append(product(weights, sizes))
        otherZ.append(product(others, otherSizes))
        difference.append(product(weights, errors) + product(changes, otherSizes))
      }
    }
    if layer == architecture.layerCount { return difference.norm }
    let bounds = ActivationBound(architecture.activations[layer - 1])
    let bias = architecture.hasBias ? [UpperBound.one] : []
    sizes = z.map(bounds.value) + bias
    otherSizes = otherZ.map(bounds.value) + bias
    errors =
      zip(difference, zip(z, otherZ)).map { $0 * bounds.slope(max($1.0, $1.1)) }
      + bias.map { _ in .zero }
  }
  return .zero
}

/// Bounds of an activation and its derivative on intervals around 0.
private struct ActivationBound {
  /// k and a bound of |c_k| for every nonzero coefficient.
  private let terms: [(power: Int, coefficient: UpperBound)]

  init(_ activation: Activation) {
    terms = activation.terms.map { ($0.power, UpperBound(magnitude: $0.coefficient)) }
  }

  /// At least |σ(t)| for |t| ≤ z.
  func value(_ z: UpperBound) -> UpperBound {
    terms.map { $0.coefficient * z.power($0.power) }.sum
  }

  /// At least |σ′(t)| for |t| ≤ z.
  func slope(_ z: UpperBound) -> UpperBound {
    terms.filter { $0.power > 0 }
      .map { UpperBound(exactly: Double($0.power)) * $0.coefficient * z.power($0.power - 1) }.sum
  }
}
