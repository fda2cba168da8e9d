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
  /// Whether the a_j, which start at 1, are trained too.
  public let trainsOutputWeights: Bool

  /// The largest number of samples times inputs and neurons of a random problem: 256 MiB.
  public static let maximumSize = 1 << 25

  /// A problem on given data; mismatched lengths trap, and so do empty data.
  public init(
    activation: [Double], inputs: [[Double]], targets: [Double], features: [[Double]],
    trainsOutputWeights: Bool = false
  ) {
    require(!activation.isEmpty && !inputs.isEmpty && !features.isEmpty, "an empty problem")
    require(
      inputs.count == targets.count, "\(inputs.count) inputs with \(targets.count) targets")
    let dimension = inputs[0].count
    require(
      dimension > 0 && (inputs + features).allSatisfy { $0.count == dimension },
      "inputs and features of different dimensions")
    self.activation = activation
    self.inputs = inputs
    self.targets = targets
    self.features = features
    self.trainsOutputWeights = trainsOutputWeights
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
    if let limit = SquaredLoss.limit(of: architecture) { throw limit }
    let dimension = architecture.inputCount
    let numbers = Double(sampleCount) * Double(dimension + architecture.widths[1])
    guard numbers <= Double(maximumSize) else {
      throw .sizeLimit(
        what: "the number of numbers in the data and in the neurons' values",
        needed: "\(sampleCount) samples x \(dimension + architecture.widths[1])", limit: maximumSize
      )
    }
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
  /// - Returns: `nil` where φ is not increasing between 0 and the solution, or with trained a_j.
  public var agreeingTrace: Double? {
    guard !trainsOutputWeights else { return nil }
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
