// The learning coefficient at a subnetwork and away from it: how singular is the model for Bayes?
//
// The Bayes free energy of n observations grows like lambda log n. At a general point lambda = R/2, half
// the generic rank; at a critical point it is at least half the rank there, and often smaller than R/2, so
// that with equal fit the posterior prefers subnetworks. Over the real numbers it can also be larger. Where
// the coefficients of the function generate a monomial ideal, lambda is known exactly: w2 w1^3 near zero has
// lambda = 1/6 instead of 1/2, and a sampler of the neighbourhood agrees.
import SingularLearning

func describe(_ name: String, _ network: Network) throws {
  let bounds = try learningCoefficient(at: network)
  let upper = bounds.upper.map { ", at most \($0)" } ?? ""
  let value = bounds.lambda.map { "= \($0)" } ?? "at least \(bounds.lower)\(upper)"
  print("\(name): lambda \(value) (\(bounds.evidence.kind))")
}

let architecture = try Architecture(widths: [2, 2, 1], degree: 3)
try describe(
  "(2,2,1), general weights",
  Network(architecture, matrices: [[[1, 2], [3, -1]], [[1, 1]]]))
try describe(
  "(2,2,1), two redundant neurons",
  Network(architecture, matrices: [[[1, 2], [2, 4]], [[1, 1]]]))
try describe(
  "(2,2,1), an inactive neuron",
  Network(architecture, matrices: [[[1, 2], [3, -1]], [[1, 0]]]))

let squares = try Architecture(widths: [1, 3, 1], degree: 2)
try describe(
  "(1,3,1), squares that cannot cancel",
  Network(squares, matrices: [[[0], [0], [0]], [[1, 1, 1]]]))

let tiny = try Architecture(widths: [1, 1, 1], degree: 3)
let zero = try Network(tiny, weights: [0, 0])
try describe("(1,1,1) at zero", zero)

let exact = try learningCoefficient(at: zero)
let estimate = try estimateLearningCoefficient(
  of: Potential(sumOfSquares: tiny.polynomialMap().entries), at: [0, 0], seed: 1)
let distance = abs((estimate.lambda ?? 0) - (exact.lambda?.asDouble ?? 0))
print("sampled: within four standard errors: \(distance < 4 * estimate.standardError)")
