import AlgebraicStructures
import Computation
import Polynomials

/// The reduced Groebner basis in another order of an ideal with finitely many standard monomials, by
/// linear algebra in the quotient.
///
/// Monomials are visited in the new order; the first that depends linearly, modulo the ideal, on
/// earlier ones leads a new element.
/// - Complexity: O(n d³) field operations for d standard monomials in n variables.
/// - SeeAlso: J.-C. Faugère, P. Gianni, D. Lazard, T. Mora, *Efficient computation of
///   zero-dimensional Gröbner bases by change of ordering*, J. Symb. Comp. 16 (1993).
struct ZeroDimensionalConversion<F: Field> {
  private let field: F
  private let variableCount: Int
  private let order: MonomialOrder
  /// The old standard monomials, and the images of their multiples by each variable.
  private let dimension: Int
  private let products: [[NormalFormTable<F>.Combination]]
  private let oneIndex: Int
  /// Rows in echelon form: the normal form of a new standard monomial after elimination, and how it
  /// combines the normal forms of the new standard monomials.
  private var rows: [(pivot: Int, vector: [F.Element], combination: [F.Element])] = []
  private(set) var standard: [(monomial: [Int], vector: [F.Element])] = []
  /// The new elements: leading monomial, and the coefficients of the new standard monomials.
  private(set) var elements: [(lead: [Int], tail: [F.Element])] = []

  /// - Parameter standardMonomials: Those of `basis`.
  init(
    _ basis: GroebnerBasis<F>, standardMonomials: [[Int]], to order: MonomialOrder,
    control: ComputationControl
  ) throws(ComputationStopped) {
    field = basis.ring.coefficients
    variableCount = basis.ring.variableCount
    self.order = order
    dimension = standardMonomials.count
    var table = NormalFormTable(basis.polynomials, ring: basis.ring)
    var position: [Int: Int] = [:]
    for (i, monomial) in standardMonomials.enumerated() { position[table.index(of: monomial)] = i }
    oneIndex = standardMonomials.firstIndex { $0.allSatisfy { $0 == 0 } } ?? 0
    var products: [[NormalFormTable<F>.Combination]] = []
    for variable in 0..<variableCount {
      var images: [NormalFormTable<F>.Combination] = []
      for var monomial in standardMonomials {
        monomial[variable] += 1
        let image = try table.normalForm(of: monomial, control: control)
        images.append(image.map { (position[$0.monomial] ?? 0, $0.coefficient) })
      }
      products.append(images)
    }
    self.products = products
  }

  /// Finds all elements.
  mutating func run(_ control: ComputationControl) throws(ComputationStopped) {
    // Monomials to visit, with the standard monomial and the variable whose product they are.
    var open: [[Int]: (standard: Int, variable: Int)?] = [
      [Int](repeating: 0, count: variableCount): nil
    ]
    while let (monomial, origin) = open.min(by: { order.compare($0.key, $1.key) < 0 }) {
      try control.checkpoint(
        operations: 2 * standard.count * (dimension + standard.count)
          + 8 * variableCount * (open.count + elements.count))
      open[monomial] = nil
      if elements.contains(where: { divides($0.lead, monomial) }) { continue }
      let vector: [F.Element]
      if let origin {
        vector = product(standard[origin.standard].vector, variable: origin.variable)
      } else {
        var one = [F.Element](repeating: field.zero, count: dimension)
        one[oneIndex] = field.one
        vector = one
      }
      if let relation = insert(vector) {
        elements.append((monomial, relation))
      } else {
        for variable in 0..<variableCount {
          var multiple = monomial
          multiple[variable] += 1
          open[multiple] = .some((standard.count, variable))
        }
        standard.append((monomial, vector))
      }
    }
  }

  private func product(_ vector: [F.Element], variable: Int) -> [F.Element] {
    var result = [F.Element](repeating: field.zero, count: dimension)
    for (i, c) in vector.enumerated() where !field.isZero(c) {
      for (k, coefficient) in products[variable][i] {
        field.addProduct(c, coefficient, to: &result[k])
      }
    }
    return result
  }

  /// Adds the vector to the echelon form, or returns the combination of the standard monomials whose
  /// sum with it vanishes.
  private mutating func insert(_ original: [F.Element]) -> [F.Element]? {
    var vector = original
    // Coefficients of the standard monomials so far; the new monomial itself has coefficient 1.
    var combination = [F.Element](repeating: field.zero, count: standard.count)
    for row in rows where !field.isZero(vector[row.pivot]) {
      let factor = field.negate(vector[row.pivot])
      var target = vector.mutableSpan
      field.addMultiple(of: row.vector.span, by: factor, to: &target)
      for (k, c) in row.combination.enumerated() {
        field.addProduct(factor, c, to: &combination[k])
      }
    }
    guard let pivot = vector.firstIndex(where: { !field.isZero($0) }),
      let inverse = field.inverse(vector[pivot])
    else { return combination }
    combination.append(field.one)
    rows.append(
      (
        pivot, vector.map { field.multiply(inverse, $0) },
        combination.map { field.multiply(inverse, $0) }
      ))
    return nil
  }
}
