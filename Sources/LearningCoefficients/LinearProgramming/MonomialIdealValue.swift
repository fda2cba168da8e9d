import Computation
import ExactArithmetic

/// λ and m of a monomial ideal with a monomial density, and the weights that attain λ.
///
/// λ = ½ min Σ ω_i·(h_i + 1) over ω ≥ 0 with ω·a ≥ 1 for every generator w^a, and m is the dimension of the span of
/// the optimal ω.
///
/// Source: J. Howald, *Multiplier ideals of monomial ideals*, Trans. AMS 353 (2001), for λ; S. Lin, *Ideal-theoretic
/// strategies for asymptotic approximation of marginal likelihood integrals* (2017), for m.
struct MonomialIdealValue {
  /// λ and m.
  let value: LearningCoefficient
  /// Optimal weights ω, one for each variable.
  let weights: [Rational]

  /// The value for generators with the given exponents, none of them zero; `nil` if the programme is too large, or
  /// without generators.
  ///
  /// - Parameter density: The exponents h ≥ 0.
  /// - Throws: `ComputationStopped` as `control` demands.
  init?(
    _ exponents: [[Int]], density: [Int], control: ComputationControl
  ) throws(ComputationStopped) {
    guard exponents.count <= 5_000, !exponents.isEmpty else { return nil }
    let minimal = minimalExponents(exponents)
    // Variables that do not occur have weight 0.
    let used = density.indices.filter { i in minimal.contains { $0[i] > 0 } }
    guard
      let program = try PackingProgram(
        minimal.map { e in used.map { e[$0] } }, capacities: used.map { density[$0] + 1 },
        control: control)
    else { return nil }
    var weights = [Rational](repeating: 0, count: density.count)
    for (i, weight) in zip(used, program.weights) { weights[i] = weight }
    value = LearningCoefficient(program.value / 2, multiplicity: program.multiplicity)
    self.weights = weights
  }
}

/// The exponents of the minimal monomials under division, those of least degree first.
func minimalExponents(_ exponents: [[Int]]) -> [[Int]] {
  var minimal: [[Int]] = []
  let sorted = Set(exponents).sorted { a, b in
    let (x, y) = (a.reduce(0, +), b.reduce(0, +))
    return x != y ? x < y : b.lexicographicallyPrecedes(a)
  }
  for candidate in sorted where !minimal.contains(where: { divides($0, candidate) }) {
    minimal.append(candidate)
  }
  return minimal
}

/// Whether the monomial with the first exponents divides that with the second.
func divides(_ a: [Int], _ b: [Int]) -> Bool { zip(a, b).allSatisfy { $0 <= $1 } }
