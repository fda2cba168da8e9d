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
      guard
        let known = SubnetworkOperation(
          type: operation.type, layer: operation.layer, neurons: neurons),
        known.isCombinatorial || architecture.degrees[operation.layer - 1] == 1
      else {
        throw .malformed(
          "\(place): expected redundant with several neurons, inactive-in or inactive-out with one, "
            + "or mixed in a linear layer")
      }
      result.append(known)
    }
    return result
  }
}
