/// Finds the local minima of the gradient norm along a trajectory that are at most a third of a value
/// before and of a value after, with a loss that falls by at least 1 % afterwards: the slow passages near
/// saddles.
struct PlateauDetector {
  /// A point of the trajectory.
  struct Point {
    var step: Int
    var loss: Double
    var gradientNorm: Double
    var parameters: [Double]
  }

  private static let prominence = 3.0
  private var highest = 0.0
  private var lowest: Point?

  /// Takes the next point; returns a plateau once the trajectory has left it.
  mutating func observe(
    step: Int, loss: Double, gradientNorm: Double, parameters: [Double]
  ) -> Point? {
    highest = max(highest, gradientNorm)
    if let low = lowest {
      if gradientNorm < low.gradientNorm {
        // Copies of the parameters only when it matters.
        if gradientNorm < 0.98 * low.gradientNorm {
          lowest = Point(
            step: step, loss: loss, gradientNorm: gradientNorm, parameters: parameters)
        }
      } else if gradientNorm >= PlateauDetector.prominence * low.gradientNorm {
        // Rounding and integration errors near a minimum make the gradient rise without lowering the loss.
        guard loss < 0.99 * low.loss else { return nil }
        lowest = nil
        highest = gradientNorm
        return low
      }
    } else if gradientNorm * PlateauDetector.prominence <= highest {
      lowest = Point(step: step, loss: loss, gradientNorm: gradientNorm, parameters: parameters)
    }
    return nil
  }
}
