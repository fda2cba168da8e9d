import ExactArithmetic
import Polynomials

/// Puts the values of nodes together.
struct ResolutionNodeBuilder {
  let germ: Germ
  let steps: [SimplificationStep]

  func leaf(
    _ rule: ResolutionNode.Rule, lower: LearningCoefficient?, upper: LearningCoefficient?
  ) -> ResolutionNode {
    ResolutionNode(
      germ: germ, steps: steps, rule: rule, children: [], lower: lower, upper: upper,
      isUniform: true)
  }

  func open(
    _ reason: String, bounds: (lower: LearningCoefficient?, upper: LearningCoefficient?)
  ) -> ResolutionNode {
    ResolutionNode(
      germ: germ, steps: steps, rule: .open(reason), children: [],
      lower: bounds.lower ?? LearningCoefficient(0, multiplicity: germ.ring.variableCount + 1),
      upper: bounds.upper, isUniform: true)
  }

  /// The minimum over the children, at least `lower`, and at most `upper` at every point of the stratum.
  func minimum(
    _ split: (rule: ResolutionNode.Rule, children: [ResolutionNode]),
    lower: LearningCoefficient? = nil, upper: LearningCoefficient? = nil
  ) -> ResolutionNode {
    let lowest = split.children.compactMap(\.lower).min()
    let uppers = split.children.compactMap(\.upper)
    return ResolutionNode(
      germ: germ, steps: steps, rule: split.rule, children: split.children,
      lower: lower.map { a in lowest.map { max(a, $0) } ?? a } ?? lowest,
      upper: (uppers + [upper].compactMap { $0 }).min(),
      isUniform: germ.generators.allSatisfy { !$0.support.contains { germ.isParameter($0) } })
  }

  /// The proof for the germ after the steps, which is that of the germ before.
  func same(as node: ResolutionNode) -> ResolutionNode {
    ResolutionNode(
      germ: germ, steps: steps + node.steps, rule: node.rule, children: node.children,
      lower: node.lower, upper: node.upper, isUniform: node.isUniform)
  }

  /// The proof for the germ itself, with the lower bound for λ of its restriction to a complex subspace.
  func restriction(
    _ coordinates: [Int], _ whole: ResolutionNode, _ restricted: ResolutionNode
  ) -> ResolutionNode {
    let lower = restricted.lower.map {
      LearningCoefficient($0.lambda, multiplicity: germ.ring.variableCount)
    }
    return ResolutionNode(
      germ: germ, steps: steps, rule: .restriction(coordinates), children: [whole, restricted],
      lower: [whole.lower, lower].compactMap { $0 }.max(), upper: whole.upper,
      isUniform: whole.isUniform)
  }

  /// λ's add, and so do the numbers m − 1.
  func sum(_ children: [ResolutionNode]) -> ResolutionNode {
    func total(_ a: LearningCoefficient, _ b: LearningCoefficient) -> LearningCoefficient {
      LearningCoefficient(a.lambda + b.lambda, multiplicity: a.multiplicity + b.multiplicity - 1)
    }
    let lowers = children.compactMap(\.lower)
    let uppers = children.compactMap(\.upper)
    // A summand without zeros leaves none.
    let vanishes = lowers.count == children.count
    return ResolutionNode(
      germ: germ, steps: steps, rule: .sum, children: children,
      lower: vanishes ? lowers.dropFirst().reduce(lowers[0], total) : nil,
      upper: vanishes && uppers.count == children.count && attainsTogether(children)
        ? uppers.dropFirst().reduce(uppers[0], total) : nil,
      isUniform: children.allSatisfy(\.isUniform))
  }

  /// The least λ counts; where it is attained several times, the m's add.
  func product(_ children: [ResolutionNode]) -> ResolutionNode {
    func merged(_ a: LearningCoefficient, _ b: LearningCoefficient) -> LearningCoefficient {
      if a.lambda != b.lambda { return min(a, b) }
      return LearningCoefficient(a.lambda, multiplicity: a.multiplicity + b.multiplicity)
    }
    let lowers = children.compactMap(\.lower)
    let uppers = children.compactMap(\.upper)
    let isTogether = attainsTogether(children)
    return ResolutionNode(
      germ: germ, steps: steps, rule: .product, children: children,
      lower: lowers.isEmpty ? nil : lowers.dropFirst().reduce(lowers[0], merged),
      upper: uppers.isEmpty
        ? nil : uppers.dropFirst().reduce(uppers[0]) { isTogether ? merged($0, $1) : min($0, $1) },
      isUniform: children.allSatisfy(\.isUniform))
  }

  /// Whether the upper bounds of all children hold at one and the same point of the stratum.
  private func attainsTogether(_ children: [ResolutionNode]) -> Bool {
    children.filter { !$0.isUniform }.count <= 1
  }
}
