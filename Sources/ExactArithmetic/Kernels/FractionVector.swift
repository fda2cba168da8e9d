import CGMP

/// Rational numbers as integers over a common denominator.
package struct FractionVector {
  /// The numerators, and the denominator > 0 at the end.
  let values: IntegerBuffer

  /// The single number 1.
  package static var one: FractionVector {
    let values = IntegerBuffer(count: 2)
    __gmpz_set_ui(values[0], 1)
    __gmpz_set_ui(values[1], 1)
    return FractionVector(values: values)
  }

  /// The number of fractions.
  package var count: Int { values.count - 1 }

  /// The numerators, from index 0 on.
  package var numerators: IntegerBuffer { values }

  /// The common denominator.
  package var denominator: Integer { values.value(count) }

  /// Number k.
  package func numerator(_ k: Int) -> Integer { values.value(k) }

  /// The numbers in another order.
  package func permuted(by order: [Int]) -> FractionVector {
    let result = IntegerBuffer(count: values.count)
    for (k, i) in order.enumerated() { __gmpz_set(result[k], values[i]) }
    __gmpz_set(result[count], values[count])
    return FractionVector(values: result)
  }

  /// Divides all numbers, in place, by the denominator of others.
  package func divide(byDenominatorOf other: FractionVector) {
    __gmpz_mul(values[count], values[count], other.values[other.count])
  }
}

/// Σ cₖ vₖ for integers cₖ and vectors of fractions vₖ whose numbers belong to positions of a longer vector.
///
/// For one sum after the other, which share memory: `begin()`, `admit` all vectors, `clear(count:)`, `add` them,
/// then `take` or `isZero`. Nothing is checked.
package final class FractionSum {
  private var sums = IntegerBuffer(count: 64)
  private var count = 0
  /// The common denominator, a factor, a content.
  private let scale = IntegerBuffer(count: 3)

  /// The sum 0.
  package init() {}

  /// Starts a new sum.
  package func begin() { __gmpz_set_ui(scale[0], 1) }

  /// Makes the common denominator a multiple of that of a vector.
  package func admit(_ vector: FractionVector) {
    __gmpz_lcm(scale[0], scale[0], vector.values[vector.count])
  }

  /// Sets the numbers at the first `count` positions to zero.
  package func clear(count: Int) {
    if sums.count < count { sums = IntegerBuffer(count: 2 * count) }
    for i in 0..<count { __gmpz_set_ui(sums[i], 0) }
    self.count = count
  }

  /// The length of the common denominator in words.
  package var wordCount: Int { scale.wordCount(0) }

  /// Adds a multiple of a vector by an entry of a buffer.
  ///
  /// - Parameter labels: The labels of its numbers.
  /// - Parameter positions: The positions by labels.
  package func add(
    _ vector: FractionVector, times factors: IntegerBuffer, at index: Int, labels: [UInt32],
    positions: [Int32]
  ) {
    let factor = scale[1]
    __gmpz_divexact(factor, scale[0], vector.values[vector.count])
    __gmpz_mul(factor, factor, factors[index])
    for (i, label) in labels.enumerated() {
      __gmpz_addmul(sums[Int(positions[Int(label)])], factor, vector.values[i])
    }
  }

  /// Adds an entry of a buffer to the number at a position.
  package func add(_ numbers: IntegerBuffer, at index: Int, position: Int) {
    __gmpz_addmul(sums[position], scale[0], numbers[index])
  }

  /// Divides the sum by an entry of a buffer.
  package func divide(by numbers: IntegerBuffer, at index: Int) {
    __gmpz_mul(scale[0], scale[0], numbers[index])
  }

  /// Whether all numbers are zero.
  package var isZero: Bool { (0..<count).allSatisfy { sums.isZero($0) } }

  /// The positions of the numbers that are not zero, and these or their negatives in lowest terms.
  package func take(negated: Bool) -> (positions: [Int], values: FractionVector) {
    let (denominator, content) = (scale[0], scale[2])
    __gmpz_abs(content, denominator)
    var kept: [Int] = []
    for i in 0..<count where !sums.isZero(i) {
      kept.append(i)
      if __gmpz_cmp_ui(content, 1) != 0 { __gmpz_gcd(content, content, sums[i]) }
    }
    if (slt_mpz_sgn(denominator) < 0) != negated { __gmpz_neg(content, content) }
    let result = IntegerBuffer(count: kept.count + 1)
    for (k, i) in kept.enumerated() { __gmpz_divexact(result[k], sums[i], content) }
    __gmpz_divexact(result[kept.count], denominator, content)
    __gmpz_abs(result[kept.count], result[kept.count])
    return (kept, FractionVector(values: result))
  }
}
