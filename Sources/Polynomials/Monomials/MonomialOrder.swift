import AlgebraicStructures
import Computation

/// A total order on monomials, compatible with multiplication, in which 1 is the least monomial.
///
/// Variables decrease in the order in which the ring lists them.
public indirect enum MonomialOrder: Hashable, Sendable {
  /// The first exponent that differs decides; the larger one wins.
  case lexicographic
  /// The total degree decides, then the lexicographic order.
  case degreeLexicographic
  /// The total degree decides, then the last exponent that differs; the smaller one wins.
  case degreeReverseLexicographic
  /// The first `count` variables by `first`; ties by the remaining variables in the order `then`.
  case block(count: Int, first: MonomialOrder, then: MonomialOrder)
  /// The weighted degree Σ weights[i] · exponents[i] decides, then the order `then`. Weights are not
  /// negative.
  case weighted([Int], then: MonomialOrder)

  /// The order that eliminates the first `count` variables: every monomial that contains one of
  /// them exceeds every monomial that does not.
  public static func elimination(first count: Int) -> MonomialOrder {
    .block(count: count, first: .degreeReverseLexicographic, then: .degreeReverseLexicographic)
  }

  /// Compares two monomials given by exponents: −1, 0 or 1 as `a` is less, equal or greater.
  ///
  /// The definition, term by term; polynomials compare packed words instead.
  public func compare(_ a: [Int], _ b: [Int]) -> Int {
    require(a.count == b.count, "compare: \(a.count) exponents against \(b.count)")
    return compare(a[...], b[...])
  }

  private func compare(_ a: ArraySlice<Int>, _ b: ArraySlice<Int>) -> Int {
    func sign(_ x: Int, _ y: Int) -> Int { x < y ? -1 : x > y ? 1 : 0 }
    switch self {
    case .lexicographic:
      return zip(a, b).first { $0 != $1 }.map { sign($0, $1) } ?? 0
    case .degreeLexicographic:
      let byDegree = sign(a.reduce(0, +), b.reduce(0, +))
      return byDegree != 0 ? byDegree : MonomialOrder.lexicographic.compare(a, b)
    case .degreeReverseLexicographic:
      let byDegree = sign(a.reduce(0, +), b.reduce(0, +))
      if byDegree != 0 { return byDegree }
      return zip(a, b).reversed().first { $0 != $1 }.map { sign($1, $0) } ?? 0
    case .block(let count, let first, let then):
      let byFirst = first.compare(a.prefix(count), b.prefix(count))
      return byFirst != 0 ? byFirst : then.compare(a.dropFirst(count), b.dropFirst(count))
    case .weighted(let weights, let then):
      func degree(_ c: ArraySlice<Int>) -> Int { zip(weights, c).reduce(0) { $0 + $1.0 * $1.1 } }
      let byWeight = sign(degree(a), degree(b))
      return byWeight != 0 ? byWeight : then.compare(a, b)
    }
  }

  /// What is wrong with this order for `count` variables, or `nil`.
  func defect(variableCount count: Int) -> String? {
    switch self {
    case .lexicographic, .degreeLexicographic, .degreeReverseLexicographic:
      return nil
    case .block(let first, let firstOrder, let then):
      guard (0...count).contains(first) else {
        return "a block of \(first) variables does not fit into \(count) variables"
      }
      return firstOrder.defect(variableCount: first) ?? then.defect(variableCount: count - first)
    case .weighted(let weights, let then):
      guard weights.count == count else {
        return "\(weights.count) weights are given for \(count) variables"
      }
      guard weights.allSatisfy({ $0 >= 0 }) else { return "weights must not be negative" }
      var sum = 0
      for weight in weights {
        let (total, overflow) = sum.addingReportingOverflow(weight)
        guard !overflow, total <= 1 << 31 else { return "the sum of the weights exceeds 2^31" }
        sum = total
      }
      return then.defect(variableCount: count)
    }
  }
}

extension MonomialOrder: CustomStringConvertible {
  /// The name in words: `degree reverse lexicographic`, `lexicographic in 2 variables, then …`.
  public var description: String {
    switch self {
    case .lexicographic: "lexicographic"
    case .degreeLexicographic: "degree lexicographic"
    case .degreeReverseLexicographic: "degree reverse lexicographic"
    case .block(let count, let first, let then):
      "\(first) in \(counted(count, "variable")), then \(then)"
    case .weighted(let weights, let then):
      "by the weights \(weights.map(String.init).joined(separator: ", ")), then \(then)"
    }
  }
}
