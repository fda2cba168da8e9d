import CriticalLoci
import Networks

/// What operations mean for the network, for people who have not read the paper.
///
/// For example: "Neurons 1 and 2 of layer 1 compute proportional functions." There is one sentence for each
/// set of redundant neurons, and one for all inactive neurons of a layer of the same type.
func sentences(for operations: [SubnetworkOperation], in architecture: Architecture) -> [String] {
  var result: [String] = []
  for layer in 1..<architecture.layerCount {
    let here = operations.filter { $0.layer == layer }
    for case .redundant(_, let neurons) in here {
      result.append(redundancySentence(layer: layer, neurons, architecture))
    }
    let silent = here.filter { $0.type == "inactive-in" }.flatMap(\.neurons)
    if !silent.isEmpty { result.append(inputSentence(layer: layer, silent)) }
    let unused = here.filter { $0.type == "inactive-out" }.flatMap(\.neurons)
    if !unused.isEmpty { result.append(outputSentence(layer: layer, unused, architecture)) }
  }
  return result
}

private func redundancySentence(
  layer: Int, _ neurons: [Int], _ architecture: Architecture
) -> String {
  let what =
    architecture.redundancyIsProportionality(layer: layer)
    ? "proportional functions" : "the same function"
  return "Neurons \(enumeration(neurons)) of layer \(layer) compute \(what)."
}

private func inputSentence(layer: Int, _ neurons: [Int]) -> String {
  neurons.count == 1
    ? "Neuron \(neurons[0]) of layer \(layer) does not depend on the inputs: its incoming weights are "
      + "zero."
    : "Neurons \(enumeration(neurons)) of layer \(layer) do not depend on the inputs: their incoming "
      + "weights are zero."
}

private func outputSentence(
  layer: Int, _ neurons: [Int], _ architecture: Architecture
) -> String {
  let isLast = layer == architecture.layerCount - 1
  let user = isLast ? architecture.outputCount == 1 ? "output" : "outputs" : "next layer"
  return neurons.count == 1
    ? "Neuron \(neurons[0]) of layer \(layer) is not used by the \(user)."
    : "Neurons \(enumeration(neurons)) of layer \(layer) are not used by the \(user)."
}

extension Architecture {
  /// Whether redundant neurons of a hidden layer are those with proportional weights; else those with
  /// equal ones.
  func redundancyIsProportionality(layer: Int) -> Bool {
    activations[layer - 1].isMonomial && !hasBias
  }
}

/// For example `1`, `1 and 2`, `1, 2 and 4`.
func enumeration(_ items: [Int]) -> String {
  enumeration(items.map(String.init))
}

/// For example `a`, `a and b`, `a, b and c`.
func enumeration(_ items: [String]) -> String {
  guard let last = items.last, items.count > 1 else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " and " + last
}

/// For example `1 component` or `3 components`.
func counted<Count: Equatable & ExpressibleByIntegerLiteral>(
  _ count: Count, _ noun: String
) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}
