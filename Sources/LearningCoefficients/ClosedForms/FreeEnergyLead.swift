import ExactArithmetic
import Foundation

/// The lead of one free energy over another as a function of x = log n: D = A eˣ + B x − C log x, positive for large x.
struct FreeEnergyLead {
  /// A, at least 0.
  private let exponential: Double
  /// B, positive if A = 0, unless B = 0 and C < 0.
  private let linear: Double
  /// C.
  private let logarithmic: Double

  /// The lead of `winner`, which has the smaller loss, or the same loss and the smaller coefficient.
  init(of winner: FreeEnergy, over loser: FreeEnergy) {
    exponential = loser.loss - winner.loss
    linear = (loser.coefficient.lambda - winner.coefficient.lambda).asDouble
    logarithmic = Double(loser.coefficient.multiplicity - winner.coefficient.multiplicity)
  }

  /// The smallest integer n from which on D ≥ 0.
  var onset: FreeEnergyComparison.Onset {
    let start = log(Double(FreeEnergy.smallestSampleCount))
    let minimum = lastMinimum(from: start)
    // On the integers, the last minimum is at one of the two beside it.
    let ends =
      [start] + (minimum.map(Self.neighbouringIntegers) ?? []).filter { $0 > start }
      + [Self.doubled(from: minimum ?? start) { sign(at: $0) > 0 }]
    for (low, high) in zip(ends, ends.dropFirst()).reversed() where sign(at: low) <= 0 {
      return onset(near: Self.zero(from: low, to: high, of: value(at:)))
    }
    return FreeEnergyComparison.Onset(
      sampleCount: FreeEnergy.smallestSampleCount, logarithm: start)
  }

  /// The integer at which D changes its sign close to the given x.
  private func onset(near x: Double) -> FreeEnergyComparison.Onset {
    if x < log(0x1p52) {
      let n = Int(exp(x))
      for count in max(n - 2, FreeEnergy.smallestSampleCount + 1)...max(n + 3, 6) {
        let end = log(Double(count))
        if sign(at: end) > 0 && sign(at: log(Double(count - 1))) < 0 {
          return FreeEnergyComparison.Onset(sampleCount: count, logarithm: end)
        }
      }
    }
    return FreeEnergyComparison.Onset(sampleCount: nil, logarithm: x)
  }

  private func value(at x: Double) -> Double {
    samples(at: x) + linear * x - logarithmic * log(x)
  }

  /// A eˣ, also where eˣ is too large for a floating-point number.
  private func samples(at x: Double) -> Double {
    exponential == 0 ? 0 : exponential * exp(x / 2) * exp(x / 2)
  }

  /// The sign of D, or 0 if rounding may have made it.
  ///
  /// The terms have relative errors of a few units of 2⁻⁵³, that of eˣ up to x of them, and log x has such an absolute one.
  private func sign(at x: Double) -> Int {
    let error =
      0x1p-50
      * (samples(at: x) * (1 + x) + abs(linear) * x + abs(logarithmic) * (1 + abs(log(x))))
    let value = value(at: x)
    return value > error || value == .infinity ? 1 : value < -error ? -1 : 0
  }

  /// The last minimum of D beyond `start`, if there is one: the last zero of x·D′ = A x eˣ + B x − C, which is convex.
  private func lastMinimum(from start: Double) -> Double? {
    func slope(_ x: Double) -> Double { x * (samples(at: x) + linear) - logarithmic }
    func growth(_ x: Double) -> Double { (1 + x) * samples(at: x) + linear }
    let lowest =
      growth(start) >= 0
      ? start
      : Self.zero(from: start, to: Self.doubled(from: start) { growth($0) > 0 }, of: growth)
    if slope(lowest) >= 0 { return nil }
    return Self.zero(
      from: lowest, to: Self.doubled(from: lowest) { slope($0) > 0 }, of: slope)
  }

  /// The logarithms of the integers below and above eˣ, or x itself where floating point does not tell integers apart.
  private static func neighbouringIntegers(_ x: Double) -> [Double] {
    if x >= log(0x1p52) { return [x] }
    let n = exp(x).rounded(.down)
    return [log(n), log(n + 1)]
  }

  /// The first one of start + 1, start + 2, start + 4, … that is far enough.
  private static func doubled(from start: Double, until isFar: (Double) -> Bool) -> Double {
    var distance = 1.0
    while !isFar(start + distance) { distance *= 2 }
    return start + distance
  }

  /// A zero by bisection between a smaller argument with a value of at most 0 and a larger one with a value of at least 0.
  private static func zero(
    from low: Double, to high: Double, of function: (Double) -> Double
  ) -> Double {
    var (negative, positive) = (low, high)
    while true {
      let middle = (negative + positive) / 2
      if middle == negative || middle == positive { return positive }
      if function(middle) < 0 { negative = middle } else { positive = middle }
    }
  }
}
