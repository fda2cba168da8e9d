import AlgebraicStructures
import Computation
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
/// - Parameter architecture: The shape of the network.
/// - Parameter known: The generic rank, if it is known already.
/// - Parameter rankBound: The bound k; `nil` for R − 1. Negative values give the empty set, and from R on the whole
///   space is the only component.
/// - Parameter options: The plan of the search, with its budgets.
/// - Parameter seed: Fixes all random choices, which influence proofs and witnesses only.
/// - Parameter control: Limits and cancellation.
/// - Parameter progress: Called before the first chart and after each one.
/// - Returns: What is known when `control` or a limit of `options` stops a part of the search:
///   `completeness` then names what was left.
/// - Throws: what `control` demands before the generic rank is known. Networks with biases or activations
///   that are no monomials are treated by `directRoute`, all or nothing: where its limits apply no component
///   is listed.
/// - Complexity: the number of charts grows with the patterns of zero weights up to permutation, the work
///   on a chart with the number of coordinates: (number of weights between hidden neurons) − (number of
///   hidden neurons) roughly.
public func criticalLocus(
  of architecture: Architecture, genericRank known: GenericRank? = nil,
  rankAtMost rankBound: Int? = nil, options: CriticalLocusOptions = CriticalLocusOptions(),
  seed: UInt64 = 1, control: ComputationControl = ComputationControl(),
  progress: ((CriticalLocusProgress) -> Void)? = nil
) throws(ComputationStopped) -> CriticalLocus {
  try architecture.requireExponents()
  let generic = try architecture.genericRank(known: known, seed: seed, control: control)
  return criticalLocus(
    of: architecture, generic: generic, rankBound: rankBound ?? generic.dimension - 1,
    options: options, seed: seed, ranks: GenericRankTable(), control: control, progress: progress)
}

/// The locus of a network whose generic rank is known.
///
/// `ranks`: The generic ranks of the networks without its first layers, as far as they were needed elsewhere.
func criticalLocus(
  of architecture: Architecture, generic: GenericRank, rankBound bound: Int,
  options: CriticalLocusOptions, seed: UInt64, ranks: GenericRankTable,
  control: ComputationControl, progress: ((CriticalLocusProgress) -> Void)? = nil
) -> CriticalLocus {
  guard architecture.isHomogeneous else {
    return locusByMinors(
      architecture, generic: generic, rankBound: bound, options: options, seed: seed,
      control: control)
  }
  if architecture.layerCount == 1 {
    return linearLocus(architecture, generic: generic, rankBound: bound)
  }
  var search = CriticalLocusSearch(
    architecture, rankBound: bound, options: options, seed: seed, ranks: ranks, control: control)
  search.run(progress: progress)
  let sets = search.maximalSets()
  // After a limit what was found is brought into form within few steps; the rest is left out.
  var finishing = FinishingControl(control)
  let components = described(
    sets, group: search.group, steps: options.stepsPerDescription, seed: seed, control: &finishing)
  let comparison = SubnetworkComparison(
    architecture, rankBound: bound, seed: seed, control: &finishing)
  return CriticalLocus(
    architecture: architecture, genericRank: generic, rankBound: bound,
    components: withDistinctLabels(components), comparison: comparison,
    completeness: search.completeness, stopped: search.stopped ?? finishing.stopped,
    covers: search.covers, charts: search.reports,
    foundSets: FoundSets(
      rankBound: bound, options: options, seed: seed, sets: sets, components: components,
      group: search.group, gaps: search.gaps, stopped: search.stopped ?? finishing.stopped,
      ranks: ranks))
}

/// The locus of a network with biases or activations that are no monomials, where the normal forms do not
/// apply: from its symbolic Jacobian.
private func locusByMinors(
  _ architecture: Architecture, generic: GenericRank, rankBound bound: Int,
  options: CriticalLocusOptions, seed: UInt64, control: ComputationControl
) -> CriticalLocus {
  var components: [CriticalComponent] = []
  var completeness = Completeness.proven(detail: "a rank is never negative")
  var stopped: ComputationStopped?
  if bound >= 0 {
    do throws(ComputationStopped) {
      let direct = try directRoute(
        of: architecture, genericRank: generic, rankAtMost: bound,
        stepsPerDescription: options.stepsPerDescription, seed: seed, control: control)
      components = direct.components
      completeness = direct.completeness
    } catch {
      stopped = error
      completeness = .searched(detail: "the minors of the symbolic Jacobian: \(error)")
    }
  }
  var finishing = FinishingControl(control)
  let comparison = SubnetworkComparison(
    architecture, rankBound: bound, seed: seed, control: &finishing)
  return CriticalLocus(
    architecture: architecture, genericRank: generic, rankBound: bound, components: components,
    comparison: comparison, completeness: completeness, stopped: stopped ?? finishing.stopped,
    covers: [], charts: [])
}

/// A network without hidden layers: J is the identity.
private func linearLocus(
  _ architecture: Architecture, generic: GenericRank, rankBound: Int
) -> CriticalLocus {
  let reason = "the outputs are linear in the weights, so rank J = N everywhere"
  let count = architecture.parameterCount
  let point = try? Network(architecture, weights: Array(repeating: 1, count: count))
  let whole = CriticalComponent(
    kind: .exotic, label: "all networks", operations: [], codimension: 0, dimension: count,
    degree: 1, rank: count, orbitSize: 1, generators: [], generatorConditions: [],
    witness: point,
    realPoints: RealPoints(
      extent: .dense, dimension: count, point: point, leavesSubnetworks: true,
      evidence: .proven(detail: "the component is a linear space")),
    evidence: .proven(detail: reason))
  return CriticalLocus(
    architecture: architecture, genericRank: generic, rankBound: rankBound,
    components: rankBound >= count ? [whole] : [],
    equality: Certified(rankBound < count, .proven(detail: reason)), nonCriticalStrata: [],
    completeness: .proven(detail: reason), stopped: nil, covers: [], charts: [], foundSets: nil)
}
