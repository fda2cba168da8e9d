import SingularLearning
import Testing

/// The network (2,2,1) of degree 3, whose critical weights are known: det W₁ = 0, a₁ = 0, a₂ = 0.
struct SmallCubic {
  let architecture: Architecture
  let locus: CriticalLocus

  init() throws {
    architecture = try Architecture(widths: [2, 2, 1], degree: 3)
    locus = try criticalLocus(of: architecture)
  }

  /// The plane through `origin` with the given directions, in the order W₁ row by row, a₁, a₂.
  func plane(_ origin: [Rational], _ first: [Rational], _ second: [Rational]) throws -> WeightPlane
  {
    try #require(
      WeightPlane(
        origin: Network(architecture, weights: origin), first: first, second: second))
  }

  /// W₁ = [1 s; t 1] and a = (s − 1/2, t).
  func hyperbolaPlane() throws -> WeightPlane {
    try plane([1, 0, 0, 1, Rational(-1, 2), 0], [0, 1, 0, 0, 1, 0], [0, 0, 1, 0, 0, 1])
  }

  /// W₁ = [1 + s, t; t, 1 − s] and a = (2, 3).
  func circlePlane() throws -> WeightPlane {
    try plane([1, 0, 0, 1, 2, 3], [1, 0, 0, -1, 0, 0], [0, 1, 1, 0, 0, 0])
  }

  func landscape(
    on plane: WeightPlane, range: ClosedRange<Double>, cells: Int = 40
  ) throws -> LossLandscape {
    let loss = try SquaredLoss(
      architecture, teacher: architecture, teacherParameters: plane.origin.roundedWeights,
      inputs: .gaussian)
    return try lossLandscape(
      of: loss, on: plane, grid: PlaneGrid(first: range, second: range, cellCount: cells),
      locus: locus)
  }
}

extension LossLandscape {
  /// The different curves, by their equations.
  var curves: [String: CriticalCurve] {
    Dictionary(sections.flatMap(\.curves).map { ("\($0.equation)", $0) }) { first, _ in first }
  }
}

/// |f| at a point divided by the sum of the absolute values of its terms there, exactly computed.
func relativeResidual(_ f: Polynomial<RationalField>, at point: PlanePoint) throws -> Double {
  let place = [try #require(Rational(exactly: point.s)), try #require(Rational(exactly: point.t))]
  var (value, size) = (Rational.zero, Rational.zero)
  for (coefficient, exponents) in f.terms {
    var term = coefficient
    for (x, exponent) in zip(place, exponents) { for _ in 0..<exponent { term = term * x } }
    value = value + term
    size = size + term.magnitude
  }
  return size.isZero ? 0 : (value.magnitude / size).asDouble
}
