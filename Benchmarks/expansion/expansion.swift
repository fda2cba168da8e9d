// Time to expand the polynomial map of a monomial network.
// usage: examples/run Benchmarks/expansion/expansion.swift widths degree repetitions
//
// Prints the processor time of the polynomial map, split by input monomials, and for maps of less than a
// million terms that of the plain forward pass over the polynomials in weights and inputs.
import Foundation
import SingularLearning

let arguments = CommandLine.arguments
guard arguments.count == 4, let degree = Int(arguments[2]), let repetitions = Int(arguments[3])
else { fatalError("usage: expansion.swift widths degree repetitions") }
let widths = arguments[1].split(separator: ",").compactMap { Int($0) }
let architecture = try Architecture(widths: widths, degree: degree)

/// The least processor time of the repetitions, in milliseconds.
func milliseconds(_ body: () throws -> Void) rethrows -> String {
  var best = Double.infinity
  for _ in 0..<repetitions {
    let start = clock()
    try body()
    best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
  }
  return String(format: "%.4g", best * 1000)
}

var terms = 0
let split = try milliseconds { terms = try architecture.polynomialMap().termCount }
let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
let peak = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") } ?? "VmHWM: unknown"
var plain = "-"
if terms < 1_000_000 {
  let ring = try PolynomialRing(
    coefficients: IntegerRing(), variables: architecture.parameterNames + architecture.inputNames)
  let evaluator = try NetworkEvaluator(architecture, ring: ring)
  let generators = ring.generators
  let weights = Array(generators.prefix(architecture.parameterCount))
  let inputs = Array(generators.suffix(architecture.inputCount))
  plain = milliseconds { _ = evaluator.outputs(weights: weights, input: inputs) }
}
print("this-package terms \(terms) milliseconds \(plain) with-splitting \(split) \(peak)")
