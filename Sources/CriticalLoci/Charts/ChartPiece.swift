import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// An irreducible closed set of normal forms in a chart on which J has a constant generic rank.
///
/// The closure of its orbit under GL(d₀) × scalings × GL(d_L) is irreducible over ℚ, because that group is
/// connected and rational.
struct ChartPiece {
  let chart: Chart
  let prime: MinimalPrime<RationalField>
  /// The rank of J at the generic point.
  let rank: Int
  let evidence: Evidence

  /// The dimension of the closure of the orbit.
  var dimension: Int { chart.orbitDimension + prime.dimension }
}

/// The products of terms that are about one step of work.
let termsPerStep = 20

/// Equations and inequalities for an orbit of normal forms: the closure of the set where all equations
/// hold and no condition vanishes.
package struct OrbitConditions<F: GroebnerField> {
  /// The polynomials that vanish.
  var equations: [Polynomial<F>]
  /// The polynomials that do not vanish.
  var conditions: [Polynomial<F>]

  package init(equations: [Polynomial<F>], conditions: [Polynomial<F>]) {
    self.equations = equations
    self.conditions = conditions
  }
}

extension ChartPiece {
  /// The conditions for weights, which may be polynomials of any ring, to have a normal form on the piece.
  ///
  /// The entries of the normal form before scaling are quotients of minors of W₁ and W_L and entries of
  /// the other matrices; the coordinates are these divided by monomials in those that are scaled to 1.
  func conditions(
    weights: [Polynomial<RationalField>], control: ComputationControl
  ) throws(ComputationStopped) -> OrbitConditions<RationalField> {
    try conditions(weights: weights, of: prime.basis.polynomials) {
      count throws(ComputationStopped) in
      try control.checkpoint(steps: count)
    }
  }

  /// The same modulo a prime, for weights over its field.
  func conditions(
    weights: [Polynomial<PrimeField>], control: ComputationControl
  ) throws(ComputationStopped) -> OrbitConditions<PrimeField> {
    let field = weights[0].ring.coefficients
    return try conditions(
      weights: weights,
      of: prime.basis.polynomials.compactMap { $0.primitivePart.residue(in: field) }
    ) { count throws(ComputationStopped) in
      try control.checkpoint(steps: count)
    }
  }

  /// - Parameter generators: Those of the prime ideal over the field of the weights.
  /// - Parameter work: Is told the number of steps before they are done.
  private func conditions<F: GroebnerField, Stop: Error>(
    weights: [Polynomial<F>], of generators: [Polynomial<F>], work: (Int) throws(Stop) -> Void
  ) throws(Stop) -> OrbitConditions<F> {
    let ring = weights[0].ring
    let shape = chart.shape
    let forms = FormNumerators(shape, weights: weights)
    let scaled = chart.scaledEntries
    var result = OrbitConditions(equations: forms.rankEquations, conditions: forms.denominators)
    for (index, state) in chart.states.enumerated() where state == .zero {
      result.equations.append(forms.numerators[index])
    }
    result.conditions += scaled.map { forms.numerators[$0] }
    // Atoms: the scaled entries, then the two minors that are denominators.
    let atoms = scaled.map { forms.numerators[$0] } + forms.denominators
    var span = CharacterSpan()
    for index in scaled { _ = span.insert(shape.entries[index].character) }
    func denominatorExponents(_ index: Int) -> [Int] {
      let layer = shape.entries[index].layer
      return [layer == 1 ? 1 : 0, layer == architecture.layerCount ? 1 : 0]
    }
    // The coordinate of an entry is its numerator times a Laurent monomial in the atoms.
    let coordinates = chart.coordinateEntries.map { index in
      guard let combination = span.coefficients(of: shape.entries[index].character) else {
        contractViolation("a coordinate of a chart that is not invariant under scalings")
      }
      var exponents = denominatorExponents(index).map { -$0 }
      var monomial: [Int] = []
      for (coefficient, entry) in zip(combination, scaled) {
        require(coefficient.isInteger, "a coordinate with a fractional power of a scaled entry")
        guard let power = coefficient.numerator.asInt else {
          contractViolation("a power of a weight beyond all bounds")
        }
        monomial.append(-power)
        for (i, e) in denominatorExponents(entry).enumerated() { exponents[i] += e * power }
      }
      return (numerator: forms.numerators[index], exponents: monomial + exponents)
    }
    for generator in generators {
      let terms = generator.terms.map { term in
        let atomExponents = atoms.indices.map { atom in
          zip(term.exponents, coordinates).reduce(0) { $0 + $1.0 * $1.1.exponents[atom] }
        }
        return (coefficient: term.coefficient, exponents: term.exponents, atoms: atomExponents)
      }
      let least = atoms.indices.map { atom in terms.map { $0.atoms[atom] }.min() ?? 0 }
      var sum = ring.zero
      for term in terms {
        var product = ring.constant(term.coefficient)
        let factors =
          zip(coordinates.map(\.numerator), term.exponents)
          + atoms.indices.map { (atoms[$0], term.atoms[$0] - least[$0]) }
        for (factor, exponent) in factors where exponent > 0 {
          let power = factor.power(exponent)
          try work(1 + power.termCount * product.termCount / termsPerStep)
          product *= power
        }
        sum += product
      }
      result.equations.append(sum)
    }
    return result
  }

  /// Whether weights given modulo a prime ideal have a normal form on the piece.
  func contains(
    weights: [Polynomial<RationalField>], modulo basis: GroebnerBasis<RationalField>
  ) -> Bool {
    let required = conditions(weights: weights, of: prime.basis.polynomials) { _ in }
    return !required.conditions.contains { basis.contains($0) }
      && required.equations.allSatisfy { basis.contains($0) }
  }

  /// Whether some permutation of the given weights has a normal form on the piece.
  func contains(
    someImageOf weights: [Polynomial<RationalField>],
    modulo basis: GroebnerBasis<RationalField>, under group: [NeuronPermutation]
  ) -> Bool {
    group.contains { contains(weights: architecture.permuted(weights, by: $0), modulo: basis) }
  }

  /// Permutations that give each different image of the closure of the orbit once.
  ///
  /// Two images are equal when the generic point of one has a normal form on the other.
  func images(under group: [NeuronPermutation]) -> [NeuronPermutation] {
    let stabiliser = group.filter {
      contains(weights: architecture.permuted(chart.weights, by: $0), modulo: prime.basis)
    }
    var seen: Set<NeuronPermutation> = []
    return group.filter { permutation in
      if seen.contains(permutation) { return false }
      for element in stabiliser { seen.insert(permutation.following(element)) }
      return true
    }
  }

  private var architecture: Architecture { chart.architecture }
}
