/// The step of a method of descent, with what it remembers of earlier gradients.
struct UpdateRule {
  private let method: DescentOptions.Method
  private let stepSize: Double
  private var velocity: [Double]
  private var squares: [Double]
  private var (decay1, decay2) = (1.0, 1.0)

  /// The rule of `options` for a number of parameters; that of the flow is the plain one.
  init(_ options: DescentOptions, parameterCount: Int) {
    (method, stepSize) = (options.method, options.stepSize)
    velocity = Array(repeating: 0, count: parameterCount)
    squares = velocity
  }

  /// Makes one step.
  mutating func apply(_ gradient: [Double], to parameters: inout [Double]) {
    switch method {
    case .momentum:
      for i in parameters.indices {
        velocity[i] = 0.9 * velocity[i] + gradient[i]
        parameters[i] -= stepSize * velocity[i]
      }
    case .adam:
      decay1 *= 0.9
      decay2 *= 0.999
      for i in parameters.indices {
        velocity[i] = 0.9 * velocity[i] + 0.1 * gradient[i]
        squares[i] = 0.999 * squares[i] + 0.001 * gradient[i] * gradient[i]
        parameters[i] -=
          stepSize * velocity[i] / (1 - decay1)
          / ((squares[i] / (1 - decay2)).squareRoot() + 1e-8)
      }
    case .plain, .flow:
      for i in parameters.indices { parameters[i] -= stepSize * gradient[i] }
    }
  }
}

/// Adds the gradient λ·w of (λ/2)·|w|².
func addDecay(_ decay: Double, at parameters: [Double], to gradient: inout [Double]) {
  if decay == 0 { return }
  for i in gradient.indices { gradient[i] += decay * parameters[i] }
}
