import AlgebraicStructures
import Computation
import Polynomials

extension Ideal where Coefficients: GroebnerField {
  /// The elements of the ideal in which the given variables do not occur, as an ideal of the ring of
  /// the remaining variables (in degree reverse lexicographic order).
  ///
  /// - Parameter variables: indices of variables to eliminate; repetitions do no harm.
  /// - Parameter control: Limits and cancellation.
  /// - Returns: generators that form the reduced Groebner basis.
  /// - SeeAlso: Cox, Little, O'Shea, *Ideals, Varieties, and Algorithms*, ch. 3 §1.
  public func eliminating(
    _ variables: [Int], control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Ideal {
    let gone = Set(variables)
    require(
      gone.allSatisfy { (0..<ring.variableCount).contains($0) },
      "eliminating variables \(variables) from a ring of \(ring.variableCount) variables")
    let kept = (0..<ring.variableCount).filter { !gone.contains($0) }
    let smaller = PolynomialRing(
      trusted: ring.coefficients, variables: kept.map { ring.variables[$0] },
      order: .degreeReverseLexicographic)
    let sorted = PolynomialRing(
      trusted: ring.coefficients,
      variables: gone.sorted().map { ring.variables[$0] } + smaller.variables,
      order: .elimination(first: gone.count))
    let basis = try VariableMap(from: ring, to: sorted)(self).groebnerBasis(control: control)
    let inclusion = VariableMap(from: smaller, to: sorted)
    return Ideal(
      ring: smaller, generators: basis.polynomials.compactMap { inclusion.preimage(of: $0) })
  }

  /// The elements of the ideal in which the variables with the given names do not occur; the names
  /// must exist (traps).
  public func eliminating(
    names: [String], control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Ideal {
    let indices = names.map { name in
      guard let index = ring.index(of: name) else {
        contractViolation("\(ring) has no variable \"\(name)\"")
      }
      return index
    }
    return try eliminating(indices, control: control)
  }

  /// The ideal that `build` makes in the ring with one further variable t, intersected with this ring.
  func eliminatingAuxiliary(
    control: ComputationControl,
    _ build: (Polynomial<Coefficients>, VariableMap<Coefficients>) -> [Polynomial<Coefficients>]
  ) throws(ComputationStopped) -> Ideal {
    let base = ring.changing(order: .degreeReverseLexicographic)
    let larger = base.adjoining(["t"])
    let inclusion = VariableMap(from: ring, to: larger)
    let ideal = Ideal(ring: larger, generators: build(larger.variable(0), inclusion))
    let basis = try ideal.groebnerBasis(control: control)
    return Ideal(
      ring: ring, generators: basis.polynomials.compactMap { inclusion.preimage(of: $0) })
  }
}
