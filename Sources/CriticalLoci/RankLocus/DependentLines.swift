import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// Rows of polynomials that are superfluous for the rank at every point.
package struct DependentLines<F: GroebnerField> {
  let lines: [[Polynomial<F>]]
  let domain: LocalDomain<F>
  let control: ComputationControl

  package init(
    lines: [[Polynomial<F>]], domain: LocalDomain<F>, control: ComputationControl
  ) {
    (self.lines, self.domain, self.control) = (lines, domain, control)
  }

  /// The positions by increasing number of terms, so that light lines are kept.
  private var order: [Int] {
    let weights = lines.map { $0.reduce(0) { $0 + $1.termCount } }
    return lines.indices.sorted { (weights[$0], $0) < (weights[$1], $1) }
  }

  /// The positions of lines that are left when lines c · (another one), c a polynomial, are removed.
  ///
  /// Candidates have proportional values at a random point modulo a prime; they are checked exactly.
  package func withoutMultiples(_ random: inout RandomSource) throws(ComputationStopped) -> [Int] {
    if lines.count < 2 { return Array(lines.indices) }
    let values = ResidueValues(of: lines, ring: domain.ring, using: &random)
    var representatives: [[UInt64]: [Int]] = [:]
    var kept: [Int] = []
    for i in order {
      try control.checkpoint()
      let key = values.direction(of: i)
      if representatives[key, default: []].contains(where: { isMultiple(lines[i], of: lines[$0]) })
      {
        continue
      }
      representatives[key, default: []].append(i)
      kept.append(i)
    }
    return kept.sorted()
  }

  private func isMultiple(_ line: [Polynomial<F>], of other: [Polynomial<F>]) -> Bool {
    guard
      let lightest = other.indices.filter({ !other[$0].isZero }).min(by: {
        other[$0].termCount < other[$1].termCount
      }),
      let factor = line[lightest].dividedExactly(by: other[lightest])
    else { return false }
    return zip(line, other).allSatisfy { $0 == $1 * factor }
  }

  /// The positions of lines that form a basis, over the coefficient field, of the space spanned by all.
  ///
  /// Relations are found modulo a prime, lifted and checked exactly; lines without a checked relation
  /// are kept too.
  package func linearBasis() throws(ComputationStopped) -> [Int] {
    if lines.count < 2 { return Array(lines.indices) }
    let field = domain.ring.coefficients.residueField(trial: 0)
    guard let vectors = residueVectors(in: field) else { return Array(lines.indices) }
    // Rows of the echelon form with the combination of kept lines each one is.
    var echelon: [(pivot: Int, vector: [UInt64], combination: [UInt64])] = []
    var kept: [Int] = []
    for i in order {
      try control.checkpoint()
      var vector = vectors[i]
      var combination = [UInt64](repeating: 0, count: lines.count)
      for row in echelon where vector[row.pivot] != 0 {
        let factor = field.negate(vector[row.pivot])
        for k in row.pivot..<vector.count {
          field.addProduct(factor, row.vector[k], to: &vector[k])
        }
        for k in kept { field.addProduct(factor, row.combination[k], to: &combination[k]) }
      }
      if let pivot = vector.firstIndex(where: { $0 != 0 }) {
        guard let inverse = field.inverse(vector[pivot]) else { continue }
        kept.append(i)
        combination[i] = 1
        let row = (
          pivot, vector.map { field.multiply($0, inverse) },
          combination.map { field.multiply($0, inverse) }
        )
        // Increasing pivots: a later row may fill columns left of earlier pivots.
        let position = echelon.firstIndex { $0.pivot > pivot } ?? echelon.count
        echelon.insert(row, at: position)
      } else if !isRelation(i, combination, kept, field) {
        kept.append(i)
      }
    }
    return kept.sorted()
  }

  /// Whether line i is −Σ combination[k] · line k, after lifting the residues.
  private func isRelation(
    _ i: Int, _ combination: [UInt64], _ kept: [Int], _ field: PrimeField
  ) -> Bool {
    var sum = lines[i]
    for k in kept where combination[k] != 0 {
      guard let c = lifted(combination[k], from: field) else { return false }
      for j in sum.indices where !lines[k][j].isZero { sum[j] = sum[j] + lines[k][j].scaled(by: c) }
    }
    return sum.allSatisfy(\.isZero)
  }

  /// An element with the given residue: the element itself or a short fraction.
  private func lifted(_ residue: UInt64, from field: PrimeField) -> F.Element? {
    let target = domain.ring.coefficients
    if target.characteristic > 0 { return target.image(magnitude: [residue], isNegative: false) }
    guard
      let fraction = reconstructRational(Integer(residue), modulus: Integer(field.modulus)),
      let numerator = fraction.numerator.asInt, let denominator = fraction.denominator.asInt
    else { return nil }
    return target.dividedExactly(target(numerator), by: target(denominator))
  }

  /// The coefficients modulo the prime, with one coordinate for each monomial in each column.
  private func residueVectors(in field: PrimeField) -> [[UInt64]]? {
    var positions: [[Int]: Int] = [:]
    var sparse: [[(position: Int, value: UInt64)]] = []
    for line in lines {
      var vector: [(position: Int, value: UInt64)] = []
      for (j, f) in line.enumerated() {
        for (c, exponents) in f.terms {
          guard let value = domain.ring.coefficients.residue(of: c, in: field) else { return nil }
          let position = positions[exponents + [j], default: positions.count]
          positions[exponents + [j]] = position
          vector.append((position, value))
        }
      }
      sparse.append(vector)
    }
    return sparse.map { terms in
      var vector = [UInt64](repeating: 0, count: positions.count)
      for (position, value) in terms { vector[position] = value }
      return vector
    }
  }
}
