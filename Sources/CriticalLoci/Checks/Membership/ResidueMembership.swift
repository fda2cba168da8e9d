import ExactArithmetic
import Polynomials

/// Membership of points modulo a prime in the components of a list, as evaluation of flat polynomials.
struct ResidueMembership: Sendable {
  /// A product of powers of coordinates with a coefficient.
  private struct Term: Sendable {
    let coefficient: UInt64
    /// Positions, repeated by their exponents.
    let factors: [Int]
  }
  /// By component: for each image its equations.
  private let images: [[[[Term]]]]
  private let field: PrimeField

  /// Traps if a coefficient of an equation has no residue: integral multiples are taken first.
  init(_ locus: ListedLocus, over field: PrimeField) {
    self.field = field
    images = locus.components.map { component in
      component.images.images.map { image in
        image.map { f in
          f.primitivePart.terms.map { coefficient, exponents in
            Term(
              coefficient: field.image(of: coefficient.numerator),
              factors: exponents.indices.flatMap { Array(repeating: $0, count: exponents[$0]) })
          }
        }
      }
    }
  }

  /// The number of the first component that contains the point, or `nil`.
  func firstComponent(containing point: [UInt64]) -> Int? {
    images.firstIndex { image in
      image.contains { equations in equations.allSatisfy { value($0, at: point) == 0 } }
    }
  }

  private func value(_ terms: [Term], at point: [UInt64]) -> UInt64 {
    var sum: UInt64 = 0
    for term in terms {
      var product = term.coefficient
      for factor in term.factors { product = field.multiply(product, point[factor]) }
      sum = field.add(sum, product)
    }
    return sum
  }
}
