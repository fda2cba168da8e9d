import ExactArithmetic
import Networks
import NumberFields

extension JSONValue {
  /// A number field as a spec has it.
  init(_ field: NumberField) {
    var members: [Member] = [.init("generator", .string(field.generatorName))]
    if let order = field.cosineOrder {
      members.append(.init("real-cyclotomic", .exact(order)))
    } else {
      members.append(.init("minimal-polynomial", .string(field.minimalPolynomialText)))
      if field.isReal {
        members.append(.init("root", .real(field.approximation(of: field.generator))))
      }
    }
    self = .object(members)
  }

  /// An element of a number field: exact if it is rational, otherwise a polynomial in the generator as a string.
  static func element(_ a: NumberFieldElement, in field: NumberField) -> JSONValue {
    a.rationalValue.map { .exact($0) } ?? .string(field.describe(a))
  }

  /// The weight matrices as a spec has them.
  static func weights(_ network: NumberFieldNetwork) -> JSONValue {
    .array(
      (1...network.architecture.layerCount).map { layer in
        .array(
          weightRows(of: network, layer: layer).map { row in
            .array(row.map { .element($0, in: network.field) })
          })
      })
  }

  /// A reduced network: `{"widths", "weights"}`.
  static func reduced(_ network: NumberFieldNetwork) -> JSONValue {
    ["widths": .list(network.architecture.widths), "weights": .weights(network)]
  }
}

/// The rows of W_ℓ as a spec has them: with biases, each row ends with its bias.
func weightRows(of network: NumberFieldNetwork, layer: Int) -> [[NumberFieldElement]] {
  let rows = network.matrix(ofLayer: layer)
  guard let bias = network.bias(ofLayer: layer) else { return rows }
  return zip(rows, bias).map { $0 + [$1] }
}
