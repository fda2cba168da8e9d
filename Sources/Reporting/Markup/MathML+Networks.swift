import ExactArithmetic
import Networks

extension MathML {
  /// The function of a network: `f(x) = W₃ σ(W₂ σ(W₁ x))`, with biases and with one σ for each layer
  /// where the activations differ.
  static func function(_ architecture: Architecture) -> Markup {
    var inner = identifier("x")
    for layer in 1...architecture.layerCount {
      var parts = [weightMatrix(layer), inner]
      if architecture.hasBias { parts += [symbol("+"), biasVector(layer)] }
      inner = row(parts)
      if layer < architecture.layerCount {
        inner = row([activationName(architecture, layer), parenthesized(inner)])
      }
    }
    return row([
      subscripted(identifier("f"), identifier("W")), parenthesized(identifier("x")), symbol("="),
      inner,
    ])
  }

  /// The activations: `σ(t) = t³`, for all layers or for each.
  static func activations(_ architecture: Architecture) -> [Markup] {
    let count = architecture.hasUniformActivation ? 1 : architecture.activations.count
    return architecture.activations.prefix(count).enumerated().map { index, activation in
      row([
        activationName(architecture, index + 1), parenthesized(identifier("t")), symbol("="),
        sum(activation),
      ])
    }
  }

  private static func activationName(_ architecture: Architecture, _ layer: Int) -> Markup {
    architecture.hasUniformActivation
      ? identifier("σ") : subscripted(identifier("σ"), number("\(layer)"))
  }

  private static func sum(_ activation: Activation) -> Markup {
    if activation.isPlainPower { return power(identifier("t"), activation.degree) }
    var parts: [Markup] = []
    for (exponent, value) in activation.terms {
      let isNegative = value.signum < 0
      if isNegative || !parts.isEmpty {
        parts.append(symbol(isNegative ? "−" : "+", isInfix: !parts.isEmpty))
      }
      let size = isNegative ? -value : value
      if exponent == 0 || size != 1 { parts.append(magnitude(size)) }
      if exponent > 0 { parts.append(power(identifier("t"), exponent)) }
    }
    return row(parts)
  }

  /// The weights of one layer: `W₁ = [[1, 2], [3, 4]]`, followed by the bias.
  static func weights(of network: Network, layer: Int) -> Markup {
    var parts = [weightMatrix(layer), symbol("="), matrix(network.matrix(ofLayer: layer))]
    if let bias = network.bias(ofLayer: layer) {
      parts += [symbol(","), biasVector(layer), symbol("="), matrix(bias.map { [$0] })]
    }
    return row(parts)
  }
}

extension Architecture {
  /// Whether all hidden layers have the same activation.
  var hasUniformActivation: Bool { Set(activations.map(\.formula)).count <= 1 }
}
