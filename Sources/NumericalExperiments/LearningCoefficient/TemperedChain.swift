import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation

/// One chain of replicas at inverse temperatures β₁ < β₂ < …, which exchange their states.
struct TemperedChain {
  private struct Replica {
    var point: [Double]
    var gradient: [Double]
    var value: Double
    var logStep: Double
    var accepted = 0.0
    var proposed = 0.0
  }

  private let center: [Double]
  private let betas: [Double]
  private let localization: Double
  private let isCorrected: Bool
  private let evaluate: ([Double], inout [Double]) -> Double
  private var replicas: [Replica]
  private var random: RandomSource
  private var trial: [Double]
  private var trialGradient: [Double]
  private var noise: [Double]
  private var sweeps = 0
  /// Sums of K by replica over the recorded draws.
  private(set) var sums: [Double]
  /// K of the coldest replica at every recorded draw.
  private(set) var trace: [Double] = []
  /// The squared distance of the coldest replica to the point at every recorded draw.
  private(set) var distances: [Double] = []
  private(set) var swapsAccepted = 0.0
  private(set) var swapsProposed = 0.0

  /// A chain that starts at the point.
  ///
  /// - Parameter fixedStep: The step of uncorrected dynamics; `nil` for MALA with adapted steps.
  init(
    _ potential: Potential, center: [Double], betas: [Double], localization: Double,
    fixedStep: Double?, random: RandomSource
  ) {
    self.init(
      potential.makeEvaluator(), center: center, betas: betas, localization: localization,
      fixedStep: fixedStep, random: random)
  }

  private init(
    _ evaluate: @escaping ([Double], inout [Double]) -> Double, center: [Double],
    betas: [Double], localization: Double, fixedStep: Double?, random: RandomSource
  ) {
    self.center = center
    self.betas = betas
    self.localization = localization
    self.random = random
    isCorrected = fixedStep == nil
    self.evaluate = evaluate
    trial = center
    trialGradient = center.map { _ in 0 }
    noise = trialGradient
    sums = betas.map { _ in 0 }
    var gradient = trialGradient
    let value = evaluate(center, &gradient)
    replicas = betas.map { beta in
      Replica(
        point: center, gradient: gradient, value: value,
        logStep: log(fixedStep ?? 1 / (localization + beta)))
    }
  }

  /// Makes `steps` Langevin steps on every replica and one round of exchanges.
  mutating func sweep(steps: Int, adapting: Bool) {
    for index in betas.indices {
      for _ in 0..<steps { move(index, adapting: adapting) }
    }
    if betas.count > 1 { exchange() }
    sweeps += 1
  }

  mutating func record() {
    for index in betas.indices { sums[index] += replicas[index].value }
    trace.append(replicas[replicas.count - 1].value)
    distances.append(
      zip(replicas[replicas.count - 1].point, center).reduce(0) {
        $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
      })
  }

  /// Starts every replica anew: at a random point of the prior, moved at rising β up to its own.
  mutating func cool(sweeps: Int, control: ComputationControl) throws(ComputationStopped) {
    var start = center.map { $0 + random.normal() / localization.squareRoot() }
    let coldest = betas[betas.count - 1]
    let ladder =
      betas.count > 1
      ? betas
      : (0...24).map { coldest * pow(10, -0.5 * Double(24 - $0)) }
    for (level, beta) in ladder.enumerated() {
      var single = TemperedChain(
        evaluate, center: center, betas: [beta], localization: localization, fixedStep: nil,
        random: random.split(stream: UInt64(level)))
      single.restart(0, at: start)
      for _ in 0..<sweeps {
        try control.checkpoint()
        single.sweep(steps: 4, adapting: true)
      }
      start = single.replicas[0].point
      if betas.count > 1 { restart(level, at: start) }
    }
    if betas.count == 1 { restart(0, at: start) }
  }

  private mutating func restart(_ index: Int, at point: [Double]) {
    replicas[index].point = point
    replicas[index].value = evaluate(point, &replicas[index].gradient)
  }

  /// Where the coldest replica is.
  var coldestPoint: [Double] { replicas[replicas.count - 1].point }

  /// The fraction of accepted steps of the coldest replica.
  var acceptance: Double {
    let last = replicas[replicas.count - 1]
    return last.proposed > 0 ? last.accepted / last.proposed : 0
  }

  private mutating func move(_ index: Int, adapting: Bool) {
    let beta = betas[index]
    // Steps of random size reach all scales of a singular posterior; the choice does not look at the state.
    let step = exp(replicas[index].logStep + (isCorrected ? random.normal() : 0))
    let root = step.squareRoot()
    for i in trial.indices {
      noise[i] = random.normal()
      let force =
        -beta * replicas[index].gradient[i]
        - localization * (replicas[index].point[i] - center[i])
      trial[i] = replicas[index].point[i] + 0.5 * step * force + root * noise[i]
    }
    let value = evaluate(trial, &trialGradient)
    var isAccepted = value.isFinite
    if isCorrected && isAccepted {
      var (logRatio, backward, forward) = (-beta * (value - replicas[index].value), 0.0, 0.0)
      for i in trial.indices {
        let (old, new) = (replicas[index].point[i], trial[i])
        let (a, b) = (old - center[i], new - center[i])
        logRatio -= 0.5 * localization * (b * b - a * a)
        let force = -beta * trialGradient[i] - localization * b
        let back = old - new - 0.5 * step * force
        backward += back * back
        forward += noise[i] * noise[i]
      }
      logRatio += -backward / (2 * step) + forward / 2
      isAccepted = logRatio >= 0 || random.uniform() < exp(logRatio)
    }
    if adapting && isCorrected {
      // Robbins and Monro towards the acceptance 0.5 at steps of random size.
      let gain = 2 / pow(Double(sweeps) + 10, 0.6)
      replicas[index].logStep += gain * ((isAccepted ? 1 : 0) - 0.5)
    }
    replicas[index].proposed += 1
    if isAccepted {
      replicas[index].accepted += 1
      replicas[index].value = value
      swap(&replicas[index].point, &trial)
      swap(&replicas[index].gradient, &trialGradient)
    }
  }

  private mutating func exchange() {
    for low in stride(from: sweeps % 2, to: betas.count - 1, by: 2) {
      let logRatio =
        (betas[low + 1] - betas[low]) * (replicas[low + 1].value - replicas[low].value)
      swapsProposed += 1
      guard logRatio >= 0 || random.uniform() < exp(logRatio) else { continue }
      swapsAccepted += 1
      let upper = replicas[low + 1]
      replicas[low + 1].point = replicas[low].point
      replicas[low + 1].gradient = replicas[low].gradient
      replicas[low + 1].value = replicas[low].value
      replicas[low].point = upper.point
      replicas[low].gradient = upper.gradient
      replicas[low].value = upper.value
    }
  }
}
