import SingularLearning

extension SubnetworkStratum {
  /// The stratum of a label such as `redundant (1;2,3) & inactive-out (1;1)`, or `nil` if the label has
  /// other conditions.
  init?(_ architecture: Architecture, label: String) {
    var operations: [SubnetworkOperation] = []
    for text in label.split(separator: "&") {
      let parts = text.split(separator: " ")
      guard parts.count == 2, parts[1].hasPrefix("(") else { return nil }
      let numbers = parts[1].split { !$0.isNumber }.compactMap { Int($0) }
      switch parts[0] {
      case "redundant":
        operations.append(.redundant(layer: numbers[0], neurons: Array(numbers.dropFirst())))
      case "inactive-in": operations.append(.inactiveIn(layer: numbers[0], neuron: numbers[1]))
      case "inactive-out": operations.append(.inactiveOut(layer: numbers[0], neuron: numbers[1]))
      default: return nil
      }
    }
    self.init(architecture, operations: operations)
  }
}
