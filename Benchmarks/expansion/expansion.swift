// Time to expand the polynomial map of a monomial network, split by input monomials.
// usage: examples/run Benchmarks/expansion/expansion.swift widths degree repetitions
import Foundation
import SingularLearning

let arguments = CommandLine.arguments
let widths = arguments[1].split(separator: ",").compactMap { Int($0) }
guard arguments.count == 4, let degree = Int(arguments[2]), let repetitions = Int(arguments[3])
else { fatalError("usage: expansion.swift widths degree repetitions") }

let architecture = try Architecture(widths: widths, degree: degree)
var best = Double.infinity
var terms = 0
for _ in 0..<repetitions {
  let start = clock()
  terms = try architecture.polynomialMap().termCount
  best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
}
print("this-package terms \(terms) milliseconds \(best * 1000)")
