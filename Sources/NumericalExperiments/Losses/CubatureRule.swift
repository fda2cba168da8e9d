import AlgebraicStructures
import Computation

/// Nodes with positive weights whose sum Σ p_s h(x_s) is E h(x) for the polynomials it is made for.
struct CubatureRule: Sendable {
  private(set) var nodes: [[Double]] = []
  private(set) var weights: [Double] = []

  /// The number of nodes of the full product rule.
  static func productNodeCount(dimension: Int, degree: Int) -> Double {
    var count = 1.0
    for _ in 0..<dimension {
      count *= Double(degree) + 1
      // Larger than every limit.
      if count > 1e300 { break }
    }
    return count
  }

  /// A product of Gauss rules, exact for degree 2·`degree` + 1 in every variable.
  ///
  /// - Parameter isEven: Whether the rule is only for even functions; it then has one node of each pair
  ///   ±x, with twice the weight.
  /// - Parameter maximumNodes: The most nodes of the full product rule.
  init(
    _ distribution: InputDistribution, dimension: Int, degree: Int, isEven: Bool,
    maximumNodes: Int = 1 << 20
  ) throws(ComputationStopped) {
    let count = CubatureRule.productNodeCount(dimension: dimension, degree: degree)
    guard count <= Double(maximumNodes) else {
      throw .sizeLimit(
        what: "the number of nodes of the exact population loss",
        needed: count < 1e15 ? "\(Int(count))" : "\(count)", limit: maximumNodes)
    }
    let rule = gaussRule(distribution, nodeCount: degree + 1)
    var index = [Int](repeating: 0, count: dimension)
    while true {
      let node = index.map { rule[$0].node }
      let weight = index.reduce(1.0) { $0 * rule[$1].weight }
      let leading = node.first { $0 != 0 } ?? 0
      if !isEven {
        nodes.append(node)
        weights.append(weight)
      } else if leading >= 0 {
        nodes.append(node)
        weights.append(leading == 0 ? weight : 2 * weight)
      }
      guard let position = index.lastIndex(where: { $0 < degree }) else { break }
      index[position] += 1
      for later in index.indices where later > position { index[later] = 0 }
    }
  }
}

/// The Gauss rule with n nodes: the roots of the orthonormal polynomial p_n and the weights
/// 1 / Σ_{k<n} p_k², exact for degree 2n − 1.
///
/// Roots of successive degrees interlace, so each is enclosed by its predecessors and found by bisection
/// to the last bit; the rule is symmetric exactly.
func gaussRule(
  _ distribution: InputDistribution, nodeCount n: Int
) -> [(node: Double, weight: Double)] {
  let b = (0...n).map { $0 == 0 ? 0 : distribution.recurrenceCoefficient($0) }
  /// p_degree(x) and Σ p_k(x)² over k < degree.
  func evaluate(_ degree: Int, _ x: Double) -> (value: Double, squares: Double) {
    var (previous, current, squares) = (0.0, 1.0, 0.0)
    for k in 0..<degree {
      squares += current * current
      (previous, current) = (current, (x * current - b[k] * previous) / b[k + 1])
    }
    return (current, squares)
  }
  var roots: [Double] = []
  for degree in 1...n {
    let bound = distribution.rootBound(degree)
    let ends = [-bound] + roots + [bound]
    var next = [Double](repeating: 0, count: degree)
    for i in 0..<degree / 2 {
      var (low, high) = (ends[i], ends[i + 1])
      let lowSign = evaluate(degree, low).value < 0
      while true {
        let middle = low + (high - low) / 2
        if middle <= low || middle >= high { break }
        if (evaluate(degree, middle).value < 0) == lowSign { low = middle } else { high = middle }
      }
      next[i] = low
      next[degree - 1 - i] = -low
    }
    roots = next
  }
  return roots.map { ($0, 1 / evaluate(n, $0).squares) }
}
