import Computation
import ExactArithmetic

/// The Sturm chain of a polynomial in one variable, which counts its real roots.
///
/// The polynomial, its derivative, and then each time the negative remainder of the two before, up to positive
/// factors. The number of changes of sign along the chain at a, less that at b, is the number of different roots x
/// with a < x ≤ b.
/// - SeeAlso: S. Basu, R. Pollack, M.-F. Roy, *Algorithms in Real Algebraic Geometry*, theorem 2.62.
public struct SturmChain: Hashable, Sendable {
  /// The members, each a list of coefficients, constant term first.
  private let members: [[Rational]]

  /// The chain of Σ coefficients[k]·t^k; the zero polynomial traps.
  ///
  /// - Complexity: O(n²) operations on rationals for degree n.
  public init(coefficients: [Rational]) {
    let polynomial = primitive(trimmed(coefficients))
    require(!polynomial.isEmpty, "the Sturm chain of the zero polynomial")
    var members = [polynomial]
    var next = polynomial.indices.dropFirst().map { polynomial[$0] * Rational($0) }
    while !next.isEmpty {
      members.append(primitive(next))
      let (dividend, divisor) = (members[members.count - 2], members[members.count - 1])
      next = remainder(of: dividend, by: divisor).map { -$0 }
    }
    self.members = members
  }

  /// The polynomial with coprime integer coefficients, constant term first.
  private var polynomial: [Rational] { members[0] }

  /// The number of different real roots.
  public var rootCount: Int {
    let right = members.map { $0[$0.count - 1].signum }
    let left = members.map {
      $0.count.isMultiple(of: 2) ? -$0[$0.count - 1].signum : $0[$0.count - 1].signum
    }
    return changes(left) - changes(right)
  }

  /// The number of different roots x with `lower` < x ≤ `upper`; for a polynomial with multiple roots neither end
  /// may be one.
  public func rootCount(above lower: Rational, upTo upper: Rational) -> Int {
    changes(signs(at: lower)) - changes(signs(at: upper))
  }

  /// Disjoint intervals, in increasing order, with one root x, `lower` < x ≤ `upper`, in each; for a polynomial
  /// without multiple roots.
  ///
  /// - Complexity: as many evaluations of the chain as it takes to halve Cauchy's bound down to the distance of
  ///   roots.
  public var isolatingIntervals: [(lower: Rational, upper: Rational)] {
    let count = rootCount
    guard count > 0 else { return [] }
    let leading = polynomial[polynomial.count - 1]
    let bound = polynomial.dropLast().reduce(Rational.one) {
      max($0, ($1 / leading).magnitude)
    }
    // An integer: halves of it stay short.
    let whole = bound.numerator.quotientAndRemainder(dividingBy: bound.denominator).quotient
    let end = Rational(whole + 2)
    var open = [(lower: -end, upper: end, count: count)]
    var found: [(lower: Rational, upper: Rational)] = []
    while let (lower, upper, count) = open.popLast() {
      if count == 0 { continue }
      if count == 1 {
        found.append((lower, upper))
        continue
      }
      let middle = (lower + upper) / 2
      let left = rootCount(above: lower, upTo: middle)
      open.append((middle, upper, count - left))
      open.append((lower, middle, left))
    }
    return found
  }

  private func signs(at point: Rational) -> [Int] {
    members.map { member in
      member.reversed().reduce(Rational.zero) { $0 * point + $1 }.signum
    }
  }

  private func changes(_ signs: [Int]) -> Int {
    let signs = signs.filter { $0 != 0 }
    return zip(signs, signs.dropFirst()).count { $0 != $1 }
  }
}

private func trimmed(_ coefficients: [Rational]) -> [Rational] {
  Array(coefficients.prefix((coefficients.lastIndex { !$0.isZero } ?? -1) + 1))
}

/// The positive multiple with coprime integer coefficients.
private func primitive(_ polynomial: [Rational]) -> [Rational] {
  var content = Integer.zero
  var denominator = Integer.one
  for c in polynomial {
    content = Integer.greatestCommonDivisor(content, c.numerator)
    denominator = Integer.leastCommonMultiple(denominator, c.denominator)
  }
  if content.isZero { return polynomial }
  let scale = Rational(denominator, content)
  return polynomial.map { $0 * scale }
}

private func remainder(of dividend: [Rational], by divisor: [Rational]) -> [Rational] {
  var rest = dividend
  while rest.count >= divisor.count {
    let factor = rest[rest.count - 1] / divisor[divisor.count - 1]
    let shift = rest.count - divisor.count
    for i in divisor.indices { rest[shift + i] = rest[shift + i] - factor * divisor[i] }
    rest.removeLast()
    rest = trimmed(rest)
  }
  return rest
}
