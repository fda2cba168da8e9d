import CriticalLoci
import ExactArithmetic
import Networks

/// What operations mean for the network, for people who have not read the paper.
///
/// For example: "Neurons 1 and 2 of layer 1 compute proportional functions." There is one sentence for each
/// set of redundant neurons, and one for all inactive neurons of a layer of the same type.
func sentences(for operations: [SubnetworkOperation], in architecture: Architecture) -> [String] {
  var result: [String] = []
  for layer in 1..<architecture.layerCount {
    let here = operations.filter { $0.layer == layer }
    for case .redundant(_, let neurons, let opposite) in here {
      result.append(redundancySentence(layer: layer, neurons, opposite, architecture))
    }
    for case .mixed(_, let neurons) in here { result.append(mixedSentence(layer: layer, neurons)) }
    let silent = here.filter { $0.state == .inactiveIn }.flatMap(\.neurons)
    if !silent.isEmpty { result.append(inputSentence(layer: layer, silent)) }
    let unused = here.filter { $0.state == .inactiveOut }.flatMap(\.neurons)
    if !unused.isEmpty { result.append(outputSentence(layer: layer, unused, architecture)) }
  }
  return result
}

private func redundancySentence(
  layer: Int, _ neurons: [Int], _ opposite: [Int], _ architecture: Architecture
) -> String {
  let symmetry = ActivationSymmetry(architecture.activations[layer - 1])
  let what: String
  switch symmetry.rowRelation(hasBias: architecture.hasBias) {
  case .proportional:
    what =
      symmetry.centerValue.isZero
      ? "proportional functions" : "functions that are proportional up to constants"
  case .opposite, .equal:
    what =
      opposite.isEmpty || symmetry.kind == .even || symmetry.kind == .power
      ? "the same function"
      : "the same function up to sign" + (symmetry.centerValue.isZero ? "" : " and a constant")
  }
  return "Neurons \(enumeration(neurons)) of layer \(layer) compute \(what)."
}

private func mixedSentence(layer: Int, _ neurons: [Int]) -> String {
  "Neurons \(enumeration(neurons)) of layer \(layer), which is linear, mix: their incoming or outgoing "
    + "weights are linearly dependent, and fewer neurons compute the same."
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

/// For example `1`, `1 and 2`, `1, 2 and 4`.
func enumeration(_ items: [Int]) -> String {
  enumeration(items.map(String.init))
}

/// For example `a`, `a and b`, `a, b and c`.
func enumeration(_ items: [String]) -> String {
  guard let last = items.last, items.count > 1 else { return items.first ?? "" }
  return items.dropLast().joined(separator: ", ") + " and " + last
}
