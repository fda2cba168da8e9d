import ExactArithmetic
import Networks

/// Normal weights of variance 1/d_{ℓ−1} in layer ℓ, and biases of variance 1, times `scale`.
public func randomParameters(
  of architecture: Architecture, scale: Double = 1, using random: inout RandomSource
) -> [Double] {
  var parameters: [Double] = []
  parameters.reserveCapacity(architecture.parameterCount)
  for layer in 1...architecture.layerCount {
    let width = architecture.widths[layer - 1]
    let deviation = scale / Double(width).squareRoot()
    for _ in 0..<architecture.widths[layer] {
      for _ in 0..<width { parameters.append(deviation * random.normal()) }
      if architecture.hasBias { parameters.append(scale * random.normal()) }
    }
  }
  return parameters
}
