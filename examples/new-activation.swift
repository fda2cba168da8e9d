// A new activation is one extension: here the Chebyshev polynomials T_0 = 1, T_1 = t,
// T_(n+1) = 2t T_n - T_(n-1). How do their networks differ from those with t^n?
//
// A monomial sees only powers of linear forms, and neurons can be rescaled. T_3 = 4t^3 - 3t adds the form
// itself: the space of functions is larger, nothing can be rescaled, and two neurons are redundant only
// if their incoming weights are equal, not just proportional. Proportional weights are still critical,
// but no smaller network computes the same function there: the component det W1 = 0 becomes exotic.
import SingularLearning

extension Activation {
  /// T_n with its exact coefficients.
  static func chebyshev(degree: Int) -> Activation {
    var (previous, current): ([Rational], [Rational]) = ([1], [0, 1])
    for _ in 1..<degree {
      var next = [0] + current.map { 2 * $0 }
      for k in previous.indices { next[k] -= previous[k] }
      (previous, current) = (current, next)
    }
    return .polynomial(coefficients: current)
  }
}

let activations: [(name: String, value: Activation)] = [
  ("t^3", .monomial(degree: 3)), ("T_3", .chebyshev(degree: 3)),
]
for widths in [[2, 2, 1], [2, 4, 1], [2, 2, 2, 1]] {
  for (name, activation) in activations {
    let hidden = Array(repeating: activation, count: widths.count - 2)
    let rank = try genericRank(of: Architecture(widths: widths, activations: hidden))
    print(
      "\(widths) with \(name): dimension \(rank.dimension) of \(rank.ambientDimension),",
      "\(rank.parameterCount) parameters, \(rank.evidence.kind)")
  }
}

for (name, activation) in activations {
  let locus = try criticalLocus(of: Architecture(widths: [2, 2, 1], activations: [activation]))
  print("critical locus of (2,2,1) with \(name), below rank \(locus.genericRank.dimension):")
  for component in locus.components {
    let equations = component.generators?.map(\.description).joined(separator: " = ") ?? "?"
    print("  \(component.kind.rawValue), \(component.label): \(equations) = 0")
  }
}
