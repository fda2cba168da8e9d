import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra

/// The kernel of a matrix over a number field from kernels of its residues at prime ideals of degree one.
struct SplitPrimeLifting {
  private let rows: IntegralRows
  private let field: NumberField
  private var search: DegreeOnePrimeSearch
  /// The pivot columns at the primes that are used.
  private var pivots: [Int]?
  /// The coefficients of the entries in pivot columns of the kernel vectors, vector by vector.
  private var remainders = ChineseRemainder(count: 0)
  private var primeCount = 0

  init(_ rows: IntegralRows, _ field: NumberField, _ search: DegreeOnePrimeSearch) {
    (self.rows, self.field, self.search) = (rows, field, search)
  }

  private var degree: Int { field.degree }

  /// Rank and kernel with proof; `nil` if the field splits over too few primes.
  mutating func run(
    using random: inout RandomSource, control: ComputationControl
  ) throws(ComputationStopped) -> NumberFieldRank? {
    var next = 2
    while true {
      guard let ideals = try search.splitPrime(using: &random, control: control) else {
        return nil
      }
      try take(ideals, control: control)
      guard let pivots, primeCount >= next else { continue }
      next += max(next / 3, 1)
      try control.checkpoint(operations: remainders.residues.count * primeCount * primeCount)
      if let kernel = kernel(pivots: pivots) {
        return NumberFieldRank(
          rank: pivots.count, pivotColumns: pivots, kernelBasis: kernel,
          evidence: .proven(
            detail: "rank at least \(pivots.count) at a prime ideal of \(field); \(kernel.count) "
              + "independent kernel vectors, zero modulo \(primeCount) primes whose product exceeds all "
              + "conjugates"))
      }
    }
  }

  /// Takes in the kernels at all prime ideals over one prime.
  private mutating func take(
    _ ideals: [DegreeOnePrime], control: ComputationControl
  ) throws(ComputationStopped) {
    var kernels: [(matrix: ModularMatrix, pivots: [Int])] = []
    for ideal in ideals {
      try control.checkpoint(operations: rows.rows.count * rows.columnCount * 4)
      let residues = rows.residues(at: ideal)
      let profile = try residues.rankProfile(control: control)
      if let pivots, isBetter(pivots, than: profile.pivotColumns) { return }
      if profile.pivotColumns != pivots {
        // The primes before have been bad: more columns, or earlier ones, are independent.
        pivots = profile.pivotColumns
        primeCount = 0
        let free = rows.columnCount - profile.rank
        remainders = ChineseRemainder(count: free * profile.rank * degree)
        kernels = []
      }
      try control.checkpoint(operations: profile.rank * profile.rank * rows.columnCount)
      kernels.append(echelonForm(of: residues, profile))
    }
    guard let pivots, kernels.count == ideals.count else { return }
    let prime = ideals[0].field
    let interpolation = Matrix(
      ring: prime, rowCount: degree, columnCount: degree, elements: ideals.flatMap(\.row))
    guard let inverse = interpolation.inverse else {
      contractViolation("roots modulo \(prime.modulus) that are not different")
    }
    let pivotSet = Set(pivots)
    var digits: [UInt64] = []
    digits.reserveCapacity(remainders.residues.count)
    for free in 0..<rows.columnCount where !pivotSet.contains(free) {
      for i in pivots.indices {
        let values = kernels.map { prime.negate(UInt64($0.matrix[i, free])) }
        guard values.contains(where: { $0 != 0 }) else {
          digits += Array(repeating: 0, count: degree)
          continue
        }
        for k in 0..<degree {
          var sum: UInt64 = 0
          for (j, value) in values.enumerated() {
            prime.addProduct(inverse[k, j], value, to: &sum)
          }
          digits.append(sum)
        }
      }
    }
    remainders.add(digits, in: prime)
    primeCount += 1
  }

  /// Whether pivots are more, or earlier ones.
  private func isBetter(_ a: [Int], than b: [Int]) -> Bool {
    a.count != b.count ? a.count > b.count : a.lexicographicallyPrecedes(b)
  }

  /// The reduced echelon form, from as many rows as the rank.
  private func echelonForm(
    of residues: ModularMatrix, _ profile: RankProfile
  ) -> (matrix: ModularMatrix, pivots: [Int]) {
    let matrix = ModularMatrix(
      modulus: residues.modulus, rowCount: profile.rank, columnCount: rows.columnCount,
      elements: profile.pivotRows.flatMap { residues.row($0) })
    let (echelon, pivots) = matrix.reducedRowEchelonForm()
    return (echelon, pivots)
  }

  /// The kernel, if what is known determines vectors that are proven to lie in it.
  private func kernel(pivots: [Int]) -> [[NumberFieldElement]]? {
    let pivotSet = Set(pivots)
    let size = conjugateBound
    let count = pivots.count * degree
    var kernel: [[NumberFieldElement]] = []
    var largest = Integer.one
    var start = 0
    for free in 0..<rows.columnCount where !pivotSet.contains(free) {
      guard
        let (numerators, denominator) = reconstruct(remainders.residues[start..<start + count])
      else { return nil }
      start += count
      var vector = [NumberFieldElement](repeating: field.zero, count: rows.columnCount)
      vector[free] = field.one
      largest = max(largest, denominator.magnitude)
      for (i, column) in pivots.enumerated() {
        let entry = Array(numerators[i * degree..<(i + 1) * degree])
        if entry.allSatisfy(\.isZero) { continue }
        largest = max(largest, norm(of: entry, size: size))
        vector[column] = NumberFieldElement(entry.map { Rational($0, denominator) })
      }
      kernel.append(vector)
    }
    // A product of two elements has degree at most 2n − 2 in a, and (leading coefficient)·a is integral.
    let leading = field.minimalPolynomial[degree].numerator
    let bound = rows.largestNorm(size: size) * largest * leading.power(2 * degree - 2)
    return remainders.modulus > bound ? kernel : nil
  }

  /// Numerators with a common denominator.
  private func reconstruct(
    _ residues: ArraySlice<Integer>
  ) -> (numerators: [Integer], denominator: Integer)? {
    let modulus = remainders.modulus
    var denominator = Integer.one
    var numerators: [Integer] = []
    numerators.reserveCapacity(residues.count)
    for residue in residues {
      let scaled = denominator.isOne ? residue : symmetric(denominator * residue, modulus)
      if scaled.bitCount + denominator.bitCount + Self.margin < modulus.bitCount {
        numerators.append(scaled)
        continue
      }
      guard let quotient = reconstructRational(scaled, modulus: modulus) else { return nil }
      if !quotient.isInteger {
        denominator = denominator * quotient.denominator
        numerators = numerators.map { $0 * quotient.denominator }
      }
      numerators.append(quotient.numerator)
    }
    return (numerators, denominator)
  }

  /// Bits beyond what a common denominator needs, so that a chance agreement is unlikely.
  private static let margin = 24

  private func symmetric(_ n: Integer, _ modulus: Integer) -> Integer {
    let residue = n.flooredQuotientAndRemainder(dividingBy: modulus).remainder
    return residue + residue > modulus ? residue - modulus : residue
  }

  /// Cauchy's bound for the conjugates of a, rounded upwards to an integer.
  private var conjugateBound: Integer {
    let coefficients = field.minimalPolynomial.map(\.numerator.magnitude)
    var size = Integer.one
    while true {
      let rest = norm(of: Array(coefficients.dropLast()), size: size)
      if coefficients[degree] * size.power(degree) >= rest { return size }
      size = size + size
    }
  }
}
