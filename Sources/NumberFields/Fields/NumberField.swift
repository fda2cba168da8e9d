import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// A number field ℚ(a) = ℚ[t]/(m) with m irreducible, and perhaps the real root of m that a stands for.
///
/// An element is the list of its coefficients by powers of a, so that equality is mathematical equality. With a real
/// root the field has an order, and signs are exact. Copies share one immutable object.
///
///     let golden = try NumberField(generator: "a", minimalPolynomial: "a^2 + a - 1", root: 0.618)
///     let a = golden.generator
///     golden.multiply(a, golden.add(a, golden.one)) == golden.one    // a = 1/(a + 1)
public struct NumberField: Field {
  /// What all copies share.
  private final class Description: Sendable {
    let generatorName: String
    /// Coprime integers with positive leading coefficient, constant term first.
    let minimalPolynomial: [Rational]
    /// −m without its leading term, divided by the leading coefficient: a^n in terms of lower powers.
    let reduction: [Rational]
    let root: RealRoot?
    let cosineOrder: Int?

    init(_ name: String, _ polynomial: [Rational], _ root: RealRoot?, cosineOrder: Int?) {
      generatorName = name
      minimalPolynomial = polynomial
      let leading = polynomial[polynomial.count - 1]
      reduction = polynomial.dropLast().map { -$0 / leading }
      self.root = root
      self.cosineOrder = cosineOrder
    }
  }

  private let shared: Description

  /// The largest degree that is taken.
  public static let largestDegree = 64

  /// The field with a generator and its minimal polynomial, which is checked to be irreducible.
  ///
  /// - Parameter generator: The name of a.
  /// - Parameter text: m as text, in that name; any multiple by a rational number.
  /// - Parameter root: About which real root of m is meant: a rational number nearer to it than 1/100 (of itself, above 1),
  ///   and clearly nearer than to others. `nil` for a field without a real place.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: `NumberFieldError`.
  /// - Complexity: one factorization over ℚ, proven up to the correctness of FLINT.
  public init(
    generator: String, minimalPolynomial text: String, root: Rational?,
    control: ComputationControl = ComputationControl()
  ) throws(NumberFieldError) {
    let ring: PolynomialRing<RationalField>
    do {
      ring = try PolynomialRing(coefficients: RationalField(), variables: [generator])
    } catch {
      throw .generatorName(generator)
    }
    let polynomial: Polynomial<RationalField>
    do throws(ParseError) {
      polynomial = try ring.parse(text, limits: Self.textLimits, control: control)
    } catch {
      throw .syntax(error)
    }
    try self.init(minimalPolynomial: polynomial, root: root, control: control)
  }

  /// The field with the only variable of the ring of an irreducible polynomial as its generator.
  ///
  /// - Parameter minimalPolynomial: m, any multiple by a rational number; another number of variables traps.
  /// - Parameter root: As for a text.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: `NumberFieldError`.
  public init(
    minimalPolynomial: Polynomial<RationalField>, root: Rational?,
    control: ComputationControl = ComputationControl()
  ) throws(NumberFieldError) {
    let ring = minimalPolynomial.ring
    require(
      ring.variableCount == 1,
      "a minimal polynomial in \(ring.variableCount) variables instead of one")
    let polynomial = minimalPolynomial.canonicalAssociate
    guard let degree = polynomial.degree(in: 0), (1...Self.largestDegree).contains(degree) else {
      throw .degree(polynomial: minimalPolynomial.description, limit: Self.largestDegree)
    }
    let factorization: Factorization<RationalField>
    do throws(ComputationStopped) {
      factorization = try polynomial.factorization(control: control)
    } catch {
      throw .stopped(error)
    }
    guard factorization.isIrreducible else {
      throw .reducible(
        polynomial: polynomial.description, factor: "\(factorization.factors[0].base)")
    }
    var coefficients = [Rational](repeating: 0, count: degree + 1)
    for term in polynomial.terms { coefficients[term.exponents[0]] = term.coefficient }
    let place = try root.map { root throws(NumberFieldError) in
      try Self.root(of: coefficients, near: root, polynomial: polynomial.description)
    }
    self.init(ring.variables[0], coefficients, place, cosineOrder: nil)
  }

  /// A field whose minimal polynomial is known to be irreducible.
  init(_ name: String, _ polynomial: [Rational], _ root: RealRoot?, cosineOrder: Int?) {
    shared = Description(name, polynomial, root, cosineOrder: cosineOrder)
  }

  /// The real root that a number is clearly nearest to.
  private static func root(
    of coefficients: [Rational], near value: Rational, polynomial: String
  ) throws(NumberFieldError) -> RealRoot {
    let roots = RealRoot.separated(of: coefficients)
    let places = roots.map(\.middle)
    let order = places.indices.sorted {
      (places[$0] - value).magnitude < (places[$1] - value).magnitude
    }
    let distances = order.map { (places[$0] - value).magnitude }
    guard let nearest = distances.first, nearest * 100 <= max(1, value.magnitude) else {
      throw .noRootNear(value, polynomial: polynomial, roots: places.map(\.asDouble))
    }
    if distances.count > 1, distances[1] < 4 * nearest {
      throw .ambiguousRoot(
        value, polynomial: polynomial, roots: order.prefix(2).map { places[$0].asDouble },
        distance: (places[order[0]] - places[order[1]]).magnitude.asDouble)
    }
    return roots[order[0]]
  }

  /// A number that tells which real root the generator stands for: the nearest one in double precision, or with more
  /// digits where that tells it not; `nil` without a real place.
  public var rootText: String? {
    guard let root else { return nil }
    let short = "\(root.middle.asDouble)"
    guard let value = Rational(short) else { return "\(root.middle)" }
    do throws(NumberFieldError) {
      let found = try Self.root(of: minimalPolynomial, near: value, polynomial: "")
      return found == root ? short : "\(root.middle)"
    } catch {
      return "\(root.middle)"
    }
  }

  /// The name of the generator a.
  public var generatorName: String { shared.generatorName }
  /// m with coprime integer coefficients and positive leading coefficient, constant term first.
  public var minimalPolynomial: [Rational] { shared.minimalPolynomial }
  /// The degree [ℚ(a) : ℚ] of m.
  public var degree: Int { shared.minimalPolynomial.count - 1 }
  /// Whether a stands for a real number, so that the field has an order.
  public var isReal: Bool { shared.root != nil }
  /// The real root that a stands for.
  var root: RealRoot? { shared.root }
  /// n for a field made as ℚ(cos 2π/n), else `nil`.
  public var cosineOrder: Int? { shared.cosineOrder }
  /// a^degree in terms of lower powers.
  var reduction: [Rational] { shared.reduction }

  /// a.
  public var generator: NumberFieldElement {
    NumberFieldElement(degree == 1 ? reduction : [0, 1])
  }

  /// The element Σ coefficients[k]·a^k, for any number of coefficients.
  public func element(_ coefficients: [Rational]) -> NumberFieldElement {
    NumberFieldElement(reduced(coefficients))
  }
}

extension NumberField: Hashable {
  /// Equal names, minimal polynomials and roots.
  public static func == (a: Self, b: Self) -> Bool {
    a.shared === b.shared
      || a.generatorName == b.generatorName && a.minimalPolynomial == b.minimalPolynomial
        && a.root == b.root
  }

  /// Hashes name and minimal polynomial.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(generatorName)
    hasher.combine(minimalPolynomial)
  }
}
