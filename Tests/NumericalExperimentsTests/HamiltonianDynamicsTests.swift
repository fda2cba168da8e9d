import Computation
import ExactArithmetic
import NumericalExperiments
import Polynomials
import Testing

/// The leapfrog rule and the adaptation of its step size.
@Suite struct HamiltonianDynamicsTests {
  private func dynamics() throws -> HamiltonianDynamics {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let potential = Potential(
      sumOfSquares: [try ring.parse("x^2 - y^3"), try ring.parse("x*y + y")])
    var dynamics = HamiltonianDynamics(potential, beta: 3, localization: 2, center: [0.1, -0.2])
    dynamics.variances = [0.5, 2]
    return dynamics
  }

  @Test func motionIsReversible() throws {
    let dynamics = try dynamics()
    let start = dynamics.state(at: [0.3, 0.4], momentum: [1, -0.5])
    var state = start
    dynamics.move(&state, step: 0.05, count: 40)
    #expect(abs(state.position[0] - 0.3) + abs(state.position[1] - 0.4) > 0.1)
    state.momentum = state.momentum.map { -$0 }
    dynamics.move(&state, step: 0.05, count: 40)
    for i in 0..<2 {
      #expect(abs(state.position[i] - start.position[i]) < 1e-12)
      #expect(abs(state.momentum[i] + start.momentum[i]) < 1e-12)
    }
  }

  @Test func errorsAreOfSecondOrder() throws {
    let dynamics = try dynamics()
    let start = dynamics.state(at: [0.3, 0.4], momentum: [1, -0.5])
    func end(_ count: Int) -> HamiltonianDynamics.State {
      var state = start
      dynamics.move(&state, step: 1 / Double(count), count: count)
      return state
    }
    // Errors of the place at a fixed time against a much finer motion; halving the step quarters them.
    let fine = end(20_000).position
    func error(_ count: Int) -> Double {
      let place = end(count).position
      return max(abs(place[0] - fine[0]), abs(place[1] - fine[1]))
    }
    for count in [50, 100, 200] {
      let ratio = error(count) / error(2 * count)
      #expect((3.8...4.2).contains(ratio), "\(ratio)")
    }
    let drift = abs(dynamics.energy(end(400)) - dynamics.energy(start))
    let coarse = abs(dynamics.energy(end(200)) - dynamics.energy(start))
    #expect((3.5...4.5).contains(coarse / drift))
  }

  /// The gradient by which the motion goes, with other scales of the coordinates: the determinant of the motion is 1.
  @Test func volumesAreKept() throws {
    let dynamics = try dynamics()
    let start = [0.3, 0.4, 1, -0.5]
    func end(_ z: [Double]) -> [Double] {
      var state = dynamics.state(at: Array(z[..<2]), momentum: Array(z[2...]))
      dynamics.move(&state, step: 0.1, count: 7)
      return state.position + state.momentum
    }
    let h = 1e-5
    var columns = (0..<4).map { i -> [Double] in
      var (a, b) = (start, start)
      a[i] += h
      b[i] -= h
      return zip(end(a), end(b)).map { ($0 - $1) / (2 * h) }
    }
    var determinant = 1.0
    for k in 0..<4 {
      let pivot = (k..<4).max { abs(columns[k][$0]) < abs(columns[k][$1]) } ?? k
      if pivot != k {
        for j in k..<4 { columns[j].swapAt(k, pivot) }
        determinant = -determinant
      }
      determinant *= columns[k][k]
      for j in k + 1..<4 {
        let factor = columns[j][k] / columns[k][k]
        for i in k..<4 { columns[j][i] -= factor * columns[k][i] }
      }
    }
    #expect(abs(determinant - 1) < 1e-7)
  }

  @Test func stepsReachTheTarget() {
    // An acceptance that falls with the step: exp(−step) is 0.8 at step = −log 0.8.
    for guess in [1e-6, 0.1, 50] {
      var averaging = DualAveraging(guess: guess)
      for _ in 0..<3_000 { averaging.record(acceptance: exponential(-averaging.step)) }
      #expect(abs(averaging.finalStep - 0.2231) < 0.02, "\(averaging.finalStep)")
    }
  }

  private func exponential(_ x: Double) -> Double {
    // By the limit of powers: enough for the test.
    var (value, count) = (1 + max(x, -700) / 1_048_576, 20)
    while count > 0 {
      value *= value
      count -= 1
    }
    return value
  }

  /// Long and short axes, a regular model: λ = N/2 by chains that do not diverge, at an acceptance near the target.
  @Test func largerModelsAreSampled() throws {
    let count = 20
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: (0..<count).map { "x\($0)" })
    let generators = (0..<count).map { i in ring.variable(i).scaled(by: Rational(1 + i * i)) }
    var options = LearningCoefficientOptions()
    (options.sampler, options.chains, options.draws, options.burnIn) = (.hamiltonian, 4, 800, 1_200)
    (options.inverseTemperature, options.localization) = (1e4, 1)
    let estimate = try estimateLearningCoefficient(
      of: Potential(sumOfSquares: generators), at: generators.map { _ in 0 }, options: options,
      threads: 2)
    let leapfrog = try #require(estimate.leapfrog)
    #expect(leapfrog.divergences == 0 && leapfrog.energyError < 0.5)
    #expect((0.7...0.97).contains(estimate.acceptance))
    #expect((estimate.rHat ?? 2) < 1.03 && (estimate.bulkEffectiveSampleSize ?? 0) > 150)
    #expect(abs((estimate.lambda ?? 0) - 10) < 0.5)
  }
}
