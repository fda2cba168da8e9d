import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension PolynomialModel {
  /// The coefficients of the outputs as polynomials in the parameters, by output and input monomial.
  ///
  /// Those that are zero are left out. Traps for a model whose outputs are no polynomials.
  ///
  /// - Throws: `ComputationStopped.sizeLimit` for more than `maximumTerms` terms, of which there is a bound before
  ///   anything is expanded, and what `control` demands.
  /// - Complexity: that of evaluating the model over ℚ[parameters, inputs].
  public func coefficients(
    maximumTerms: Int = Architecture.defaultMaximumTerms,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> (
    rows: [PolynomialMap.Row], entries: [Polynomial<RationalField>]
  ) {
    require(isPolynomial, "coefficients of outputs that are no polynomials")
    try control.checkpoint()
    try requireExpandable(maximumTerms)
    let all = polynomialRing(parameterNames + inputNames)
    let variables = all.generators
    guard
      let outputs = outputs(
        parameters: Array(variables.prefix(parameterCount)),
        input: Array(variables.dropFirst(parameterCount)), over: all)
    else { contractViolation("a model has no image in polynomials over the rationals") }
    let (rows, entries) = try inputCoefficients(
      of: outputs.map { [$0] }, maximumTerms: maximumTerms, control: control)
    return (rows, entries.map { $0[0] })
  }

  /// The Jacobian of the coefficients by the parameters, with polynomial entries; for a model whose outputs are no
  /// polynomials, the coefficients of its tangents.
  ///
  /// - Throws: As `coefficients(maximumTerms:control:)`.
  public func jacobian(
    maximumTerms: Int = Architecture.defaultMaximumTerms,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> SymbolicJacobian {
    let rows: [PolynomialMap.Row]
    let entries: [[Polynomial<RationalField>]]
    if isPolynomial {
      let map = try coefficients(maximumTerms: maximumTerms, control: control)
      (rows, entries) = (map.rows, map.entries.map(\.gradient))
    } else {
      try control.checkpoint()
      try requireExpandable(maximumTerms)
      let all = polynomialRing(parameterNames + inputNames)
      let variables = all.generators
      guard
        let tangents = tangents(
          parameters: Array(variables.prefix(parameterCount)),
          input: Array(variables.dropFirst(parameterCount)), over: all)
      else { contractViolation("a model has no image in polynomials over the rationals") }
      (rows, entries) = try inputCoefficients(
        of: (0..<outputCount).map {
          Array(tangents[$0 * parameterCount..<($0 + 1) * parameterCount])
        }, maximumTerms: maximumTerms, control: control)
    }
    return SymbolicJacobian(
      ring: polynomialRing(parameterNames), rows: rows, columns: parameterNames, entries: entries)
  }

  /// The coefficients by input monomial of f_w − f_{w*}, for outputs n/d of n·d* − n*·d.
  ///
  /// They vanish at the parameters that give the same function as the given ones.
  ///
  /// - Parameter weights: N parameters at which the outputs have values.
  /// - Parameter maximumTerms: The most terms that are expanded.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: As `coefficients(maximumTerms:control:)`.
  public func differences(
    from weights: [Rational], maximumTerms: Int = Architecture.defaultMaximumTerms,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> [Polynomial<RationalField>] {
    if isPolynomial {
      let entries = try coefficients(maximumTerms: maximumTerms, control: control).entries
      return entries.map { $0 - $0.ring.constant($0.evaluate(at: weights)) }
    }
    let (all, quotients) = try symbolicQuotients(maximumTerms, control)
    let point = weights.map(all.constant) + all.generators.dropFirst(parameterCount)
    let differences = quotients.outputs.map { numerator, denominator in
      let fixed = numerator.substituting(point)
      guard let denominator else { return [numerator - fixed] }
      return [numerator * denominator.substituting(point) - fixed * denominator]
    }
    return try inputCoefficients(of: differences, maximumTerms: maximumTerms, control: control)
      .entries.map { $0[0] }
  }

  /// What is inverted on the way to the outputs, each as its coefficients by input monomial: the outputs have values at those
  /// parameters where of each some coefficient is not zero.
  ///
  /// - Throws: As `coefficients(maximumTerms:control:)`.
  public func invertedCoefficients(
    maximumTerms: Int = Architecture.defaultMaximumTerms,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> [[Polynomial<RationalField>]] {
    if isPolynomial { return [] }
    let (_, quotients) = try symbolicQuotients(maximumTerms, control)
    var result: [[Polynomial<RationalField>]] = []
    for element in quotients.inverted {
      result.append(
        try inputCoefficients(of: [[element]], maximumTerms: maximumTerms, control: control)
          .entries.map { $0[0] })
    }
    return result
  }

  private func symbolicQuotients(
    _ maximumTerms: Int, _ control: ComputationControl
  ) throws(ComputationStopped) -> (
    PolynomialRing<RationalField>, ModelQuotients<PolynomialRing<RationalField>>
  ) {
    try control.checkpoint()
    try requireExpandable(maximumTerms)
    let all = polynomialRing(parameterNames + inputNames)
    let variables = all.generators
    guard
      let quotients = quotients(
        parameters: Array(variables.prefix(parameterCount)),
        input: Array(variables.dropFirst(parameterCount)), over: all)
    else { contractViolation("a model has no image in polynomials over the rationals") }
    return (all, quotients)
  }

  /// For each list of polynomials in parameters and inputs, one for each output, and each input monomial of one of them the
  /// coefficients of that monomial.
  private func inputCoefficients(
    of lists: [[Polynomial<RationalField>]], maximumTerms: Int, control: ComputationControl
  ) throws(ComputationStopped) -> (
    rows: [PolynomialMap.Row], entries: [[Polynomial<RationalField>]]
  ) {
    let parameters = polynomialRing(parameterNames)
    // Without the input monomial that they are the coefficient of.
    let values = parameters.generators + inputNames.map { _ in parameters.one }
    var rows: [PolynomialMap.Row] = []
    var entries: [[Polynomial<RationalField>]] = []
    var terms = 0
    for (index, list) in lists.enumerated() {
      var parts: [[Int]: [Polynomial<RationalField>]] = [:]
      for (column, polynomial) in list.enumerated() {
        try control.checkpoint()
        terms += polynomial.termCount
        let graded = polynomial.gradedParts(
          grading: (0..<inputCount).map { [(variable: parameterCount + $0, weight: 1)] })
        for (exponents, part) in graded {
          parts[exponents, default: Array(repeating: parameters.zero, count: list.count)][column] =
            part.substituting(values)
        }
      }
      for (exponents, list) in parts.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
        .reversed()
      {
        rows.append(PolynomialMap.Row(output: index + 1, exponents: exponents))
        entries.append(list)
      }
    }
    guard terms <= maximumTerms else {
      throw .sizeLimit(
        what: "the number of terms of the polynomial map", needed: "\(terms)", limit: maximumTerms)
    }
    return (rows, entries)
  }

  /// Throws if the outputs, or the tangents of quotients, may have too many terms to be expanded: by the count without
  /// regard to equal terms, or the number of monomials of their degrees.
  private func requireExpandable(_ maximumTerms: Int) throws(ComputationStopped) {
    let counts = TermCounts()
    let parameters = [Double](repeating: 1, count: parameterCount)
    let input = [Double](repeating: 1, count: inputCount)
    let terms =
      isPolynomial
      ? outputs(parameters: parameters, input: input, over: counts)
      : tangents(parameters: parameters, input: input, over: counts)
    let inputMonomials =
      isHomogeneous
      ? multisets(of: inputDegree, from: Double(max(inputCount, 1)))
      : multisets(of: inputDegree, from: Double(inputCount + 1))
    let monomials =
      inputMonomials * multisets(of: parameterDegree, from: Double(parameterCount + 1))
    let bound = (terms ?? [.infinity]).reduce(0) { $0 + min($1, monomials) }
    // The bound is coarse: what it lets through is counted.
    guard bound <= Double(max(maximumTerms, Architecture.defaultMaximumTerms)) else {
      throw .sizeLimit(
        what: "the number of terms of the polynomial map", needed: "up to \(approximate(bound))",
        limit: max(maximumTerms, Architecture.defaultMaximumTerms))
    }
  }

  private func polynomialRing(_ names: [String]) -> PolynomialRing<RationalField> {
    do {
      return try PolynomialRing(coefficients: RationalField(), variables: names)
    } catch {
      contractViolation("parameter names make no polynomial ring: \(error)")
    }
  }
}
