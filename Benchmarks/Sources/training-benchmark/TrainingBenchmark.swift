import Foundation
import SingularLearning

/// Full-batch gradient steps per processor second on random data, one thread, double precision; and
/// Langevin draws per processor second.
///
/// Usage: `training-benchmark [steps]`. The networks are those of `peers/training.py`.
@main
enum TrainingBenchmark {
  static func main() throws {
    let steps = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 200_000
    try measure(widths: [2, 3, 1], samples: 64, steps: steps)
    try measure(widths: [8, 16, 16, 1], samples: 256, steps: steps / 10)
  }

  private static func measure(widths: [Int], samples: Int, steps: Int) throws {
    let architecture = try Architecture(widths: widths, degree: 3)
    var random = RandomSource(seed: 1)
    let inputs = (0..<samples).map { _ in random.normals(widths[0]) }
    let targets = (0..<samples).map { _ in random.normals(1) }
    let loss = SquaredLoss(architecture, inputs: inputs, targets: targets)
    let evaluator = loss.makeEvaluator()
    let start = randomParameters(of: architecture, scale: 0.3, using: &random)
    var best = Double.infinity
    for _ in 0..<5 {
      var parameters = start
      var gradient = start
      let begin = processorSeconds()
      for _ in 0..<steps {
        _ = evaluator.gradient(at: parameters, into: &gradient)
        for i in parameters.indices { parameters[i] -= 1e-4 * gradient[i] }
      }
      best = min(best, processorSeconds() - begin)
    }
    print(architecture, "\(samples) samples:", Int(Double(steps) / best), "steps/s")
    var options = LearningCoefficientOptions()
    options.sampler = .sgld
    (options.chains, options.burnIn, options.stepsPerDraw) = (4, 8, 1)
    (options.draws, options.inverseTemperature) = (steps / 4, 100)
    let begin = processorSeconds()
    _ = try estimateLearningCoefficient(of: Potential(loss), at: start, options: options)
    print(
      architecture, "\(samples) samples:",
      Int(Double(2 * options.drawCount * options.chains) / (processorSeconds() - begin)),
      "SGLD draws/s")
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
