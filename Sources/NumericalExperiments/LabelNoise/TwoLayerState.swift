/// The parameters of a two-layer network with all values that its dynamics need, in flat arrays.
struct TwoLayerState: Sendable {
  /// θ, row j at j·d, then the a_j.
  var parameters: [Double]
  let dimension: Int
  let neuronCount: Int
  let inputs: [[Double]]
  let squaredNorms: [Double]
  let targets: [Double]
  let trainsOutputWeights: Bool
  let activation: [Double]
  let slope: [Double]
  let curvature: [Double]
  let third: [Double]

  init(_ problem: LabelNoiseProblem) {
    dimension = problem.dimension
    neuronCount = problem.neuronCount
    inputs = problem.inputs
    squaredNorms = problem.inputs.map { dot($0, $0) }
    targets = problem.targets
    trainsOutputWeights = problem.trainsOutputWeights
    activation = problem.activation
    slope = derivative(activation)
    curvature = derivative(slope)
    third = derivative(curvature)
    parameters = Array(problem.features.joined()) + problem.outputWeights
  }

  /// ⟨θ_j, x⟩.
  func preactivation(_ j: Int, _ x: [Double]) -> Double {
    var sum = 0.0
    for k in 0..<dimension { sum += parameters[j * dimension + k] * x[k] }
    return sum
  }

  func outputWeight(_ j: Int) -> Double { parameters[neuronCount * dimension + j] }

  /// f(x_i).
  func output(_ i: Int) -> Double {
    var sum = 0.0
    for j in 0..<neuronCount {
      sum += outputWeight(j) * horner(activation, preactivation(j, inputs[i]))
    }
    return sum
  }

  /// One step against the gradient of Σ (f(x_i) − label_i)² over the samples in `batch`.
  mutating func descend(batch: Range<Int>, labels: [Double], step: Double, scratch: inout Scratch) {
    for i in batch {
      var sum = 0.0
      for j in 0..<neuronCount {
        let z = preactivation(j, inputs[i])
        let value = horner(activation, z)
        scratch.values[i * neuronCount + j] = value
        scratch.slopes[i * neuronCount + j] = horner(slope, z)
        sum += outputWeight(j) * value
      }
      scratch.residuals[i] = sum - labels[i]
    }
    for i in batch {
      let factor = 2 * step * scratch.residuals[i]
      for j in 0..<neuronCount {
        let a = neuronCount * dimension + j
        let move = factor * parameters[a] * scratch.slopes[i * neuronCount + j]
        for k in 0..<dimension { parameters[j * dimension + k] -= move * inputs[i][k] }
        if trainsOutputWeights {
          parameters[a] -= factor * scratch.values[i * neuronCount + j]
        }
      }
    }
  }

  /// Buffers of one step.
  struct Scratch {
    var values: [Double]
    var slopes: [Double]
    var residuals: [Double]

    init(_ state: TwoLayerState) {
      values = Array(repeating: 0, count: state.inputs.count * state.neuronCount)
      slopes = values
      residuals = Array(repeating: 0, count: state.inputs.count)
    }
  }

  /// The mean of (f(x_i) − y_i)².
  var loss: Double {
    var sum = 0.0
    for i in inputs.indices {
      let e = output(i) - targets[i]
      sum += e * e
    }
    return sum / Double(inputs.count)
  }

  /// The trace of the Hessian of Σ (f(x_i) − y_i)² by the trained parameters.
  var hessianTrace: Double {
    var sum = 0.0
    for i in inputs.indices {
      let e = output(i) - targets[i]
      for j in 0..<neuronCount {
        let (z, a) = (preactivation(j, inputs[i]), outputWeight(j))
        let s = a * horner(slope, z)
        sum += squaredNorms[i] * (s * s + e * a * horner(curvature, z))
        if trainsOutputWeights {
          let value = horner(activation, z)
          sum += value * value
        }
      }
    }
    return 2 * sum
  }
}
