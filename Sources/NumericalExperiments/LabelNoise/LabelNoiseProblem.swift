import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

/// A two-layer network f(x) = Σ_j a_j φ(⟨θ_j, x⟩) with data to fit, and where to start.
public struct LabelNoiseProblem: Sendable {
  /// The coefficients of φ, constant term first.
  public let activation: [Double]
  /// The x_i, each of d numbers.
  public let inputs: [[Double]]
  /// The y_i.
  public let targets: [Double]
  /// The θ_j at the start, each of d numbers.
  public let features: [[Double]]
  /// The a_j at the start.
  public let outputWeights: [Double]
  /// Whether the a_j are trained too.
  public let trainsOutputWeights: Bool

  /// The largest number of samples times inputs and neurons of a random problem: 256 MiB.
  public static let maximumSize = 1 << 25

  /// A problem on given data, with a_j = 1 unless given; mismatched lengths trap, and so do empty data.
  public init(
    activation: [Double], inputs: [[Double]], targets: [Double], features: [[Double]],
    outputWeights: [Double]? = nil, trainsOutputWeights: Bool = false
  ) {
    require(!activation.isEmpty && !inputs.isEmpty && !features.isEmpty, "an empty problem")
    require(
      inputs.count == targets.count, "\(inputs.count) inputs with \(targets.count) targets")
    require(
      outputWeights.map { $0.count == features.count } ?? true,
      "\(features.count) features with \(outputWeights?.count ?? 0) output weights")
    let dimension = inputs[0].count
    require(
      dimension > 0 && (inputs + features).allSatisfy { $0.count == dimension },
      "inputs and features of different dimensions")
    self.activation = activation
    self.inputs = inputs
    self.targets = targets
    self.features = features
    self.outputWeights = outputWeights ?? features.map { _ in 1 }
    self.trainsOutputWeights = trainsOutputWeights
  }

  /// The most numbers in data and neurons' values, or why there would be more.
  private static func limit(
    _ architecture: Architecture, sampleCount: Int
  ) -> ComputationStopped? {
    if let limit = SquaredLoss.limit(of: architecture) { return limit }
    let width = architecture.inputCount + architecture.widths[1]
    guard Double(sampleCount) * Double(width) > Double(maximumSize) else { return nil }
    return .sizeLimit(
      what: "the number of numbers in the data and in the neurons' values",
      needed: "\(sampleCount) samples x \(width)", limit: maximumSize)
  }

  /// A problem on given data with weights at the start that are given, or normal features times `scale` and a_j = 1.
  ///
  /// - Parameter architecture: Widths (d, m, 1) without biases; anything else traps.
  /// - Parameter inputs: The x_i, at least one, each of d numbers, else it traps.
  /// - Parameter targets: The y_i.
  /// - Parameter weights: All weights at the start in the order of the architecture, or `nil`; another count traps.
  /// - Parameter scale: The standard deviation of the first features where no weights are given.
  /// - Parameter trainsOutputWeights: Whether the second layer is trained too.
  /// - Parameter seed: Fixes the first features.
  /// - Throws: `ComputationStopped.sizeLimit` for more than `maximumSize` numbers, or where the network is beyond
  ///   `SquaredLoss.limit(of:)`.
  public init(
    _ architecture: Architecture, inputs: [[Double]], targets: [Double], weights: [Double]? = nil,
    scale: Double = 0.3, trainsOutputWeights: Bool = false, seed: UInt64
  ) throws(ComputationStopped) {
    require(
      architecture.layerCount == 2 && architecture.outputCount == 1 && !architecture.hasBias,
      "label noise needs widths (d,m,1) without biases, but has \(architecture)")
    require(
      weights.map { $0.count == architecture.parameterCount } ?? true,
      "\(weights?.count ?? 0) weights for \(architecture.parameterCount) parameters")
    if let limit = LabelNoiseProblem.limit(architecture, sampleCount: inputs.count) { throw limit }
    let (dimension, width) = (architecture.inputCount, architecture.widths[1])
    var random = RandomSource(seed: seed).split(stream: 1)
    let features = (0..<width).map { j in
      weights.map { Array($0[j * dimension..<(j + 1) * dimension]) }
        ?? random.normals(dimension, scale: scale)
    }
    self.init(
      activation: architecture.activations[0].coefficients.map(\.asDouble), inputs: inputs,
      targets: targets, features: features,
      outputWeights: weights.map { Array($0.suffix(width)) },
      trainsOutputWeights: trainsOutputWeights)
  }

