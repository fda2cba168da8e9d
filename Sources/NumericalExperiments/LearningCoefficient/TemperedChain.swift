import AlgebraicStructures
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
  private(set) var swapsAccepted = 0.0
  private(set) var swapsProposed = 0.0

  /// A chain that starts at the point.
  ///
  /// - Parameter fixedStep: The step of uncorrected dynamics; `nil` for MALA with adapted steps.
  init(
    _ potential: Potential, center: [Double], betas: [Double], localization: Double,
    fixedStep: Double?, random: RandomSource
  ) {
    self.center = center
    self.betas = betas
    self.localization = localization
    self.random = random
    isCorrected = fixedStep == nil
    evaluate = potential.makeEvaluator()
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
  }

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
