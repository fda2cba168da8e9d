import AlgebraicStructures
import ExactArithmetic
import Polynomials

/// How sure a Groebner basis over ℚ must be.
public enum GroebnerVerification: String, Hashable, Sendable {
  /// The basis is proven by exact reductions over ℚ and a theorem; the evidence says which.
  case proven
  /// The basis agrees modulo primes that were not used to find it. Wrong only if all primes mislead
  /// in the same way; no rigorous bound is known without limits on the size of the result.
  case probabilistic
}

/// How a Groebner basis is computed: everything that is chosen before the work begins.
///
/// `GroebnerPlan(for:)` makes the choice; its properties can be changed, and the basis carries the plan
/// that it was made by. A plan decides about the work, not about the result: the reduced basis is the same
/// for every plan, and only `verification` changes what is known of it.
public struct GroebnerPlan: Hashable, Sendable {
  /// The algorithm.
  public enum Engine: String, Hashable, Sendable {
    /// F4 on packed monomials; over ℚ one run modulo a prime is traced and repeated modulo others.
    case f4
    /// Buchberger's algorithm on polynomials.
    case buchberger
  }

  /// When generators over ℚ are made homogeneous by a further variable.
  public enum Homogenisation: String, Hashable, Sendable {
    /// When no cheaper proof applies: the generators are neither homogeneous nor free of common zeros at
    /// infinity.
    case whenNeeded = "when-needed"
    /// Always; the basis of the homogenised generators can be much larger.
    case always
  }

  /// Prime fields below this modulus, and images of ℚ modulo such primes, are what F4 computes with.
  public static let f4ModulusBound: UInt64 = 1 << 31

  /// The algorithm; F4 is not possible for prime fields from `f4ModulusBound` on (traps when used).
  public var engine: Engine
  /// The monomial order in which a basis is computed first.
  ///
  /// If it is not the order wanted and the quotient by the ideal has a dimension of at most
  /// `conversionLimit`, that basis is converted; otherwise the computation begins anew.
  public var workingOrder: MonomialOrder
  /// The largest dimension of a quotient for which the conversion, of cubic cost, is chosen.
  public var conversionLimit: Int
  /// The bits of an exponent that F4 begins with, 8, 16 or 32; it goes on with more where these do not
  /// suffice.
  public var exponentBits: Int
  /// When generators over ℚ are homogenised; of no meaning over prime fields.
  public var homogenisation: Homogenisation
  /// How sure a basis over ℚ must be; over prime fields every basis is proven.
  public var verification: GroebnerVerification
  /// Bases over ℚ are found modulo primes below this bound, the largest first; at most
  /// `f4ModulusBound`.
  public var primeBound: UInt64

  /// The plan that is chosen for an ideal if none is given.
  ///
  /// With at least as many generators as variables there may be finitely many zeros; then a basis in
  /// degree reverse lexicographic order is an easier start for the orders that do not compare degrees
  /// first.
  public init<C: GroebnerField>(for ideal: Ideal<C>) {
    let ring = ideal.ring
    let largestExponent = ideal.generators.lazy.compactMap { $0.degrees?.max() }.max() ?? 0
    engine = ring.characteristic < Self.f4ModulusBound ? .f4 : .buchberger
    workingOrder =
      ideal.generators.count >= ring.variableCount && !ring.order.comparesDegreesFirst
      ? .degreeReverseLexicographic : ring.order
    conversionLimit = 1500
    exponentBits = [8, 16].first { largestExponent < 1 << ($0 - 1) } ?? 32
    homogenisation = .whenNeeded
    verification = .proven
    primeBound = Self.f4ModulusBound
  }
}