  /// A random problem: inputs with orthonormal rows while there are at most d of them (else normal of
  /// length about 1), targets m·φ(u_i) with u_i uniform in [0.3, 0.8], normal features times `scale`.
  ///
  /// - Parameter architecture: Widths (d, m, 1) without biases; anything else traps.
  /// - Parameter sampleCount: The number n of samples, at least 1.
  /// - Parameter scale: The standard deviation of the first features.
  /// - Parameter trainsOutputWeights: Whether the second layer is trained too, instead of fixed to one.
  /// - Parameter seed: Fixes all randomness.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: `ComputationStopped.sizeLimit` for more than `maximumSize` numbers, or where the network is
  ///   beyond `SquaredLoss.limit(of:)`; else as `control` demands.
  /// - Complexity: O(nd), and O(n²d) for n ≤ d.
  public static func random(
    _ architecture: Architecture, sampleCount: Int, scale: Double = 0.3,
    trainsOutputWeights: Bool = false, seed: UInt64,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> LabelNoiseProblem {
    require(
      architecture.layerCount == 2 && architecture.outputCount == 1 && !architecture.hasBias,
      "label noise needs widths (d,m,1) without biases, but has \(architecture)")
    require(sampleCount >= 1, "\(sampleCount) samples")
    if let limit = limit(architecture, sampleCount: sampleCount) { throw limit }
    let dimension = architecture.inputCount
    let activation = architecture.activations[0].coefficients.map(\.asDouble)
    var random = RandomSource(seed: seed).split(stream: 1)
    var inputs: [[Double]] = []
    while inputs.count < sampleCount {
      if inputs.count.isMultiple(of: 64) { try control.checkpoint() }
      var x = random.normals(dimension, scale: 1 / Double(dimension).squareRoot())
      if sampleCount <= dimension {
        // Twice, so that rounding leaves the rows orthogonal to the last bits.
        for _ in 0..<2 {
          for other in inputs {
            let overlap = dot(x, other)
            for i in x.indices { x[i] -= overlap * other[i] }
          }
          let norm = dot(x, x).squareRoot()
          for i in x.indices { x[i] /= norm }
        }
      }
      inputs.append(x)
    }
    let width = architecture.widths[1]
    let targets = inputs.map { _ in
      Double(width) * horner(activation, 0.3 + 0.5 * random.uniform())
    }
    let features = (0..<width).map { _ in random.normals(dimension, scale: scale) }
    return LabelNoiseProblem(
      activation: activation, inputs: inputs, targets: targets, features: features,
      trainsOutputWeights: trainsOutputWeights)
  }

  /// The number d of inputs of the network.
  public var dimension: Int { inputs[0].count }
  /// The number m of neurons.
  public var neuronCount: Int { features.count }

  /// The smallest value of the trace of the Hessian among zero-loss points with a_j = 1 at which all
  /// neurons agree: 2 Σ_i ‖x_i‖² m φ′(φ⁻¹(y_i/m))².
  ///
  /// Under the assumptions of the theorem this is the global minimum on the zero-loss manifold.
  ///
  /// - Returns: `nil` where φ is not increasing between 0 and the solution, or with trained or other a_j.
  public var agreeingTrace: Double? {
    guard !trainsOutputWeights, outputWeights.allSatisfy({ $0 == 1 }) else { return nil }
    let slope = derivative(activation)
    var sum = 0.0
    for (x, y) in zip(inputs, targets) {
      guard let u = inverse(at: y / Double(neuronCount)) else { return nil }
      let value = horner(slope, u)
      sum += 2 * dot(x, x) * Double(neuronCount) * value * value
    }
    return sum
  }

  /// φ⁻¹(value) by bisection, if φ changes sign of φ − value on an interval around 0 found by doubling.
  private func inverse(at value: Double) -> Double? {
    var bound = 1.0
    while (horner(activation, bound) - value) * (horner(activation, -bound) - value) > 0 {
      bound *= 2
      if bound > 1e6 { return nil }
    }
    var (low, high) = (-bound, bound)
    let isRising = horner(activation, low) < value
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if (horner(activation, middle) < value) == isRising { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
