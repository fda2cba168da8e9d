import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks
import Polynomials

/// A point of a plane, by its coordinates.
public struct PlanePoint: Hashable, Sendable {
  /// The coordinate s.
  public var s: Double
  /// The coordinate t.
  public var t: Double

  /// The point (s, t).
  public init(_ s: Double, _ t: Double) {
    self.s = s
    self.t = t
  }
}

/// A plane p + s·u + t·v in the space of weights, with exact coordinates.
public struct WeightPlane: Hashable, Sendable {
  /// p, the point with s = t = 0.
  public let origin: Network
  /// u, in the order of the parameters.
  public let first: [Rational]
  /// v, in the order of the parameters.
  public let second: [Rational]

  /// The plane through `origin` with the given directions.
  ///
  /// Traps for directions of another length; `nil` if they are linearly dependent.
  public init?(origin: Network, first: [Rational], second: [Rational]) {
    let count = origin.architecture.parameterCount
    require(
      first.count == count && second.count == count,
      "directions of \(first.count) and \(second.count) entries for \(count) parameters")
    guard WeightPlane.independentEntries(first, second) != nil else { return nil }
    self.origin = origin
    self.first = first
    self.second = second
  }

  /// ℚ[s, t].
  public static let ring: PolynomialRing<RationalField> = {
    do {
      return try PolynomialRing(coefficients: RationalField(), variables: ["s", "t"])
    } catch {
      contractViolation("the ring Q[s, t]: \(error)")
    }
  }()

  /// The network at (s, t), exactly.
  public func network(_ s: Rational, _ t: Rational) -> Network {
    let weights = origin.weights.indices.map { i in
      origin.weights[i] + s * first[i] + t * second[i]
    }
    do {
      return try Network(origin.architecture, weights: weights)
    } catch {
      contractViolation("a point of a plane of weights: \(error)")
    }
  }

  /// The coordinates of a network that lies in the plane; `nil` for any other.
  ///
  /// Traps for another number of parameters.
  public func coordinates(of network: Network) -> (s: Rational, t: Rational)? {
    require(
      network.weights.count == first.count,
      "\(network.weights.count) weights, \(first.count) parameters")
    guard let (i, j) = WeightPlane.independentEntries(first, second) else { return nil }
    let difference = zip(network.weights, origin.weights).map { $0 - $1 }
    let determinant = first[i] * second[j] - first[j] * second[i]
    let s = (difference[i] * second[j] - difference[j] * second[i]) / determinant
    let t = (first[i] * difference[j] - first[j] * difference[i]) / determinant
    for k in difference.indices where difference[k] != s * first[k] + t * second[k] { return nil }
    return (s, t)
  }

  /// A polynomial in the weights on this plane, as a polynomial in s and t.
  ///
  /// Traps if f has a variable that is not a parameter of the network.
  /// - Complexity: a product of linear forms for each term.
  public func restriction(of f: Polynomial<RationalField>) -> Polynomial<RationalField> {
    let ring = WeightPlane.ring
    let names = origin.architecture.parameterNames
    let positions = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
    let (s, t) = (ring.variable(0), ring.variable(1))
    let values = f.ring.variables.map { name -> Polynomial<RationalField> in
      guard let i = positions[name] else {
        contractViolation("the variable \(name) is no parameter of \(origin.architecture)")
      }
      return ring.constant(origin.weights[i]) + ring.constant(first[i]) * s
        + ring.constant(second[i]) * t
    }
    return values.isEmpty ? ring.constant(f.constantTerm) : f.substituting(values)
  }

  /// Two positions at which the directions are independent.
  private static func independentEntries(_ u: [Rational], _ v: [Rational]) -> (Int, Int)? {
    guard let i = u.firstIndex(where: { !$0.isZero }) else { return nil }
    return u.indices.first { !(u[i] * v[$0] - u[$0] * v[i]).isZero }.map { (i, $0) }
  }
}
