// How the dimension of a neurovariety grows with the degree of the activation, and from which degree on
// it is the expected one.
//
// One expects the number of weights less one scaling for each hidden neuron, or the ambient dimension if
// that is smaller. A rank modulo a prime at a random point is a proven lower bound; where it meets a bound
// from theory the dimension is proven.
//
// usage: examples/run examples/scan-degrees.swift [widths, such as 2,5,3,1]
import SingularLearning

let argument = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "2,5,3,1"
let widths = argument.split(separator: ",").compactMap { Int($0) }

var table = TextTable(
  headings: ["degree", "ambient", "expected", "dimension", "defect", "evidence"],
  alignments: [.right, .right, .right, .right, .right, .left])
for degree in 1...6 {
  let architecture = try Architecture(widths: widths, degree: degree)
  let rank = try genericRank(of: architecture)
  table.append([
    "\(degree)", "\(rank.ambientDimension)", "\(rank.expectedDimension)", "\(rank.dimension)",
    "\(rank.defect)", rank.evidence.kind,
  ])
}
print("widths \(widths)")
table.lines.forEach { print($0) }
