import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// The choice of steps, also of those that are not accepted, against closed forms.
@Suite struct DormandPrinceTests {
  /// For y' = −y with z = −h the method has the stability function and the estimated error of `RungeKuttaTests`;
  /// the second variable stays as it is and halves the mean of the squares.
  @Test(arguments: [1e-4, 1e-6, 1e-9]) func stepsThatAreTooLongAreShortened(tolerance: Double) {
    func derivative(_ state: [Double], _ slope: inout [Double]) { slope = [-state[0], 0] }
    var integrator = DormandPrince(
      [1, 100], relativeTolerance: tolerance, absoluteTolerance: tolerance / 100,
      derivative: derivative)
    // A hundredth of the size over the speed.
    #expect(agree(integrator.step, 1, relative: 1e-3))
    var (y, time, step, rejected) = (1.0, 0.0, integrator.step, 0)
    for _ in 0..<6 {
      while true {
        let z = -step
        let powers = (0...7).map { pow(z, Double($0)) }
        let growth =
          1 + z + powers[2] / 2 + powers[3] / 6 + powers[4] / 24 + powers[5] / 120 + powers[6] / 600
        let difference =
          powers[5] * (1.0 / 120 - 1097.0 / 120_000) + powers[6] * (1.0 / 600 - 161.0 / 120_000)
          - powers[7] / 24_000
        let scale = tolerance / 100 + tolerance * max(abs(y), abs(y * growth))
        let error = abs(difference * y) / scale / 2.0.squareRoot()
        if error <= 1 {
          time += step
          y *= growth
          step *= min(5, max(0.2, 0.9 * pow(error, -0.2)))
          break
        }
        rejected += 1
        step *= max(0.1, 0.9 * pow(error, -0.2))
      }
      let isAdvanced = integrator.advance(to: 100, derivative: derivative)
      #expect(isAdvanced && integrator.state[1] == 100)
      #expect(agree(integrator.time, time, relative: 1e-6))
      #expect(agree(integrator.step, step, relative: 1e-4))
      #expect(agree(integrator.state[0], y, relative: 1e-6))
    }
    #expect(rejected > 0)
  }

  @Test func stepsWithoutAValueAreCutToATenth() {
    // √y has no value beyond the first tenth.
    func derivative(_ state: [Double], _ slope: inout [Double]) {
      slope = [state[0] > 1.05 ? .nan : 1, 0]
    }
    var integrator = DormandPrince([1, 100], derivative: derivative)
    let isAdvanced = integrator.advance(to: 1, derivative: derivative)
    #expect(isAdvanced && agree(integrator.time, integrator.state[0] - 1, relative: 1e-9))
    #expect(agree(integrator.time, 0.01, relative: 1e-3))
  }
}
