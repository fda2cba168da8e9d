import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// A nonzero polynomial in s and t for evaluation in double precision, divided by its largest coefficient.
struct PlanePolynomial: Sendable {
  /// `rows[j][i]` is the coefficient of sⁱ tʲ.
  private var rows: [[Double]]

  init(_ f: Polynomial<RationalField>) {
    require(
      f.ring == WeightPlane.ring && !f.isZero, "a curve in the plane by the equation \(f) = 0")
    let degrees = f.degrees ?? [0, 0]
    rows = Array(repeating: Array(repeating: 0, count: degrees[0] + 1), count: degrees[1] + 1)
    let largest = f.coefficients.map(\.magnitude).max() ?? 1
    for (coefficient, exponents) in f.terms {
      rows[exponents[1]][exponents[0]] = (coefficient / largest).asDouble
    }
  }

  /// The value, by Horner's rule in both variables.
  func value(at point: PlanePoint) -> Double {
    rows.reversed().reduce(0) { $0 * point.t + horner($1, point.s) }
  }

  /// A point between two points where the sign differs (0 counts as positive), by bisection until no
  /// double lies between.
  func zero(between a: PlanePoint, and b: PlanePoint) -> PlanePoint {
    var (low, high) = (0.0, 1.0)
    func point(_ x: Double) -> PlanePoint {
      PlanePoint(a.s + x * (b.s - a.s), a.t + x * (b.t - a.t))
    }
    let isPositive = value(at: a) >= 0
    if value(at: a) == 0 { return a }
    if value(at: b) == 0 { return b }
    while true {
      let middle = (low + high) / 2
      if middle <= low || middle >= high { break }
      if (value(at: point(middle)) >= 0) == isPositive { low = middle } else { high = middle }
    }
    let (p, q) = (point(low), point(high))
    return abs(value(at: p)) < abs(value(at: q)) ? p : q
  }
}
