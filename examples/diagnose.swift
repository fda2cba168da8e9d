// Why is this point singular, and what remains of the network?
//
// An inactive neuron can be dropped, and redundant ones (proportional incoming weights) merged, without
// changing the function. One step can make another possible: here the neurons of the second layer become
// proportional when the first layer has lost its inactive neuron. That both functions agree is checked
// exactly, and so is the rank of the Jacobian.
import SingularLearning

let architecture = try Architecture(widths: [2, 3, 2, 1], degrees: [3, 2])
let network = try Network(
  architecture,
  matrices: [
    [[1, 2], [0, 0], [1, -1]],  // the second neuron has no input
    [[1, 5, 1], [2, 7, 2]],  // the rows are proportional only without their second column
    [[1, Rational(1, 4)]],
  ])

let diagnosis = try diagnose(network)
for neuron in diagnosis.neurons where neuron.state != .active {
  print("layer \(neuron.layer), neuron \(neuron.index): \(neuron.state.rawValue)")
}
for operation in diagnosis.operations { print(operation) }
print("reduced widths: \(diagnosis.reduced.architecture.widths)")
print("reduced weights: \(diagnosis.reduced.matrices)")
print("same function: \(diagnosis.functionPreserved.value)")

let point = try rank(at: network)
let general = try genericRank(of: architecture)
print("rank \(point.rank) of \(general.dimension), \(point.evidence.kind)")
