import ExactArithmetic
import LinearAlgebra
import Networks

/// The learning coefficient at the weights of a network for which a theorem of `ClosedForms` says it; `nil` for others.
///
/// Networks without biases whose activations are monomials: with degree 1 everywhere and one hidden layer, or with all
/// matrices of the rank of their product; one hidden layer, as far as `ShallowMonomialNetwork` goes; hidden layers with
/// one unit each. One input at zero weights, with as many powers 1, 1 + Q, 1 + 2Q, … as there are units. A constant factor of an activation belongs to the weights after it.
func closedForm(at network: Network) -> LearningCoefficientBound? {
  let architecture = network.architecture
  let widths = architecture.widths
  guard !architecture.hasBias, widths.count > 2 else { return nil }
  if widths.count == 3, widths[0] == 1, network.weights.allSatisfy(\.isZero),
    let bound = vandermondeBound(
      powers: architecture.activations[0].terms.map(\.power).sorted(), units: widths[1],
      outputs: widths[2])
  {
    return bound
  }
  guard architecture.activations.allSatisfy(\.isMonomial) else { return nil }
  let degrees = architecture.activations.map(\.degree)
  let matrices = network.matrices.map { Matrix(ring: RationalField(), rows: $0) }
  if degrees.allSatisfy({ $0 == 1 }) {
    let ranks = matrices.map(\.rank)
    let product = matrices.dropFirst().reduce(matrices[0]) { $1 * $0 }.rank
    if widths.count == 3 {
      let model = ReducedRankRegression(inputs: widths[0], hidden: widths[1], outputs: widths[2])
      return LearningCoefficientBound(
        model.value(rankOfA: ranks[0], rankOfB: ranks[1], rankOfProduct: product),
        reason: "closed form of reduced-rank regression at matrices of ranks \(ranks[0]) and "
          + "\(ranks[1]) (Aoyagi, Watanabe 2005)")
    }
    // By base changes all matrices are diag(I_r, 0).
    guard ranks.allSatisfy({ $0 == product }) else { return nil }
    return LearningCoefficientBound(
      DeepLinearNetwork(widths: widths).minimum(rank: product),
      reason:
        "closed form of deep linear networks at matrices of the rank \(product) of their product "
        + "(Aoyagi 2024)")
  }
  if widths.count == 3 {
    let model = ShallowMonomialNetwork(
      inputs: widths[0], units: widths[1], outputs: widths[2], degree: degrees[0])
    return model.value(incoming: network.matrices[0], outgoing: network.matrices[1]).map {
      LearningCoefficientBound($0, reason: "closed form of one hidden layer of monomial units")
    }
  }
  guard widths.dropFirst().dropLast().allSatisfy({ $0 == 1 }) else { return nil }
  let chain = MonomialChain(inputs: widths[0], outputs: widths[widths.count - 1], degrees: degrees)
  return LearningCoefficientBound(
    chain.value(isZero: matrices.map(\.isZero)), reason: "closed form of chains of width one")
}
