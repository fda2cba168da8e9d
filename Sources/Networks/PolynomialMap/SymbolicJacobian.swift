import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Polynomials

/// The Jacobian matrix J of the polynomial map of an architecture, with polynomial entries.
public struct SymbolicJacobian: Hashable, Sendable {
  /// The ring of the entries.
  public let ring: PolynomialRing<RationalField>
  /// The rows, as in the polynomial map.
  public let rows: [PolynomialMap.Row]
  /// The names of the parameters, in order.
  public let columns: [String]
  /// `entries[i][j]` is the derivative of coefficient i by parameter j.
  public let entries: [[Polynomial<RationalField>]]

  /// The Jacobian as a matrix over the polynomial ring.
  public var matrix: Matrix<PolynomialRing<RationalField>> {
    Matrix(
      ring: ring, rowCount: rows.count, columnCount: columns.count,
      elements: Array(entries.joined()))
  }

  /// The Jacobian at a point: M × N rational numbers.
  ///
  /// Evaluating gradients by `NetworkEvaluator` is much cheaper where only the rank is needed.
  ///
  /// - Parameter weights: N numbers in parameter order; another count traps.
  public func evaluated(at weights: [Rational]) -> Matrix<RationalField> {
    Matrix(
      ring: RationalField(), rowCount: rows.count, columnCount: columns.count,
      elements: entries.joined().map { $0.evaluate(at: weights) })
  }
}

extension PolynomialMap {
  /// The Jacobian by formal differentiation.
  ///
  /// - Throws: `ComputationStopped.sizeLimit` if it has more than `maximumTerms` entries or terms, which are
  ///   counted first, or what `control` says.
  /// - Complexity: the number of terms of the map times the number of parameters.
  public func jacobian(
    maximumTerms: Int = Architecture.defaultMaximumTerms,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> SymbolicJacobian {
    let columns = ring.variables
    var terms = 0
    for entry in entries {
      for (_, exponents) in entry.terms { terms += exponents.count { $0 > 0 } }
    }
    guard terms <= maximumTerms else {
      throw .sizeLimit(
        what: "the number of terms of the Jacobian", needed: "\(terms)", limit: maximumTerms)
    }
    guard rows.count <= maximumTerms / columns.count else {
      throw .sizeLimit(
        what: "the number of entries of the Jacobian",
        needed: "\(rows.count) * \(columns.count)", limit: maximumTerms)
    }
    var jacobian: [[Polynomial<RationalField>]] = []
    for entry in entries {
      try control.checkpoint()
      jacobian.append(entry.gradient)
    }
    return SymbolicJacobian(
      ring: ring, rows: rows, columns: columns, entries: jacobian)
  }
}

extension Architecture {
  /// The Jacobian of the polynomial map, expanded.
  ///
  /// - Throws: `ComputationStopped.sizeLimit` saying how large the map or its Jacobian would be, or what
  ///   `control` says.
  public func jacobian(
    maximumTerms: Int = Architecture.defaultMaximumTerms,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> SymbolicJacobian {
    try polynomialMap(maximumTerms: maximumTerms, control: control)
      .jacobian(maximumTerms: maximumTerms, control: control)
  }
}
