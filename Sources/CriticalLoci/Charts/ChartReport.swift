import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// One chart of the search: a family of normal forms and the points of C_k in it.
public struct ChartReport: Sendable {
  /// What is known about the chart.
  public enum Outcome: Sendable {
    /// All its points lie in the known set of this name, up to permutation of hidden neurons.
    case covered(by: String)
    /// The points with rank J ≤ k where no unit vanishes, with proof.
    case solved(RankLocus<RationalField>)
    /// As `solved`, where the last hidden layer has two neurons q₁, q₂ and W_L = [1 u]: outside of the
    /// set where q₁^(r−1), q₂^(r−1) have a syzygy of small degree, rank J is that of the network without
    /// its last layer.
    case solvedByInnerNetwork(TwoNeuronProof)
    /// As `solved`, where W₁ = I and d₁ = d₀: outside of the locus of the network without its first layer
    /// only points have to be looked at where an input of that network does not count.
    case solvedByPeeling(PeelingProof)
    /// A limit kept it from being finished.
    case unfinished(ComputationStopped)
  }

  /// The rows of W₁, …, W_L in normal form: numbers and the names of coordinates.
  public let normalForm: [[[String]]]
  /// The coordinates.
  public let coordinates: [String]
  /// The coordinates that vanish nowhere on the chart.
  public let nonzeroCoordinates: [String]
  /// The dimension of the set of weights with these normal forms.
  public let dimension: Int
  /// Polynomials in the coordinates whose zeros lie in other charts or in known sets.
  public let units: [Polynomial<RationalField>]
  /// The rows and columns of J in the diagonal blocks to which `outcome` refers.
  public let blocks: [BlockLabels]
  /// What is known.
  public let outcome: Outcome
}

extension ChartReport.Outcome: CustomStringConvertible {
  /// In one line, for logs.
  public var description: String {
    func pieces(_ loci: [RankLocus<RationalField>]) -> String {
      counted(loci.reduce(0) { $0 + $1.pieces.count }, "piece", "pieces")
    }
    return switch self {
    case .covered(let name): "inside \(name)"
    case .solved(let locus): "\(pieces([locus])) by minors"
    case .solvedByInnerNetwork(let proof):
      "\(pieces([proof.innerLocus] + proof.loci.compactMap { $0 })) by the inner network"
    case .solvedByPeeling(let proof): "\(pieces(proof.loci)) by peeling the first layer"
    case .unfinished(let stop): "not decided: \(stop)"
    }
  }
}

extension Chart {
  /// What is known about the chart.
  func report(
    _ outcome: ChartReport.Outcome, units: [Polynomial<RationalField>] = [],
    blocks: [BlockLabels] = []
  ) -> ChartReport {
    ChartReport(
      normalForm: normalForm, coordinates: ring.variables,
      nonzeroCoordinates: unitCoordinates.map(\.description), dimension: dimension, units: units,
      blocks: blocks, outcome: outcome)
  }
}
