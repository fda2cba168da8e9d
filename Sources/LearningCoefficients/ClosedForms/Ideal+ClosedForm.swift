import ExactArithmetic
import Ideals
import Polynomials

/// The learning coefficient at the origin of an ideal for which a theorem of `ClosedForms` says it; `nil` for others.
///
/// Recognized are Σ_k a_(m,k)·b_k^p for outputs m and the powers p = 1, 1 + Q, 1 + 2Q, …, at least as many as there are
/// units k: the others are combinations of these.
func closedForm(of ideal: Ideal<RationalField>) -> LearningCoefficientBound? {
  let count = ideal.ring.variableCount
  let inner = (0..<count).filter { index in
    ideal.generators.contains { ($0.degree(in: index) ?? 0) > 1 }
  }
  guard !inner.isEmpty else { return nil }
  var powers: [[Int]: Set<Int>] = [:]
  for generator in ideal.generators {
    var outer = [Int: Int]()
    var degree: Int?
    for term in generator.terms {
      let support = term.exponents.indices.filter { term.exponents[$0] > 0 }
      guard term.coefficient.isOne, support.count == 2,
        let unit = support.first(where: inner.contains),
        let weight = support.first(where: { $0 != unit }), term.exponents[weight] == 1,
        !inner.contains(weight), degree == nil || degree == term.exponents[unit],
        outer.updateValue(weight, forKey: unit) == nil
      else { return nil }
      degree = term.exponents[unit]
    }
    guard outer.count == inner.count, let degree else { return nil }
    powers[inner.compactMap { outer[$0] }, default: []].insert(degree)
  }
  let rows = Array(powers.keys)
  guard Set(rows.joined()).count == rows.count * inner.count, let first = powers.values.first,
    powers.values.allSatisfy({ $0 == first })
  else { return nil }
  return vandermondeBound(powers: first.sorted(), units: inner.count, outputs: rows.count)
}

/// The value at zero of units with these powers, the least first; `nil` if it is no theorem.
func vandermondeBound(powers: [Int], units: Int, outputs: Int) -> LearningCoefficientBound? {
  guard powers.count >= max(units, 2), powers[0] == 1 else { return nil }
  let step = powers[1] - 1
  guard powers.prefix(units).enumerated().allSatisfy({ $1 == 1 + $0 * step }),
    powers.allSatisfy({ ($0 - 1).isMultiple(of: step) })
  else { return nil }
  return LearningCoefficientBound(
    VandermondeSingularity(outputs: outputs, units: units, step: step).atZero,
    reason: "closed form of singularities of Vandermonde type (Aoyagi 2009)")
}
