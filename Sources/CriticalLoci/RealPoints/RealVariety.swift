import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// An irreducible set over ℚ and what is known of its real points.
struct RealVariety {
  /// A basis of its prime ideal.
  let basis: GroebnerBasis<RationalField>
  /// Its dimension.
  let dimension: Int
  /// How many real points it has.
  let extent: RealPoints.Extent
  /// Irreducible sets in which the real points are dense and that contain all of them; `nil` if they are not
  /// known.
  let closures: [GroebnerBasis<RationalField>]?
  /// The dimension of the real points, if known.
  let realDimension: Int?
  /// The proof, or what was tried.
  let evidence: Evidence

  /// The slices that are tried.
  private static let slices = 12

  /// - Parameter basis: A Groebner basis of a prime ideal, in an order that compares degrees first.
  /// - Parameter dimension: The dimension of its zero set.
  /// - Parameter seed: Fixes the slices that are tried.
  /// - Parameter depth: How often smaller sets are looked at.
  /// - Throws: what `control` demands.
  init(
    _ basis: GroebnerBasis<RationalField>, dimension: Int, seed: UInt64, depth: Int = 4,
    control: ComputationControl
  ) throws(ComputationStopped) {
    self.basis = basis
    self.dimension = dimension
    if basis.isZero || basis.polynomials.allSatisfy({ $0.totalDegree == 1 }) {
      extent = .dense
      closures = [basis]
      realDimension = dimension
      evidence = .proven(detail: "the component is a linear space")
      return
    }
    for f in basis.polynomials {
      guard let definite = try DefinitePolynomial(f, control: control) else { continue }
      let inner = try Self.closures(
        in: basis, where: definite.consequences, seed: seed, depth: depth, control: control)
      closures = inner?.closures
      realDimension = inner?.dimension
      extent = inner?.closures.isEmpty == true ? .none : .lowerDimensional
      evidence = .proven(detail: definite.reason)
      return
    }
    if let detail = try Self.smoothPoint(basis, dimension: dimension, seed: seed, control: control)
    {
      extent = .dense
      closures = [basis]
      realDimension = dimension
      evidence = .proven(detail: detail)
    } else {
      extent = .unknown
      closures = nil
      realDimension = nil
      evidence = .probabilistic(
        detail: "no real point on \(Self.slices) rational slices, and no proof that there is none",
        bound: 1)
    }
  }

  /// The closure of the real points at which further polynomials vanish, with its dimension; `nil` if it is
  /// not found.
  private static func closures(
    in basis: GroebnerBasis<RationalField>, where equations: [Polynomial<RationalField>],
    seed: UInt64, depth: Int, control: ComputationControl
  ) throws(ComputationStopped) -> (closures: [GroebnerBasis<RationalField>], dimension: Int?)? {
    if equations.contains(where: { $0.constantValue.map { !$0.isZero } ?? false }) {
      return ([], nil)
    }
    guard depth > 0 else { return nil }
    let primes = try Ideal(ring: basis.ring, generators: basis.polynomials + equations)
      .minimalPrimes(control: control)
    var found: [GroebnerBasis<RationalField>] = []
    var dimension: Int?
    for prime in primes {
      let part = try RealVariety(
        prime.basis, dimension: prime.dimension, seed: seed, depth: depth - 1, control: control)
      guard let closures = part.closures else { return nil }
      found += closures
      dimension = [dimension, part.realDimension].compactMap { $0 }.max()
    }
    return (found, dimension)
  }

  /// A proof that there is a smooth real point: on a slice by rational values for a maximal set of
  /// independent variables all points are simple, which makes them smooth points of the whole set, and some
  /// are real.
  private static func smoothPoint(
    _ basis: GroebnerBasis<RationalField>, dimension: Int, seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) -> String? {
    let sets = try basis.leadingIdeal.maximalIndependentSets(control: control)
      .filter { $0.count == dimension }
    guard !sets.isEmpty else { return nil }
    var random = RandomSource(seed: seed)
    let ring = basis.ring
    for attempt in 0..<slices {
      try control.checkpoint()
      var values: [Int: Rational] = [:]
      for variable in sets[random.integer(in: 0...(sets.count - 1))] {
        let value = Rational(random.integer(in: 1...(3 + attempt)))
        values[variable] = random.integer(in: 0...1) == 0 ? value : -value
      }
      var equations = basis.polynomials.map { $0.partiallyEvaluated(values) }
      for (variable, value) in values.sorted(by: { $0.key < $1.key }) {
        equations.append(ring.variable(variable) - ring.constant(value))
      }
      let slice = try Ideal(ring: ring, generators: equations)
        .groebnerBasis(order: .degreeReverseLexicographic, control: control)
      guard let points = try TraceForm(slice, control: control) else { continue }
      if points.isReduced && points.realPointCount > 0 {
        return "on a slice with rational coordinates all \(points.pointCount) points are simple, "
          + "and \(points.realPointCount) of them real"
      }
    }
    return nil
  }
}
