import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// The set C_k = {W : rank J(W) ≤ k} of a network: its irreducible components over ℚ up to permutation of
/// hidden neurons.
public struct CriticalLocus: Sendable {
  /// The network.
  public let architecture: Architecture
  /// R.
  public let genericRank: GenericRank
  /// k; the critical locus is k = R − 1.
  public let rankBound: Int
  /// One component for each orbit under permutations of hidden neurons, by decreasing dimension; `[]` when
  /// the rank exceeds k everywhere.
  public let components: [CriticalComponent]
  /// Whether the real points of C_k are those of the set S of networks with an inactive or redundant hidden
  /// neuron, with the weakest of what that rests on: completeness, the ranks on S, and the generic rank.
  ///
  /// `nil` when it is not decided: some chart is not finished, or it is not known whether an exotic component
  /// has real points outside of S; and neither an exotic component with such points nor a stratum of S
  /// outside C_k is known.
  public let equality: Certified<Bool>?
  /// The sets of networks with one inactive neuron or one redundant pair that do not lie in C_k, one for
  /// each orbit.
  public let nonCriticalStrata: [SubnetworkStratum]
  /// How it is known that no component is missing.
  public let completeness: Completeness
  /// The first limit that kept a part of the search from being finished, if any.
  public let stopped: ComputationStopped?
  /// Why the charts cover everything outside of known components, one entry for each choice of bases.
  public let covers: [ChartCover]
  /// The charts with what was found in each; `[]` when the result rests on another proof.
  public let charts: [ChartReport]
  /// The sets that the components are, where they were searched in charts.
  let foundSets: FoundSets?

  /// The value of `equality`.
  public var criticalEqualsSubnetworks: Bool? { equality?.value }

  /// The components that have or may have real points.
  public var realComponents: [CriticalComponent] {
    components.filter { $0.realPoints.extent != .none }
  }

  /// The components without real points: no weights of a network.
  public var complexComponents: [CriticalComponent] {
    components.filter { $0.realPoints.extent == .none }
  }

  /// Why `equality` is not decided; `nil` if it is.
  public var openQuestion: String? {
    guard equality == nil else { return nil }
    if !completeness.isProven { return completeness.detail }
    let open = components.filter(\.hasOpenRealPoints).map { "'\($0.label)'" }
    return "it is not known whether there are real points outside of the subnetworks on "
      + open.joined(separator: ", ")
  }
}
