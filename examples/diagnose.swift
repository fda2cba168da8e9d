// Diagnoses a point whose redundancy only shows after a step: the two neurons of the second layer become
// proportional when the first layer has lost its inactive neuron. Then it checks the reduction at a point.
//
// usage: examples/run examples/diagnose.swift
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
