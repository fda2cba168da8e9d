import Networks

extension LocusCertificate.Component {
  /// The operations of the component; `[]` exactly for exotic ones.
  ///
  /// - Throws: `malformed` if kind and operations do not fit together, or name no neurons of this network.
  func checkedOperations(
    _ architecture: Architecture, place: String
  ) throws(CertificateError) -> [SubnetworkOperation] {
    guard let kind = CriticalComponent.Kind(rawValue: kind) else {
      throw .malformed("\(place): kind: expected subnetwork or exotic")
    }
    if (kind == .exotic) != operations.isEmpty {
      throw .malformed(
        "\(place): operations: \(operations.count) of them for the kind \(kind.rawValue)")
    }
    var result: [SubnetworkOperation] = []
    for (number, operation) in operations.enumerated() {
      let place = "\(place): operations[\(number)]"
      let neurons = operation.neurons
      guard (1..<architecture.layerCount).contains(operation.layer) else {
        throw .malformed("\(place): layer \(operation.layer) is no hidden layer")
      }
      guard neurons.allSatisfy((1...architecture.widths[operation.layer]).contains),
        Set(neurons).sorted() == neurons, !neurons.isEmpty
      else { throw .malformed("\(place): expected neurons of the layer in increasing order") }
      switch (operation.type, neurons.count) {
      case ("redundant", 2...):
        result.append(.redundant(layer: operation.layer, neurons: neurons))
      case ("inactive-in", 1):
        result.append(.inactiveIn(layer: operation.layer, neuron: neurons[0]))
      case ("inactive-out", 1):
        result.append(.inactiveOut(layer: operation.layer, neuron: neurons[0]))
      case ("mixed", _) where architecture.degrees[operation.layer - 1] == 1:
        result.append(.mixed(layer: operation.layer, neurons: neurons))
      default:
        throw .malformed(
          "\(place): expected redundant with several neurons, inactive-in or inactive-out with one, "
            + "or mixed in a linear layer")
      }
    }
    return result
  }
}
