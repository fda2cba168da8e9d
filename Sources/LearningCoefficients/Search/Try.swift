import Computation
import ExactArithmetic
import Polynomials

extension ResolutionNode {

  func dump(_ indent: String = "") {
    print(
      indent, germ.generators.map(\.description).joined(separator: "; "), "k", germ.factor, "h",
      germ.density, "r", germ.roles.map { "\($0)".prefix(1) }.joined(), "rel",
      germ.relation?.polynomial.description ?? "", "units", germ.units)
    for s in steps { print(indent, "  .", s) }
    print(indent, "  =>", rule, lower as Any, upper as Any)
    for c in children { c.dump(indent + "    ") }
  }
}
public func learningCoefficientTry(
  _ gens: [Polynomial<RationalField>], density: [Int]?, nodes: Int, dump: Bool = false
) throws -> (LearningCoefficientInterval, Int) {
  let ring = gens[0].ring
  let germ = Germ(
    gens, ring: ring, density: density ?? Array(repeating: 0, count: ring.variableCount))
  var search = ResolutionSearch(nodeLimit: nodes, control: ComputationControl())
  let node = search.resolve(germ)
  if dump { node.dump() }
  return (LearningCoefficientInterval(lower: node.lower!, upper: node.upper!), node.count)
}
