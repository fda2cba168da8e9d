import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// The steps of the integrator of the gradient flow, on an equation that can be solved by hand.
@Suite struct RungeKuttaTests {
  /// Steps and errors of the method have closed forms here.
  ///
  /// For w' = -2 (w - a) and z = -2h, a step multiplies w - a by the stability function
  /// 1 + z + z^2/2 + z^3/6 + z^4/24 + z^5/120 + z^6/600 of the method of order 5; the embedded one of order 4
  /// has ... + 1097 z^5/120000 + 161 z^6/120000 + z^7/24000 (Hairer, Norsett, Wanner I, II.5).
  @Test func stepsFollowTheEstimatedError() throws {
    let (target, tolerance) = (50.0, (relative: 1e-6, absolute: 1e-9))
    let loss = SquaredLoss(
      try Architecture(widths: [1, 1], degrees: []), inputs: [[1]], targets: [[target]])
    var options = DescentOptions()
    (options.method, options.recordsTrace, options.maximumSteps) = (.flow, true, 7)
    let run = descentExperiment(loss, runCount: 1, options: options, seed: 5).runs[0]
    let trace = run.trace
    #expect(trace.map(\.step) == Array(0...7))
    // The start is below the target.
    let offsets = trace.map { -$0.loss.squareRoot() }
    var compared = 0
    for k in 0..<6 {
      let (h, next) = (trace[k + 1].time - trace[k].time, trace[k + 2].time - trace[k + 1].time)
      let z = -2 * h
      let powers = (0...7).map { pow(z, Double($0)) }
      let growth =
        1 + z + powers[2] / 2 + powers[3] / 6 + powers[4] / 24 + powers[5] / 120 + powers[6] / 600
      #expect(agree(offsets[k + 1], offsets[k] * growth, relative: 1e-9))
      let difference =
        powers[5] * (1.0 / 120 - 1097.0 / 120_000) + powers[6] * (1.0 / 600 - 161.0 / 120_000)
        - powers[7] / 24_000
      let size = max(abs(target + offsets[k]), abs(target + offsets[k + 1]))
      let error = abs(difference * offsets[k]) / (tolerance.absolute + tolerance.relative * size)
      #expect(error <= 1)
      let factor = min(5, max(0.2, 0.9 * pow(error, -0.2)))
      #expect(agree(next / h, factor, relative: 1e-5))
      if factor < 4.9 { compared += 1 }
    }
    #expect(compared >= 2)
  }
}
