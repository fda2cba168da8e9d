import AlgebraicStructures
import Computation
import Foundation

/// The embedded Runge–Kutta method of orders 5 and 4 of Dormand and Prince, with adaptive steps.
///
/// Source: J. Dormand, P. Prince, *A family of embedded Runge–Kutta formulae*, J. Comput. Appl. Math. 6
/// (1980).
package struct DormandPrince {
  package private(set) var state: [Double]
  package private(set) var time = 0.0
  /// The derivative at the present state.
  private(set) var slope: [Double]
  package private(set) var step: Double
  private let relativeTolerance: Double
  private let absoluteTolerance: Double
  private var stages: [[Double]]
  private var trial: [Double]

  /// An integrator that starts at `state`; `derivative` fills its second argument.
  package init(
    _ state: [Double], relativeTolerance: Double = 1e-8, absoluteTolerance: Double = 1e-10,
    derivative: ([Double], inout [Double]) -> Void
  ) {
    self.state = state
    self.relativeTolerance = relativeTolerance
    self.absoluteTolerance = absoluteTolerance
    slope = state.map { _ in 0 }
    stages = Array(repeating: slope, count: 7)
    trial = slope
    derivative(state, &slope)
    let (size, speed) = (dot(state, state).squareRoot(), dot(slope, slope).squareRoot())
    step = speed > 0 ? 1e-2 * max(size, 1e-3) / speed : 1
  }

  private static let nodes: [[Double]] = [
    [1 / 5], [3 / 40, 9 / 40], [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  ]
  /// The weights of order 5 less those of order 4.
  private static let errors: [Double] = [
    71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40,
  ]

  /// Makes one step that is accepted, not beyond `end`.
  ///
  /// The next step is that of this one times 0.9·e^{−1/5}, but at least 0.2 and at most 5 times as long, where
  /// e ≤ 1 is the root mean square of the estimated errors divided by their tolerances.
  ///
  /// - Returns: Whether a step was made; `false` at `end` or when steps become too small to advance.
  package mutating func advance(to end: Double, derivative: ([Double], inout [Double]) -> Void)
    -> Bool
  {
    while time < end {
      let h = min(step, end - time)
      guard time + h > time, h > 0 else { return false }
      stages[0] = slope
      for stage in 1...6 {
        let row = DormandPrince.nodes[stage - 1]
        for i in state.indices {
          var sum = 0.0
          for k in row.indices { sum += row[k] * stages[k][i] }
          trial[i] = state[i] + h * sum
        }
        derivative(trial, &stages[stage])
      }
      var error = 0.0
      for i in state.indices {
        var sum = 0.0
        for k in 0..<7 { sum += DormandPrince.errors[k] * stages[k][i] }
        let scale =
          absoluteTolerance + relativeTolerance * max(abs(state[i]), abs(trial[i]))
        error += (h * sum / scale) * (h * sum / scale)
      }
      error = (error / Double(max(state.count, 1))).squareRoot()
      if error <= 1 {
        time += h
        swap(&state, &trial)
        slope = stages[6]
        step = h * min(5, max(0.2, 0.9 * pow(max(error, 1e-10), -0.2)))
        return true
      }
      step = error.isFinite ? h * max(0.1, 0.9 * pow(error, -0.2)) : h / 10
    }
    return false
  }
}
