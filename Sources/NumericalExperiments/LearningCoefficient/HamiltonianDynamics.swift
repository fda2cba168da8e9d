import Computation
import Foundation

/// Motion in the potential U(x) = βK(x) + γ|x − x*|²/2 with kinetic energy Σ vᵢpᵢ²/2, by the leapfrog rule.
///
/// Each step keeps volumes, is its own inverse once momenta are turned around, and is of second order.
package struct HamiltonianDynamics {
  /// A place with its momentum, and K there with its gradient.
  package struct State {
    package var position: [Double]
    package var momentum: [Double]
    package fileprivate(set) var value: Double
    fileprivate var gradient: [Double]
  }

  package let beta: Double
  package let localization: Double
  package let center: [Double]
  /// vᵢ: estimates of the variances of the coordinates.
  package var variances: [Double]
  private let evaluate: ([Double], inout [Double]) -> Double

  /// Motion with v = 1.
  package init(_ potential: Potential, beta: Double, localization: Double, center: [Double]) {
    self.beta = beta
    self.localization = localization
    self.center = center
    variances = center.map { _ in 1 }
    evaluate = potential.makeEvaluator()
  }

  /// A state; other numbers of coordinates trap.
  package func state(at position: [Double], momentum: [Double]) -> State {
    require(
      position.count == center.count && momentum.count == center.count,
      "\(position.count) coordinates and \(momentum.count) momenta for \(center.count) parameters")
    var gradient = center.map { _ in 0.0 }
    let value = evaluate(position, &gradient)
    return State(position: position, momentum: momentum, value: value, gradient: gradient)
  }

  /// U and the kinetic energy together.
  package func energy(_ state: State) -> Double {
    var (distance, kinetic) = (0.0, 0.0)
    for i in center.indices {
      let difference = state.position[i] - center[i]
      distance += difference * difference
      kinetic += variances[i] * state.momentum[i] * state.momentum[i]
    }
    return beta * state.value + 0.5 * (localization * distance + kinetic)
  }

  /// Moves by `count` steps of size `step`.
  package func move(_ state: inout State, step: Double, count: Int) {
    kick(&state, 0.5 * step)
    for index in 0..<count {
      for i in center.indices {
        state.position[i] += step * variances[i] * state.momentum[i]
      }
      state.value = evaluate(state.position, &state.gradient)
      kick(&state, index == count - 1 ? 0.5 * step : step)
    }
  }

  private func kick(_ state: inout State, _ time: Double) {
    for i in center.indices {
      let force =
        -beta * state.gradient[i] - localization * (state.position[i] - center[i])
      state.momentum[i] += time * force
    }
  }
}

/// A step size that is adapted to a mean acceptance: Nesterov's dual averaging.
///
/// Source: M. Hoffman, A. Gelman, *The No-U-Turn Sampler*, Journal of Machine Learning Research 15 (2014), §3.2, with
/// its constants.
package struct DualAveraging {
  /// The acceptance that is aimed at.
  package static let target = 0.8
  private let center: Double
  private var count = 0.0
  private var shortfall = 0.0
  private var averaged = 0.0
  /// The step to take next.
  package private(set) var step: Double

  /// Starts from a guess, with steps pulled towards ten times of it.
  package init(guess: Double) {
    step = guess
    center = log(10 * guess)
  }

  /// The step to keep: the weighted mean of those that were taken.
  package var finalStep: Double { count > 0 ? exp(averaged) : step }

  /// Takes note of the probability with which the last move was accepted.
  package mutating func record(acceptance: Double) {
    count += 1
    let part = 1 / (count + 10)
    shortfall = (1 - part) * shortfall + part * (DualAveraging.target - acceptance)
    let logarithm = center - count.squareRoot() / 0.05 * shortfall
    step = exp(logarithm)
    let weight = pow(count, -0.75)
    averaged = weight * logarithm + (1 - weight) * averaged
  }
}
