import SingularLearning

/// The Jacobian of a monomial network at weights that are polynomials in a few coordinates, as a
/// matrix over the ring of the coordinates: one row for each output and input monomial.
///
/// - Parameter weights: the matrices, row by row, as texts such as `"1"`, `"0"` or `"a"`.
func jacobian(
  degree: Int, weights: [[[String]]], coordinates: [String]
) throws -> Matrix<PolynomialRing<RationalField>> {
  let inputs = weights[0][0].count
  let names = (0..<inputs).map { "x\($0)" }
  let ring = try PolynomialRing(coefficients: RationalField(), variables: coordinates + names)
  let target = try PolynomialRing(coefficients: RationalField(), variables: coordinates)
  let matrices = try weights.map { try $0.map { try $0.map { try ring.parse($0) } } }
  var activations = [names.map { ring[$0] }]
  var sums: [[Polynomial<RationalField>]] = []
  for matrix in matrices {
    let input = activations[activations.count - 1]
    let sum = matrix.map { row in zip(row, input).reduce(ring.zero) { $0 + $1.0 * $1.1 } }
    sums.append(sum)
    activations.append(sum.map { $0.power(degree) })
  }
  var rows: [[Polynomial<RationalField>]] = []
  let outputs = matrices[matrices.count - 1].count
  for output in 0..<outputs {
    var errors = (0..<outputs).map { $0 == output ? ring.one : ring.zero }
    var gradients: [[Polynomial<RationalField>]] = []
    for layer in matrices.indices.reversed() {
      gradients.insert(errors.flatMap { e in activations[layer].map { e * $0 } }, at: 0)
      if layer == 0 { break }
      errors = sums[layer - 1].indices.map { j in
        let sum = errors.indices.reduce(ring.zero) { $0 + errors[$1] * matrices[layer][$1][j] }
        return sum * sums[layer - 1][j].power(degree - 1)
      }
    }
    let entries = gradients.flatMap { $0 }
    let x = (0..<inputs).map { coordinates.count + $0 }
    var byMonomial: [[Int]: [Int: Polynomial<RationalField>]] = [:]
    for (column, entry) in entries.enumerated() {
      for (exponents, coefficient) in entry.collected(in: x) {
        byMonomial[exponents, default: [:]][column] = coefficient.moved(to: target)
      }
    }
    for monomial in byMonomial.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      rows.append(entries.indices.map { byMonomial[monomial]?[$0] ?? target.zero })
    }
  }
  return Matrix(ring: target, rows: rows)
}
