import AlgebraicStructures
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The irreducible components of {W : rank J(W) ≤ k}, by default of the critical locus k = R − 1.
///
/// The locus is invariant under GL(d₀), GL(d_L), the scalings of hidden neurons and their permutations.
/// The maximal strata of subnetworks in it are known sets (`maximalStrata`); everything else is searched
/// in charts of normal forms (`ChartCover`), on each of which J has polynomial entries in few coordinates
/// (`rankLocus`). The closures of the orbits of what is found there, and the strata, are all candidates;
/// those that lie in no other, up to permutation, are the components.
///
/// - Parameter rankBound: k; `nil` for R − 1. Negative values give the empty set, and from R on the whole
///   space is the only component.
/// - Parameter seed: Fixes all random choices, which influence proofs and witnesses only.
/// - Returns: What is known when `control` or a limit of `options` stops a part of the search:
///   `completeness` then names what was left.
/// - Throws: `undecided` for biases and for activations that are not monomials; what `control` demands
///   before anything is known.
/// - Complexity: the number of charts grows with the patterns of zero weights up to permutation, the work
///   on a chart with the number of coordinates: (number of weights between hidden neurons) − (number of
///   hidden neurons) roughly.
public func criticalLocus(
  of architecture: Architecture, rankAtMost rankBound: Int? = nil,
  options: CriticalLocusOptions = CriticalLocusOptions(), seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> CriticalLocus {
  guard architecture.isHomogeneous else {
    throw .undecided(
      what: "the critical locus of a network with biases or with activations that are no monomials")
  }
  let generic = try genericRank(of: architecture, seed: seed, control: control)
  let bound = rankBound ?? generic.dimension - 1
  if architecture.layerCount == 1 {
    return linearLocus(architecture, generic: generic, rankBound: bound)
  }
  var search = CriticalLocusSearch(
    architecture, rankBound: bound, options: options, seed: seed, control: control)
  search.run()
  return try search.result(generic: generic)
}

/// A network without hidden layers: J is the identity.
private func linearLocus(
  _ architecture: Architecture, generic: GenericRank, rankBound: Int
) -> CriticalLocus {
  let reason = "the outputs are linear in the weights, so rank J = N everywhere"
  let count = architecture.parameterCount
  let whole = CriticalComponent(
    kind: .exotic, label: "all networks", operations: [], codimension: 0, dimension: count,
    degree: 1, rank: count, orbitSize: 1, generators: [], generatorConditions: [],
    witness: try? Network(architecture, weights: Array(repeating: 1, count: count)),
    evidence: .proven(detail: reason))
  return CriticalLocus(
    architecture: architecture, genericRank: generic, rankBound: rankBound,
    components: rankBound >= count ? [whole] : [],
    criticalEqualsSubnetworks: rankBound < count, nonCriticalStrata: [],
    completeness: .proven(detail: reason), stopped: nil, covers: [], charts: [])
}
