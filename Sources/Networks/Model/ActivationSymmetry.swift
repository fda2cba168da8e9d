import AlgebraicStructures
import Computation
import ExactArithmetic

/// The affine symmetries of an activation: for which s and d the function σ(s·t + d) is a·σ(t) + b.
///
/// Let n ≥ 2 be the degree and κ = −c_{n−1}/(n·c_n) the *center*: comparing the coefficients of t^{n−1}
/// shows d = κ(1 − s), that is σ(κ + s·t) = a·σ(κ + t) + b. With σ(κ + t) = Σ e_j t^j the others say
/// a = s^n, b = e_0(1 − s^n), and s^j = s^n for every j ≥ 1 with e_j ≠ 0. Over ℝ this leaves three kinds:
/// every s ≠ 0 for a power of t − κ up to a constant, s = ±1 for a function that is even or odd about κ up to
/// a constant, and otherwise s = 1. So a polynomial of degree 2 is always a power about its center.
///
/// For n = 1 all s ≠ 0 and all d are possible; the center is then the root −c₀/c₁.
public struct ActivationSymmetry: Hashable, Sendable {
  /// What σ is about its center, up to an additive constant.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Degree 1.
    case linear
    /// A multiple of (t − κ)^n, n ≥ 2.
    case power
    /// σ(κ − t) = σ(κ + t), and σ is no power.
    case even
    /// σ(κ − t) + σ(κ + t) is constant, and σ is no power.
    case odd
    /// None of these.
    case none
  }

  /// When two neurons of a layer compute functions u, v with v = a·u + b.
  public enum Relation: String, Hashable, Sendable, CaseIterable {
    /// When their rows, with biases taken from the center, are proportional.
    case proportional
    /// When these rows are equal or opposite.
    case opposite
    /// When these rows are equal.
    case equal
  }

  /// σ.
  public let activation: Activation
  /// κ; 0 for monomials and Hermite polynomials.
  public let center: Rational
  /// What σ is about κ.
  public let kind: Kind

  /// The symmetry of an activation of degree at least one, else it traps.
  ///
  /// - Complexity: constant for monomials and Hermite polynomials; O(n) operations on rationals for a
  ///   coefficient list, and O(n²) if it is symmetric about a center that is not 0.
  public init(_ activation: Activation) {
    let degree = activation.degree
    require(degree >= 1, "the symmetry of an activation of degree \(degree), which is below 1")
    self.activation = activation
    switch activation {
    case .monomial:
      (center, kind) = (0, degree == 1 ? .linear : .power)
    case .hermite:
      // He_1 = t, He_2 = t² − 1; all powers of the right parity occur in He_n.
      (center, kind) = (
        0, degree == 1 ? .linear : degree == 2 ? .power : degree.isMultiple(of: 2) ? .even : .odd
      )
    case .polynomial(let coefficients):
      let leading = coefficients[degree]
      if degree == 1 {
        (center, kind) = (-coefficients[0] / leading, .linear)
      } else {
        center = -coefficients[degree - 1] / (Rational(degree) * leading)
        kind = symmetryKind(coefficients[...degree], about: center)
      }
    }
  }

  /// σ(κ), the constant e_0.
  public var centerValue: Rational { activation.value(at: center) }

  /// a = s^n in σ(κ + s·t) = a·σ(κ + t) + b.
  public func outputFactor(_ factor: Rational) -> Rational {
    outputFactor(factor, over: RationalField())
  }

  /// b = σ(κ)(1 − s^n) in σ(κ + s·t) = a·σ(κ + t) + b, for a factor s that the relation allows.
  public func outputConstant(_ factor: Rational) -> Rational {
    outputConstant(factor, over: RationalField())
  }

  /// When two neurons compute the same function up to a factor and a constant b.
  ///
  /// Without biases, and without constant neurons in the layer before, all rows have distance −κ from
  /// the center, so that only for κ = 0 they can be proportional or opposite without being equal.
  ///
  /// - Parameter takesConstants: Whether biases of the next layer or a constant neuron of the same layer
  ///   can take b; otherwise b has to be zero.
  public func relation(takesConstants: Bool) -> Relation {
    let isFree = takesConstants || centerValue.isZero
    switch kind {
    case .linear: return .proportional
    case .power:
      if isFree { return .proportional }
      return activation.degree.isMultiple(of: 2) ? .opposite : .equal
    case .even: return .opposite
    case .odd: return isFree ? .opposite : .equal
    case .none: return .equal
    }
  }

  /// The relation of rows in a layer of a network with or without biases, whatever its other neurons are.
  ///
  /// With biases the rows are (w, b − κ), without them w.
  public func rowRelation(hasBias: Bool) -> Relation {
    hasBias || center.isZero ? relation(takesConstants: hasBias) : .equal
  }
}

extension Activation {
  /// σ(t), exactly.
  ///
  /// - Complexity: O(n) operations on rationals; a power for monomials.
  public func value(at t: Rational) -> Rational { value(at: t, over: RationalField()) }

  /// Whether σ(0) = 0.
  public var vanishesAtZero: Bool {
    switch self {
    case .monomial: true
    case .hermite(let degree): !degree.isMultiple(of: 2)
    case .polynomial(let coefficients): coefficients[0].isZero
    }
  }
}

/// What Σ c_k t^k, of degree n ≥ 2 with nonzero last entry, is about the center κ.
private func symmetryKind(
  _ coefficients: ArraySlice<Rational>, about center: Rational
) -> ActivationSymmetry.Kind {
  let degree = coefficients.count - 1
  if !center.isZero {
    // Two pairs of values refute nearly every other polynomial without the shift, which is quadratic.
    func value(_ t: Int) -> Rational {
      coefficients.reversed().reduce(0) { $0 * (center + Rational(t)) + $1 }
    }
    let isEven = degree.isMultiple(of: 2)
    let pairs = [1, 2, 3].map { isEven ? value($0) - value(-$0) : value($0) + value(-$0) }
    guard isEven ? pairs.allSatisfy(\.isZero) : pairs.allSatisfy({ $0 == pairs[0] }) else {
      return .none
    }
  }
  let shifted = center.isZero ? Array(coefficients) : shift(coefficients, by: center)
  let support = shifted.indices.dropFirst().filter { !shifted[$0].isZero }
  if support == [degree] { return .power }
  guard support.allSatisfy({ ($0 - degree).isMultiple(of: 2) }) else { return .none }
  return degree.isMultiple(of: 2) ? .even : .odd
}

/// The coefficients of σ(κ + t), by repeated division by t − κ.
private func shift(_ coefficients: ArraySlice<Rational>, by center: Rational) -> [Rational] {
  var result = Array(coefficients)
  for low in 0..<max(result.count - 1, 0) {
    for k in (low..<result.count - 1).reversed() { result[k] = result[k] + center * result[k + 1] }
  }
  return result
}
