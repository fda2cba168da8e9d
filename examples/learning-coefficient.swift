// Learning coefficients: what each kind of subnetwork is worth to Bayes.
//
// The Bayes free energy of n observations is lambda log n - (m - 1) log log n beyond that of the truth. At a
// general point lambda = R/2, half the generic rank; at critical points it is mostly smaller, so that with equal
// fit the posterior prefers subnetworks, but over the real numbers it can also be larger. All values are exact:
// the singularity is resolved. A sampler of the neighbourhood agrees.
import SingularLearning

func describe(_ name: String, _ result: LearningCoefficientResult) {
  let value =
    result.exact.map { "(lambda, m) = \($0)" }
    ?? "lambda from \(result.lower) to \(result.upper.map { "\($0)" } ?? "?")"
  print("\(name): \(value), \(result.evidence.kind)")
}

// At given weights.
let architecture = try Architecture(widths: [2, 2, 1], degree: 4)
let points =
  [
    ("general weights", [[[1, 2], [3, -1]], [[1, 1]]]),
    ("two redundant neurons", [[[1, 2], [2, 4]], [[1, 1]]]),
    ("one active neuron", [[[1, 0], [0, 0]], [[1, 0]]]),
    ("zero", [[[0, 0], [0, 0]], [[0, 0]]]),
  ] as [(String, [[[Rational]]])]
for (name, matrices) in points {
  describe(
    "(2,2,1), t^4, \(name)",
    try learningCoefficient(at: Network(architecture, matrices: matrices)))
}

// Squares that cannot cancel vanish less: lambda > R/2 = 1/2.
let squares = try Architecture(widths: [1, 3, 1], degree: 2)
describe(
  "(1,3,1), t^2, outgoing weights of one sign",
  try learningCoefficient(at: Network(squares, matrices: [[[0], [0], [0]], [[1, 1, 1]]])))

// At general points of all types of subnetworks, and which ones are worth least.
let table = learningCoefficients(ofStrataOf: architecture)
let values = table.rows.flatMap { row in
  row.results.compactMap { result in result.exact.map { (row.label, $0) } }
}
let (types, isComplete) = try subnetworkTypes(of: architecture, maximumCount: 100)
print("(2,2,1), t^4: \(types.count) types of subnetworks, all: \(isComplete); the least values:")
let least = values.map(\.1).min()!
for (label, value) in values where value == least { print("  \(value) at \(label)") }

// A smaller lambda wins in the end, but a large multiplicity can hide that for long.
let small = FreeEnergy(LearningCoefficient(Rational(2, 3), multiplicity: 1))
let multiple = FreeEnergy(LearningCoefficient(1, multiplicity: 3))
if let onset = small.onset(over: multiple)?.sampleCount {
  print("(2/3, 1) costs less than (1, 3) from n = \(onset) on")
}

// Any ideal at a rational point.
let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
let cusp = try Ideal(ring.parse("x^2 - y^3"))
let exact = try learningCoefficient(of: cusp, at: [0, 0])
describe("x^2 - y^3 at zero", exact)

let estimate = try estimateLearningCoefficient(of: cusp.generators, at: [0, 0], seed: 1)
let distance = abs((estimate.lambda ?? 0) - (exact.lambda?.asDouble ?? 0))
print("sampled: within four standard errors: \(distance < 4 * estimate.standardError)")
