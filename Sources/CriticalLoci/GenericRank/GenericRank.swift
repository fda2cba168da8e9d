import Computation
import ExactArithmetic
import Networks

/// The generic rank of the Jacobian of a model: for an architecture the dimension of its neurovariety.
public struct GenericRank: Hashable, Sendable {
  /// One random evaluation.
  public struct Trial: Hashable, Sendable {
    /// The random prime.
    public let modulus: UInt32
    /// The rank of the Jacobian at random weights modulo the prime: a proven lower bound.
    public let rank: Int
    /// The number of random inputs.
    public let pointCount: Int
    /// A bound for the probability that `rank` is less than the generic rank over ℚ.
    public let failureBound: Double
  }

  /// The architecture; `nil` for another polynomial model.
  public let architecture: Architecture?
  /// The largest rank found, always a proven lower bound; `evidence` says how it is known to be the
  /// generic rank.
  public let dimension: Int
  /// A proven upper bound.
  public let upperBound: DimensionBound
  /// How `dimension` is known.
  public let evidence: Evidence
  /// The random evaluations in order.
  public let trials: [Trial]
  /// The seed of all randomness.
  public let seed: UInt64
  /// The limit that ended the computation before the evidence asked for was reached, if any.
  public let stopped: ComputationStopped?
  /// M, the number of coefficients that can occur.
  public let ambientDimension: Integer
  /// N.
  public let parameterCount: Int
  /// The smaller one of N less the number of known scalings and M.
  public let expectedDimension: Int

  /// The expected dimension less the dimension.
  public var defect: Int { expectedDimension - dimension }
  /// Whether the network fills its ambient space.
  public var isFilling: Bool { Integer(dimension) == ambientDimension }
  /// The dimension of a general fibre: N − dimension.
  public var fiberDimension: Int { parameterCount - dimension }
}

extension Architecture {
  /// min(N − number of scalings, M): every neuron of a hidden layer with σ(t) = c·t^r can be scaled, with
  /// biases also for σ(t) = c·(t − s)^r + d.
  public var expectedDimension: Int {
    let (free, ambient) = (freeParameterCount, ambientDimension)
    return Integer(free) < ambient ? free : ambient.asInt ?? free
  }

  /// N − number of scalings, as in `expectedDimension`.
  package var freeParameterCount: Int {
    var free = parameterCount
    for (index, activation) in activations.enumerated()
    where ActivationExponents(activation, hasBias: hasBias).monomialDegree != nil {
      free -= widths[index + 1]
    }
    return free
  }
}
