import Foundation

/// Where the inputs of a layer lie, for bounds that are rounded upwards.
///
/// A sum of n products in double precision errs by at most n·2⁻⁵² times the sum of their sizes, which is added with a
/// margin.
enum InputRegion {
  /// The ball |x| ≤ radius.
  case ball(radius: Double)
  /// A product of intervals.
  case box([ClosedRange<Double>])

  /// An interval that has row·x + bias for all x.
  func values(_ row: [Double], bias: Double) -> ClosedRange<Double> {
    switch self {
    case .ball(let radius):
      return interval(
        bias, upperProduct(radius, euclideanNorm(row)), size: bias.magnitude, row.count)
    case .box(let sides):
      var (center, spread, size) = (bias, 0.0, bias.magnitude)
      for (weight, side) in zip(row, sides) where weight != 0 {
        let (low, high) = (side.lowerBound, side.upperBound)
        center += weight * (low / 2 + high / 2)
        spread += weight.magnitude * (high / 2 - low / 2)
        size += weight.magnitude * max(low.magnitude, high.magnitude)
      }
      return interval(center, spread, size: size, row.count)
    }
  }

  /// At least |row|·|x| + |bias| for all x, entry by entry: what roundings are relative to.
  func size(_ row: [Double], bias: Double) -> Double {
    switch self {
    case .ball(let radius): return bias.magnitude + upperProduct(radius, euclideanNorm(row))
    case .box(let sides):
      return zip(row, sides).reduce(bias.magnitude) {
        $0 + upperProduct($1.0.magnitude, $1.1.magnitude)
      }
    }
  }

  /// At least |row·x + bias| for all x.
  func magnitude(_ row: [Double], bias: Double) -> Double {
    values(row, bias: bias).magnitude
  }

  private func interval(
    _ center: Double, _ spread: Double, size: Double, _ count: Int
  ) -> ClosedRange<Double> {
    let radius = spread + Double(2 * count + 16) * 0x1p-52 * (size + spread)
    let (low, high) = ((center - radius).nextDown, (center + radius).nextUp)
    if size == 0, spread == 0 { return 0...0 }
    return low <= high ? low...high : -.infinity...Double.infinity
  }
}

extension ClosedRange<Double> {
  /// The largest |t|.
  var magnitude: Double { Swift.max(lowerBound.magnitude, upperBound.magnitude) }

  /// The smallest interval that has both.
  func hull(_ other: ClosedRange<Double>) -> ClosedRange<Double> {
    Swift.min(lowerBound, other.lowerBound)...Swift.max(upperBound, other.upperBound)
  }

  /// The interval with `margin` more on both sides.
  func widened(by margin: Double) -> ClosedRange<Double> {
    (lowerBound - margin).nextDown...(upperBound + margin).nextUp
  }
}

/// A product of nonnegative numbers, rounded upwards; 0·∞ is 0, for the factor that is 0 is so exactly.
func upperProduct(_ a: Double, _ b: Double) -> Double { a == 0 || b == 0 ? 0 : (a * b).nextUp }

/// Σ |row_i|·b_i, rounded upwards.
func boundedSum(_ row: [Double], _ bounds: [Double]) -> Double {
  var sum = 0.0
  for (weight, bound) in zip(row, bounds) where weight != 0 && bound != 0 {
    sum += weight.magnitude * bound
  }
  return sum * (1 + Double(row.count + 4) * 0x1p-52)
}

/// At least the Euclidean norm of bounds; ∞ where one is not known.
func boundedNorm(_ bounds: [Double]) -> Double {
  bounds.contains { $0.isNaN } ? .infinity : bounds.map { UpperBound(exactly: $0) }.norm.value
}
