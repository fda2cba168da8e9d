import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// The polynomial map φ of an architecture: the coefficients of the network function as polynomials in the
/// parameters.
public struct PolynomialMap: Hashable, Sendable {
  /// Which coefficient a row is.
  public struct Row: Hashable, Sendable, CustomStringConvertible {
    /// The output, counted from 1.
    public let output: Int
    /// The exponents of x₁, …, x_{d₀}.
    public let exponents: [Int]

    /// For example `[1, [3, 0]]`.
    public var description: String {
      "[\(output), [\(exponents.map(String.init).joined(separator: ", "))]]"
    }
  }

  /// The shape of the network.
  public let architecture: Architecture
  /// The ring of the entries: ℚ[parameters] in parameter order, degree-reverse-lexicographic.
  public let ring: PolynomialRing<RationalField>
  /// The rows: by output, then by input monomial as in `Architecture.inputMonomials`.
  public let rows: [Row]
  /// One polynomial for each row.
  ///
  /// Zero where no weights give that monomial, which only happens for networks that are not homogeneous.
  public let entries: [Polynomial<RationalField>]

  /// The number of terms of all entries.
  public var termCount: Int { entries.reduce(0) { $0 + $1.termCount } }
}

extension Architecture {
  /// The default of the largest number of terms that is expanded.
  public static let defaultMaximumTerms = 10_000_000

  /// The polynomial map, expanded.
  ///
  ///     let map = try Architecture(widths: [2, 1, 1], degree: 2).polynomialMap()
  ///     map.entries    // [w1_1_1^2*w2_1_1, 2*w1_1_1*w1_1_2*w2_1_1, w1_1_2^2*w2_1_1]
  ///
  /// - Parameter maximumTerms: The largest number of terms and of rows allowed. It is compared with
  ///   `polynomialMapTermBound` and the number of rows before any work.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: `ComputationStopped.sizeLimit` saying how large the map would be, or what `control` says.
  /// - Complexity: about the number of terms times the logarithm of the degree.
  public func polynomialMap(
    maximumTerms: Int = Architecture.defaultMaximumTerms,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> PolynomialMap {
    try requireExpandable(maximumTerms)
    let field = RationalField()
    let ring = parameterRing(over: field)
    let isIntegral = activations.allSatisfy { $0.hasIntegerCoefficients }
    // Integers multiply faster than fractions.
    let outputs =
      isIntegral
      ? try gradedOutputs(over: IntegerRing(), control: control).map { parts in
        parts.mapValues { $0.mapCoefficients(into: ring) { Rational($0) } }
      }
      : try gradedOutputs(over: field, control: control)
    let monomials = inputMonomials
    var rows: [PolynomialMap.Row] = []
    var entries: [Polynomial<RationalField>] = []
    for (index, parts) in outputs.enumerated() {
      for exponents in monomials {
        rows.append(PolynomialMap.Row(output: index + 1, exponents: exponents))
        entries.append(parts[exponents] ?? ring.zero)
      }
    }
    return PolynomialMap(architecture: self, ring: ring, rows: rows, entries: entries)
  }

  /// For each output its coefficients by input monomial.
  private func gradedOutputs<R: Ring>(
    over coefficients: R, control: ComputationControl
  ) throws(ComputationStopped) -> [[[Int]: Polynomial<R>]] {
    var powers = NeuronPowers(
      self, ring: parameterRing(over: coefficients), control: control)
    var result: [[[Int]: Polynomial<R>]] = []
    for output in try powers.outputs() {
      try control.checkpoint()
      result.append(output.gradedParts(grading: inputGrading))
    }
    return result
  }

  /// The degree in each input counts the weights in its column of layer 1.
  private var inputGrading: [[(variable: Int, weight: Int)]] {
    (1...inputCount).map { column in
      (1...widths[1]).map { (parameterIndex(layer: 1, row: $0, column: column), 1) }
    }
  }

  /// Throws unless terms, rows, tables and exponents of the expansion stay within limits.
  private func requireExpandable(_ maximumTerms: Int) throws(ComputationStopped) {
    func check(
      _ what: String, _ needed: Double, _ limit: Int, text: String? = nil
    ) throws(ComputationStopped) {
      if needed > Double(limit) {
        throw .sizeLimit(what: what, needed: text ?? approximate(needed), limit: limit)
      }
    }
    try check("the degree of the network", Double(inputDegree), Int(Int32.max))
    try check(
      "the number of terms of the polynomial map", polynomialMapTermBound, maximumTerms,
      text: polynomialMapTermBoundText)
    let degree = isHomogeneous ? inputCount : inputCount + 1
    try check(
      "the number of rows of the polynomial map",
      Double(outputCount) * multisets(of: inputDegree, from: Double(degree)), maximumTerms)
    let tables = zip(widths.dropFirst(), activations.indices).reduce(0.0) { sum, layer in
      let largest = activations[(layer.1 + 1)...].reduce(1.0) { $0 * Double($1.degree) }
      return sum + Double(layer.0) * largest
    }
    try check("the number of powers to expand", tables, maximumTerms)
  }
}
