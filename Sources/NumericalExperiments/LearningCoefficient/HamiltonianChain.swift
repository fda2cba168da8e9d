import ExactArithmetic
import Foundation

/// One chain of Hamiltonian Monte Carlo at one inverse temperature.
///
/// Each draw follows the motion for a random number of leapfrog steps and is accepted by its error of energy. During
/// the warm-up, the step size is adapted by dual averaging, and at its sixteenths 1, 2, 4, 8 and 12 the scales of the
/// coordinates are set to their standard deviations since the sixteenth before. Source: R. Neal, *MCMC using Hamiltonian dynamics*, Handbook of Markov Chain Monte
/// Carlo (2011).
struct HamiltonianChain {
  private var dynamics: HamiltonianDynamics
  private var state: HamiltonianDynamics.State
  private var averaging: DualAveraging
  private let leapfrogSteps: Int
  private var random: RandomSource
  /// Running moments of the position in the warm-up.
  private var count = 0.0
  private var means: [Double]
  private var squares: [Double]
  private var isAdapting = true

  /// K and the squared distance to the point at every recorded draw.
  private(set) var trace: [Double] = []
  private(set) var distances: [Double] = []
  private(set) var accepted = 0.0
  private(set) var moves = 0.0
  /// Moves after the warm-up whose energy was lost.
  private(set) var divergences = 0
  /// Σ |ΔH| of the moves after the warm-up that did not diverge.
  private(set) var energyErrors = 0.0

  /// The error of energy beyond which a move counts as divergent, as in Stan.
  private static let divergentError = 1_000.0

  /// A chain that starts at `start`.
  init(
    _ dynamics: HamiltonianDynamics, start: [Double], leapfrogSteps: Int, random: RandomSource
  ) {
    self.dynamics = dynamics
    self.leapfrogSteps = leapfrogSteps
    self.random = random
    state = dynamics.state(at: start, momentum: start.map { _ in 0 })
    means = start.map { _ in 0 }
    squares = means
    averaging = DualAveraging(
      guess: 1 / (dynamics.localization + dynamics.beta).squareRoot())
  }

  /// The step size in use.
  var step: Double { isAdapting ? averaging.step : averaging.finalStep }

  /// Makes one move of the warm-up, the `index`-th of `total`.
  mutating func warmUp(_ index: Int, of total: Int) {
    averaging.record(acceptance: move())
    count += 1
    for i in means.indices {
      let difference = state.position[i] - means[i]
      means[i] += difference / count
      squares[i] += difference * (state.position[i] - means[i])
    }
    if count >= 10, HamiltonianChain.windowEnds.contains(where: { $0 * total / 16 == index + 1 }) {
      setScales()
    }
  }

  /// Where windows of the warm-up end, in sixteenths.
  private static let windowEnds = [1, 2, 4, 8, 12]

  /// Sets the variances to those of the window, where the chain has moved; the step size is adapted anew.
  private mutating func setScales() {
    for i in means.indices where squares[i] > 0 {
      dynamics.variances[i] = squares[i] / (count - 1)
    }
    averaging = DualAveraging(guess: 0.1)
    count = 0
    for i in means.indices { (means[i], squares[i]) = (0, 0) }
  }

  /// Ends the warm-up.
  mutating func finishWarmUp() {
    isAdapting = false
    (accepted, moves, divergences, energyErrors) = (0, 0, 0, 0)
  }

  /// Makes one move and keeps the draw.
  mutating func draw() {
    _ = move()
    trace.append(state.value)
    distances.append(
      zip(state.position, dynamics.center).reduce(0) {
        $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
      })
  }

  /// Moves once; returns the probability with which the move was accepted.
  private mutating func move() -> Double {
    for i in state.momentum.indices {
      state.momentum[i] = random.normal() / dynamics.variances[i].squareRoot()
    }
    let before = dynamics.energy(state)
    var trial = state
    let steps = 1 + Int(random.next(below: UInt64(leapfrogSteps)))
    dynamics.move(&trial, step: step, count: steps)
    let error = dynamics.energy(trial) - before
    let isDivergent = !(error < HamiltonianChain.divergentError)
    let acceptance = isDivergent ? 0 : min(1, exp(-error))
    moves += 1
    if isDivergent { divergences += 1 } else { energyErrors += abs(error) }
    if random.uniform() < acceptance {
      accepted += 1
      state = trial
    }
    return acceptance
  }
}
