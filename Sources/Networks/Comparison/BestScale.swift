import Foundation

/// Which factor of a neuron brings its weights nearest to those of another one.
///
/// With a and α the incoming and outgoing weights to be reached, b and β those of the neuron, and n the degree of the
/// activation, |a − s b|² + |α − β/sⁿ|² is to be smallest; it depends on a few scalar products.
struct BestScale {
  /// When two rows belong to functions that are multiples of each other.
  let relation: ActivationSymmetry.Relation
  /// n.
  let degree: Int

  /// s, and the sum for it without |a|² + |α|².
  typealias Choice = (scale: Double, cost: Double)

  /// The best factor.
  ///
  /// - Parameter incoming: ⟨a, b⟩ and |b|².
  /// - Parameter outgoing: ⟨α, β⟩ and |β|².
  func choice(
    incoming: (product: Double, square: Double), outgoing: (product: Double, square: Double)
  ) -> Choice {
    let plain = incoming.square - 2 * incoming.product + outgoing.square - 2 * outgoing.product
    let isEven = degree.isMultiple(of: 2)
    switch relation {
    case .equal: return (1, plain)
    case .opposite:
      let turned =
        incoming.square + 2 * incoming.product + outgoing.square
        + (isEven ? -2 : 2) * outgoing.product
      return turned < plain ? (-1, turned) : (1, plain)
    case .proportional: break
    }
    var best: Choice = (1, plain)
    for sign in [1.0, -1] {
      let function = Function(
        degree: Double(degree), incoming: (sign * incoming.product, incoming.square),
        outgoing: ((isEven ? 1 : sign) * outgoing.product, outgoing.square))
      guard let (logarithm, value) = function.minimum, value < best.cost else { continue }
      best = (sign * exp(logarithm), value)
    }
    return best
  }

  /// The factor by the incoming weights alone: of the nearest multiple, with |a − s b|² − |a|².
  func choice(incoming: (product: Double, square: Double)) -> Choice {
    guard relation == .proportional else {
      return choice(incoming: incoming, outgoing: (0, 0))
    }
    if incoming.square == 0 || incoming.product == 0 { return (1, incoming.square) }
    let scale = incoming.product / incoming.square
    return (scale, -scale * incoming.product)
  }

  /// P e^{2u} − 2 p e^u + Q e^{−2nu} − 2 q e^{−nu}, the sum for s = e^u.
  private struct Function {
    let degree: Double
    let incoming: (product: Double, square: Double)
    let outgoing: (product: Double, square: Double)

    /// Beyond these logarithms sizes are not told apart from zero and infinity.
    private var limit: Double { 300 / max(degree, 1) }

    func value(_ u: Double) -> Double {
      let (x, y) = (exp(u), exp(-degree * u))
      return x * (x * incoming.square - 2 * incoming.product)
        + y * (y * outgoing.square - 2 * outgoing.product)
    }

    private func derivatives(_ u: Double) -> (first: Double, second: Double) {
      let (x, y, n) = (exp(u), exp(-degree * u), degree)
      let (a, b) = (2 * x * x * incoming.square, 2 * x * incoming.product)
      let (c, d) = (2 * y * y * outgoing.square, 2 * y * outgoing.product)
      return (a - b - n * (c - d), 2 * a - b + n * n * (2 * c - d))
    }

    /// Where it is smallest; `nil` where it decreases without end, or does not depend on u.
    var minimum: (u: Double, value: Double)? {
      let first = incoming.product > 0 ? log(incoming.product / incoming.square) : nil
      let second =
        outgoing.product > 0 ? log(outgoing.square / outgoing.product) / degree : nil
      switch (incoming.square > 0, outgoing.square > 0) {
      case (false, false): return nil
      case (true, false): return first.map { ($0, value($0)) }
      case (false, true): return second.map { ($0, value($0)) }
      case (true, true): break
      }
      // Where the squares balance, and where each half is smallest.
      let balance = log(degree * outgoing.square / incoming.square) / (2 * degree + 2)
      var best: (u: Double, value: Double)?
      for start in [first, second, balance].compactMap({ $0 }) where start.isFinite {
        let found = descend(from: min(max(start, -limit), limit))
        if found.value < best?.value ?? .infinity { best = found }
      }
      return best
    }

    /// Newton's method with steps that are halved until they descend.
    private func descend(from start: Double) -> (u: Double, value: Double) {
      var (u, current) = (start, value(start))
      for _ in 0..<60 {
        let (slope, curvature) = derivatives(u)
        guard slope != 0, slope.isFinite else { break }
        var step = curvature > 0 ? -slope / curvature : (slope > 0 ? -0.5 : 0.5)
        step = min(max(step, -1), 1)
        var next = value(u + step)
        while !(next < current), abs(step) > 1e-17 * max(abs(u), 1) {
          step /= 2
          next = value(u + step)
        }
        guard next < current else { break }
        let isLast = abs(step) < 1e-15 * max(abs(u), 1)
        (u, current) = (u + step, next)
        if isLast || abs(u) > limit { break }
      }
      return (u, current)
    }
  }
}
