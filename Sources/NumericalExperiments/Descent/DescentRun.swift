import ExactArithmetic
import Networks

/// One run of gradient descent, and what was found at its end and on its plateaus.
public struct DescentRun: Hashable, Sendable, Codable {
  /// Why a run ended.
  public enum StopReason: String, Hashable, Sendable, Codable {
    /// The loss is at its tolerance.
    case loss
    /// The gradient is at its tolerance, or the flow makes no more steps.
    case gradient
    /// The most steps were made.
    case steps
    /// The loss, its gradient or a parameter overflowed.
    ///
    /// Such a run has no end: it is neither near a subnetwork nor in one.
    case divergence
  }

  /// What the network looks like at one point of the run.
  public struct Place: Hashable, Sendable, Codable {
    /// The number of steps so far.
    public let step: Int
    /// The loss.
    public let loss: Double
    /// The norm of the gradient.
    public let gradientNorm: Double
    /// The numerical rank of the Jacobian; `nil` where its singular values do not tell.
    public let rank: Int?
    /// The gap of the singular values; `nil` if it is infinite.
    public let singularGap: Double?
    /// The operations that hold up to a tolerance, nearest first.
    public let operations: [NumericalOperation]
    /// That tolerance.
    public let tolerance: Double
    /// The nearest operation, within the tolerance or not; `nil` without hidden neurons, and for the last point of a
    /// run that has diverged.
    public let nearest: NumericalOperation?
    /// How large the function is beside the targets (`ParameterDistances`); `nil` for a run that has diverged.
    public let functionSize: Double?
    /// The nearest operation that does not hold divided by the farthest that does, the smaller of two such
    /// ratios: of the distances of pairs, and of the contributions of neurons; `nil` if infinite.
    public let operationGap: Double?
    /// The parameters.
    public let parameters: [Double]

    /// The smallest ratio of distances that separates operations that hold from those that do not.
    public static let requiredOperationGap = 10.0

    /// The distance of the nearest operation, 1 without hidden neurons; `nil` for the last point of a run that has
    /// diverged.
    public var nearestDistance: Double? { functionSize.map { _ in nearest?.distance ?? 1 } }

    /// Whether some operation holds, clearly separated from those that do not, at a point whose rank is
    /// clear.
    public var looksLikeSubnetwork: Bool {
      !operations.isEmpty && rank != nil
        && (operationGap ?? .infinity) >= Place.requiredOperationGap
    }
  }

  /// An exact subnetwork found next to the end of a run.
  public struct Confirmation: Hashable, Sendable, Codable {
    /// The exact weights, as fractions.
    public let weights: [String]
    /// The exact rank of the Jacobian there.
    public let exactRank: Int
    /// Whether the exact rank is proven.
    public let isRankProven: Bool
    /// Whether `diagnose` finds an inactive or redundant neuron in exact arithmetic.
    public let isSubnetwork: Bool
    /// The widths of the exact reduced network; an emptied layer keeps one neuron with zero weights.
    public let reducedWidths: [Int]
    /// The hidden layers, counted from 1, that lose all their neurons: the function is then constant.
    public let emptiedLayers: [Int]
    /// The loss at the best point of the stratum.
    public let loss: Double
    /// The distance from the end of the run, relative to the norm of the weights.
    public let distance: Double
    /// Whether the exact point is a subnetwork, near the end, and its loss is no larger than at the end
    /// (up to 1 %, or 1e-18 of the mean square of the targets).
    public let isConfirmed: Bool
  }

  /// One record of the trace.
  public struct TracePoint: Hashable, Sendable, Codable {
    /// The number of steps so far.
    public let step: Int
    /// The time of the flow; steps times step size for the other methods.
    public let time: Double
    /// The loss.
    public let loss: Double
    /// The norm of the gradient.
    public let gradientNorm: Double
    /// The number of singular values above 10⁻³ of the largest.
    public let rank: Int
    /// For each hidden layer the norms of its rows.
    public let neuronNorms: [[Double]]
    /// For each hidden layer the cosines of the pairs (1,2), (1,3), …, (2,3), ….
    public let cosines: [[Double]]
  }

  /// The number of the run, from 0: it fixes the start, with the seed.
  public let index: Int
  /// Why it ended.
  public let stopReason: StopReason
  /// The distance of the nearest operation at the random start: what an end is compared with; `nil` without
  /// hidden neurons.
  public let startDistance: Double?
  /// The end; for a run that has diverged the last point at which everything was finite.
  public let end: Place
  /// The plateaus in order: places where the gradient norm has a local minimum that is at most a third of
  /// a value before and of a value after it.
  public let plateaus: [Place]
  /// The exact subnetwork at the end, if the end looks like one.
  public let confirmation: Confirmation?
  /// Losses on the way, at steps that grow by a fifth each, and at the end.
  public let losses: [LossPoint]
  /// The trace, if it was asked for.
  public let trace: [TracePoint]

  /// Whether the run ended in a subnetwork, confirmed exactly.
  public var endsInSubnetwork: Bool { confirmation?.isConfirmed ?? false }

  /// Whether a parameter, the loss or its gradient overflowed.
  public var hasDiverged: Bool { stopReason == .divergence }

  /// Whether the random start is within `tolerance` of a subnetwork.
  public func startsNearSubnetwork(tolerance: Double) -> Bool {
    (startDistance ?? .infinity) <= tolerance
  }

  /// Whether a plateau or the end is within `tolerance` of a subnetwork; never for a run that has diverged.
  public func passesNearSubnetwork(tolerance: Double) -> Bool {
    !hasDiverged
      && (plateaus + [end]).contains { ($0.nearestDistance ?? .infinity) <= tolerance }
  }
}

extension DescentRun.Place {
  /// The last finite point of a run that has diverged: no rank, no operations.
  init(divergedAfter point: PlateauDetector.Point, tolerance: Double) {
    self.init(
      step: point.step, loss: point.loss, gradientNorm: point.gradientNorm, rank: nil,
      singularGap: nil, operations: [], tolerance: tolerance, nearest: nil, functionSize: nil,
      operationGap: nil, parameters: point.parameters)
  }
}
