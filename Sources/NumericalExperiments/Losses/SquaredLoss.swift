import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

/// The weighted squared error Σ_s p_s |f_W(x_s) − y_s|² of a network, as a function of its parameters.
///
/// With weights 1/n it is the mean-squared loss on n samples. A population loss over Gaussian or uniform
/// inputs is of the same form, by a cubature that is exact for it: see
/// `init(_:teacher:teacherParameters:inputs:)`.
public struct SquaredLoss: Sendable {
  /// The network.
  public let architecture: Architecture
  /// The number of samples, or of nodes of the cubature.
  public let sampleCount: Int
  let plan: NetworkPlan
  let samples: SampleBlocks

  /// The largest number of parameters, and of numbers in all samples: 1 GiB each.
  public static let maximumSize = 1 << 27
  /// The largest degree of an activation.
  public static let maximumDegree = 1_000_000

  /// What keeps losses of an architecture from being evaluated in double precision: the number of its layers
  /// or parameters, or a degree; `nil` if nothing does.
  public static func limit(of architecture: Architecture) -> ComputationStopped? {
    let degree = architecture.activations.map(\.degree).max() ?? 1
    let limits = [
      ("the number of layers", architecture.layerCount, NetworkPlan.maximumLayerCount),
      ("the degree of an activation in double precision", degree, maximumDegree),
      ("the number of parameters", architecture.parameterCount, maximumSize),
    ]
    for (what, size, limit) in limits where size > limit {
      return .sizeLimit(what: what, needed: "\(size)", limit: limit)
    }
    return nil
  }

  /// The loss on given data; traps where `limit(of:)` is not `nil`.
  ///
  /// - Parameter architecture: The network to train.
  /// - Parameter inputs: The x_s, each of d₀ numbers; at least one, else traps.
  /// - Parameter targets: The y_s, each of d_L numbers; another count traps.
  /// - Parameter weights: The p_s ≥ 0; 1/n each unless given.
  public init(
    _ architecture: Architecture, inputs: [[Double]], targets: [[Double]],
    weights: [Double]? = nil
  ) {
    require(!inputs.isEmpty, "a loss needs at least one sample")
    require(
      targets.count == inputs.count && (weights?.count ?? inputs.count) == inputs.count,
      "\(inputs.count) inputs with \(targets.count) targets and \(weights?.count ?? inputs.count) "
        + "weights")
    require(
      inputs.allSatisfy { $0.count == architecture.inputCount },
      "an input whose length is not \(architecture.inputCount)")
    require(
      targets.allSatisfy { $0.count == architecture.outputCount },
      "a target whose length is not \(architecture.outputCount)")
    self.architecture = architecture
    sampleCount = inputs.count
    plan = NetworkPlan(architecture)
    samples = SampleBlocks(
      inputs: inputs, targets: targets,
      weights: weights ?? Array(repeating: 1 / Double(inputs.count), count: inputs.count))
  }

  /// The population loss E|f_W(x) − g(x)|² for a teacher network g and random inputs.
  ///
  /// The integrand is a polynomial of degree at most 2D in each input, where D is the larger of the
  /// degrees of the networks, so the product of Gauss rules with D + 1 nodes integrates it exactly, up to
  /// rounding. Where both networks are homogeneous of degrees of one parity, it is even, and half of the
  /// nodes suffice.
  ///
  /// - Parameter architecture: The network to train.
  /// - Parameter teacher: The architecture of g; other numbers of inputs or outputs trap.
  /// - Parameter teacherParameters: The weights of g in the order of its architecture; another count traps.
  /// - Parameter inputs: The distribution of the inputs.
  /// - Parameter maximumNodes: The most nodes.
  /// - Throws: `ComputationStopped.sizeLimit` for more nodes, for more than `maximumSize`
  ///   numbers in them, and where `limit(of:)` of one of the networks is not `nil`.
  public init(
    _ architecture: Architecture, teacher: Architecture, teacherParameters: [Double],
    inputs: InputDistribution, maximumNodes: Int = 1 << 20
  ) throws(ComputationStopped) {
    require(
      teacher.inputCount == architecture.inputCount
        && teacher.outputCount == architecture.outputCount,
      "a student \(architecture) and a teacher \(teacher)")
    if let limit = SquaredLoss.limit(of: architecture) ?? SquaredLoss.limit(of: teacher) {
      throw limit
    }
    let nodes = CubatureRule.productNodeCount(
      dimension: min(architecture.inputCount, 1_000),
      degree: max(architecture.inputDegree, teacher.inputDegree))
    let numbers = nodes * Double(architecture.inputCount + 2 * architecture.outputCount)
    if nodes <= Double(maximumNodes), numbers > Double(SquaredLoss.maximumSize) {
      throw .sizeLimit(
        what: "the number of numbers in the nodes of the exact population loss",
        needed: "\(Int(numbers))", limit: SquaredLoss.maximumSize)
    }
    let isEven =
      architecture.isHomogeneous && teacher.isHomogeneous
      && (architecture.inputDegree - teacher.inputDegree).isMultiple(of: 2)
    let rule = try CubatureRule(
      inputs, dimension: architecture.inputCount,
      degree: max(architecture.inputDegree, teacher.inputDegree), isEven: isEven,
      maximumNodes: maximumNodes)
    let zeros = Array(
      repeating: [Double](repeating: 0, count: teacher.outputCount), count: rule.nodes.count)
    let reference = SquaredLoss(teacher, inputs: rule.nodes, targets: zeros)
    self.init(
      architecture, inputs: rule.nodes,
      targets: reference.makeEvaluator().outputs(at: teacherParameters), weights: rule.weights)
  }

  /// The multiplications of one evaluation, about: N for each sample.
  ///
  /// A gradient takes three times as many.
  var evaluationSize: Double { Double(sampleCount) * Double(architecture.parameterCount) }

  /// An evaluator with a workspace of its own.
  public func makeEvaluator() -> LossEvaluator { LossEvaluator(self) }
}

extension Network {
  /// The weights, rounded to the nearest doubles.
  public var roundedWeights: [Double] { weights.map(\.asDouble) }
}
