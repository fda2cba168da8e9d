import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension PolynomialModel {
  /// The coefficients of the outputs as polynomials in the parameters, by output and input monomial; without those
  /// that are zero.
  ///
  /// - Throws: `ComputationStopped.sizeLimit` for more than `maximumTerms` terms, which are counted afterwards, and
  ///   what `control` demands.
  /// - Complexity: that of evaluating the model over ℚ[parameters, inputs].
  public func coefficients(
    maximumTerms: Int = Architecture.defaultMaximumTerms,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> (
    rows: [PolynomialMap.Row], entries: [Polynomial<RationalField>]
  ) {
    try control.checkpoint()
    let parameters = polynomialRing(parameterNames)
    let all = polynomialRing(parameterNames + inputNames)
    let variables = all.generators
    guard
      let outputs = outputs(
        parameters: Array(variables.prefix(parameterCount)),
        input: Array(variables.dropFirst(parameterCount)), over: all)
    else { contractViolation("a model has no image in polynomials over the rationals") }
    var rows: [PolynomialMap.Row] = []
    var entries: [Polynomial<RationalField>] = []
    // Without the input monomial that they are the coefficient of.
    let values = parameters.generators + inputNames.map { _ in parameters.one }
    var terms = 0
    for (index, output) in outputs.enumerated() {
      try control.checkpoint()
      let parts = output.gradedParts(
        grading: (0..<inputCount).map { [(variable: parameterCount + $0, weight: 1)] })
      terms += output.termCount
      for (exponents, part) in parts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
        .reversed()
      {
        rows.append(PolynomialMap.Row(output: index + 1, exponents: exponents))
        entries.append(part.substituting(values))
      }
    }
    guard terms <= maximumTerms else {
      throw .sizeLimit(
        what: "the number of terms of the polynomial map", needed: "\(terms)", limit: maximumTerms)
    }
    return (rows, entries)
  }

  /// The Jacobian of the coefficients by the parameters, with polynomial entries.
  ///
  /// - Throws: As `coefficients(maximumTerms:control:)`.
  public func jacobian(
    maximumTerms: Int = Architecture.defaultMaximumTerms,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> SymbolicJacobian {
    let (rows, entries) = try coefficients(maximumTerms: maximumTerms, control: control)
    return SymbolicJacobian(
      ring: polynomialRing(parameterNames), rows: rows, columns: parameterNames,
      entries: entries.map(\.gradient))
  }

  private func polynomialRing(_ names: [String]) -> PolynomialRing<RationalField> {
    do {
      return try PolynomialRing(coefficients: RationalField(), variables: names)
    } catch {
      contractViolation("parameter names make no polynomial ring: \(error)")
    }
  }
}
