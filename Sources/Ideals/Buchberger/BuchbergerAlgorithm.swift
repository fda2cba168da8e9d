import AlgebraicStructures
import Computation
import Polynomials

/// The reduced Groebner basis over any field by Buchberger's algorithm with the criteria of Gebauer
/// and Möller: for fields that the F4 engine does not cover.
///
/// `whenStopped` gets the elements found before a limit or cancellation.
/// - SeeAlso: T. Becker, V. Weispfenning, *Gröbner Bases*, Springer 1993, §5.5.
func buchbergerBasis<F: Field>(
  of ideal: Ideal<F>, control: ComputationControl, whenStopped: ([Polynomial<F>]) -> Void
) throws(ComputationStopped) -> [Polynomial<F>] {
  let ring = ideal.ring
  var basis: [Polynomial<F>] = []
  var pairs = BuchbergerPairs()
  func addRemainder(of g: Polynomial<F>) throws(ComputationStopped) {
    let f = try g.remainder(dividingBy: basis, control: control)
    guard let term = f.leadingTerm, let inverse = ring.coefficients.inverse(term.coefficient)
    else { return }
    basis.append(ring.constant(inverse) * f)
    pairs.append(lead: term.exponents)
  }
  do throws(ComputationStopped) {
    for generator in ideal.generators { try addRemainder(of: generator) }
    while let pair = pairs.popLeast(ring.order) {
      try control.checkpoint(operations: pairs.insertionWork)
      try addRemainder(of: sPolynomial(basis[pair.first], basis[pair.second]))
    }
    return try reducedBasis(basis, order: ring.order, control: control)
  } catch {
    whenStopped(basis)
    throw error
  }
}

/// The difference of the multiples of two monic polynomials that cancels their leading terms.
private func sPolynomial<F: Field>(_ f: Polynomial<F>, _ g: Polynomial<F>) -> Polynomial<F> {
  guard let a = f.multidegree, let b = g.multidegree else { return f.ring.zero }
  let multiple = leastCommonMultiple(a, b)
  func cofactor(_ lead: [Int]) -> Polynomial<F> {
    f.ring.monomial(
      f.ring.coefficients.one, exponents: lead.indices.map { multiple[$0] - lead[$0] })
  }
  return cofactor(a) * f - cofactor(b) * g
}

/// The reduced basis from a monic Groebner basis.
private func reducedBasis<F: Field>(
  _ basis: [Polynomial<F>], order: MonomialOrder, control: ComputationControl
) throws(ComputationStopped) -> [Polynomial<F>] {
  let leads = basis.map { $0.multidegree ?? [] }
  let minimal = basis.indices.filter { i in
    !basis.indices.contains { j in
      j != i && divides(leads[j], leads[i]) && (leads[i] != leads[j] || j < i)
    }
  }
  var result: [Polynomial<F>] = []
  for i in minimal {
    let others = minimal.filter { $0 != i }.map { basis[$0] }
    result.append(try basis[i].remainder(dividingBy: others, control: control))
  }
  return result.sorted { order.compare($0.multidegree ?? [], $1.multidegree ?? []) < 0 }
}
