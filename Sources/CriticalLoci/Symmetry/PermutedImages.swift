import AlgebraicStructures
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// A closed set of weights with all its different images under permutations of hidden neurons, by equations.
struct PermutedImages: Sendable {
  /// Its label.
  let name: String
  /// For each image the generators of its ideal, in the ring of the parameters; the set itself comes first.
  let images: [[Polynomial<RationalField>]]
  /// The generators modulo a prime; those whose denominators it divides are left out.
  private let residues: [[Polynomial<PrimeField>]]

  /// The set with given images.
  init(name: String, images: [[Polynomial<RationalField>]]) {
    let field = RationalField().residueField(trial: 0)
    self.name = name
    self.images = images
    residues = images.map { $0.compactMap { $0.residue(in: field) } }
  }

  /// The zero set of a prime ideal and its different images under a group, given by the new positions of the
  /// parameters, the identity first.
  ///
  /// - Parameter count: The number of images, if it is known.
  init(
    name: String, ideal: GroebnerBasis<RationalField>, group: [[Int]], count: Int? = nil
  ) {
    // Images of one prime ideal are equal when one is contained in the other.
    var representatives: [(inverse: [Int], image: [Polynomial<RationalField>])] = []
    for positions in group where representatives.count != count {
      let image = ideal.polynomials.map { $0.permuted(positions) }
      let isNew = !representatives.contains { inverse, _ in
        image.allSatisfy { ideal.contains($0.permuted(inverse)) }
      }
      if isNew {
        var inverse = positions
        for (from, to) in positions.enumerated() { inverse[to] = from }
        representatives.append((inverse, image))
      }
    }
    self.init(name: name, images: representatives.map(\.image))
  }

  /// For each image whether all generators vanish at the point modulo the prime; `false` is a proof that
  /// the image does not contain a set with this point.
  private func vanishing(at point: [UInt64]) -> [Bool] {
    residues.map { $0.allSatisfy { $0.evaluate(at: point) == 0 } }
  }

  /// Whether one image contains all points with the given weights, polynomials of any ring.
  ///
  /// - Parameter residue: A point of that set modulo the prime of `residueField(trial: 0)`.
  func contains(weights: [Polynomial<RationalField>], residue: [UInt64]) -> Bool {
    zip(images, vanishing(at: residue)).contains { image, mayContain in
      mayContain && image.allSatisfy { $0.substituted(weights, in: weights[0].ring).isZero }
    }
  }

  /// The same for normal forms: weights that are numbers or variables.
  ///
  /// - Parameter residues: The values of the variables modulo the prime.
  func contains(normalForm weights: [Polynomial<RationalField>], residues: [UInt64]) -> Bool {
    let point = weights.map { weight in
      weight.constantValue.map { $0.isZero ? 0 : 1 } ?? residues[weight.support[0]]
    }
    return contains(weights: weights, residue: point)
  }

  /// Whether one image contains the zero set of the prime ideal with the given basis, with weights that
  /// are polynomials in its ring.
  func contains(
    weights: [Polynomial<RationalField>], modulo basis: GroebnerBasis<RationalField>
  ) -> Bool {
    images.contains { image in
      image.allSatisfy { basis.contains($0.substituted(weights, in: weights[0].ring)) }
    }
  }

  /// Whether some image contains the point.
  func contains(point: [Rational]) -> Bool {
    images.contains { $0.allSatisfy { $0.evaluate(at: point).isZero } }
  }
}

extension Polynomial where Coefficients == RationalField {
  /// The polynomial modulo the prime of the field, or `nil` if it divides a denominator.
  func residue(in field: PrimeField) -> Polynomial<PrimeField>? {
    let target = ring.changing(coefficients: field)
    var result: [(coefficient: UInt64, exponents: [Int])] = []
    for (coefficient, exponents) in terms {
      guard let image: UInt64 = field.image(of: coefficient) else { return nil }
      result.append((image, exponents))
    }
    return target.polynomial(terms: result)
  }

  /// The value at polynomials of the target ring.
  func substituted(_ values: [Polynomial], in target: PolynomialRing<RationalField>) -> Polynomial {
    if let constant = constantValue { return target.constant(constant) }
    return substituting(values)
  }
}
