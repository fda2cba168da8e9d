import AlgebraicStructures
import Computation
import ExactArithmetic

extension MonomialIdeal {
  /// The Hilbert series of the quotient by this ideal in lowest terms.
  ///
  /// - Complexity: exponential in the number of variables in the worst case; quick for the leading
  ///   ideals met in practice.
  public func hilbertSeries(control: ComputationControl = ComputationControl())
    throws(ComputationStopped) -> HilbertSeries
  {
    HilbertSeries(
      numerator: try hilbertNumerator(control: control), variableCount: variableCount)
  }

  /// The polynomial N with Hilbert series N(t) / (1 − t)ⁿ, n the number of variables: its
  /// coefficients, lowest degree first.
  ///
  /// - SeeAlso: A. M. Bigatti, *Computation of Hilbert–Poincaré series*, J. Pure Appl. Algebra 119
  ///   (1997): splitting N(I) = N(I + p) + t^deg(p) N(I : p) at a pivot p.
  public func hilbertNumerator(control: ComputationControl = ComputationControl())
    throws(ComputationStopped) -> [Integer]
  {
    try numerator(of: generators, variableCount, control)
  }
}

/// N for minimal generators.
private func numerator(
  of generators: [[Int]], _ variableCount: Int, _ control: ComputationControl
) throws(ComputationStopped) -> [Integer] {
  try control.checkpoint(operations: generators.count * (4 * variableCount + generators.count / 2))
  var occurrences = [Int](repeating: 0, count: variableCount)
  for monomial in generators {
    for i in 0..<variableCount where monomial[i] > 0 { occurrences[i] += 1 }
  }
  guard let pivotVariable = occurrences.indices.max(by: { occurrences[$0] < occurrences[$1] }),
    occurrences[pivotVariable] > 1
  else {
    // Pairwise coprime generators: the product of 1 − t^deg.
    var product: [Integer] = [1]
    for monomial in generators { product = times(product, degree: monomial.reduce(0, +)) }
    return product
  }
  // The median of the positive exponents of the most frequent variable, but never a generator.
  let exponents = generators.map { $0[pivotVariable] }.filter { $0 > 0 }.sorted()
  var exponent = exponents[exponents.count / 2]
  let isGenerator = generators.contains { monomial in
    monomial[pivotVariable] == exponent
      && monomial.indices.allSatisfy { $0 == pivotVariable || monomial[$0] == 0 }
  }
  if isGenerator { exponent = exponents[0] }

  var pivot = [Int](repeating: 0, count: variableCount)
  pivot[pivotVariable] = exponent
  let sum = generators.filter { $0[pivotVariable] < exponent } + [pivot]
  let quotient = minimalMonomials(
    generators.map { monomial in
      var divided = monomial
      divided[pivotVariable] = max(0, monomial[pivotVariable] - exponent)
      return divided
    })
  var result = try numerator(of: sum, variableCount, control)
  let rest = try numerator(of: quotient, variableCount, control)
  if result.count < rest.count + exponent {
    result += Array(repeating: .zero, count: rest.count + exponent - result.count)
  }
  for (i, c) in rest.enumerated() { result[i + exponent] += c }
  return result
}

/// f · (1 − t^degree).
private func times(_ f: [Integer], degree: Int) -> [Integer] {
  var product = f + Array(repeating: Integer.zero, count: degree)
  for (i, c) in f.enumerated() { product[i + degree] -= c }
  return product
}
