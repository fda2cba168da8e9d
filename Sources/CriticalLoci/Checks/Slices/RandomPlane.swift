import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks
import Polynomials

/// A random affine plane in the space of weights modulo a prime.
struct RandomPlane {
  let field: PrimeField
  /// F_p[t1, …, tc].
  let ring: PolynomialRing<PrimeField>
  /// A point, then one direction for each coordinate.
  private let columns: [[UInt64]]

  init(
    dimension: Int, parameterCount: Int, field: PrimeField, using random: inout RandomSource
  ) {
    self.field = field
    do {
      ring = try PolynomialRing(
        coefficients: field, variables: (1...dimension).map { "t\($0)" })
    } catch {
      contractViolation("\(error)")
    }
    columns = (0...dimension).map { _ in
      (0..<parameterCount).map { _ in field.randomElement(using: &random) }
    }
  }

  /// The weights as linear polynomials in the coordinates.
  var weights: [Polynomial<PrimeField>] {
    columns[0].indices.map { i in
      columns.dropFirst().enumerated().reduce(ring.constant(columns[0][i])) { sum, column in
        sum + ring.variable(column.offset).scaled(by: column.element[i])
      }
    }
  }

  /// The weights at a point with coordinates in a field that contains F_p.
  func weights(at point: ResidueClassPoint) -> [[UInt64]] {
    let k = point.field
    return columns[0].indices.map { i in
      zip(columns.dropFirst(), point.coordinates).reduce(k.constant(columns[0][i])) { sum, pair in
        k.add(sum, k.multiply(k.constant(pair.0[i]), pair.1))
      }
    }
  }

  /// The weights at a point over F_p.
  func weights(at point: [UInt64]) -> [UInt64] {
    columns[0].indices.map { i in
      zip(columns.dropFirst(), point).reduce(columns[0][i]) { sum, pair in
        field.add(sum, field.multiply(pair.0[i], pair.1))
      }
    }
  }

  /// The restriction of a polynomial in the weights with rational coefficients, up to a factor.
  func restriction(_ f: Polynomial<RationalField>) -> Polynomial<PrimeField> {
    let (field, ring) = (field, ring)
    let images = RingHomomorphism(from: RationalField(), to: ring) {
      ring.constant(field.image(of: $0.numerator))
    }
    return f.primitivePart.evaluate(at: weights, through: images)
  }
}
