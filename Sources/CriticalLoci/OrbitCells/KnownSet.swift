import AlgebraicStructures
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// A closed set of weights that is known to lie in the locus searched for, with all its images under
/// permutations of hidden neurons.
struct KnownSet {
  /// Its label.
  let name: String
  /// Its dimension.
  let dimension: Int
  /// The rank of J at its generic point.
  let rank: Int
  /// For each image the generators of its prime ideal, in the ring of the parameters.
  let images: [[Polynomial<RationalField>]]
  /// The generators modulo a prime; those whose denominators it divides are left out.
  private let residues: [[Polynomial<PrimeField>]]

  /// The set with the given prime ideal and its different images under a group.
  init(
    name: String, dimension: Int, rank: Int, ideal: GroebnerBasis<RationalField>,
    architecture: Architecture, group: [NeuronPermutation]
  ) {
    self.name = name
    self.dimension = dimension
    self.rank = rank
    // Images of one prime ideal are equal when one is contained in the other.
    var representatives: [(inverse: [Int], image: [Polynomial<RationalField>])] = []
    for permutation in group {
      let positions = architecture.parameterPositions(under: permutation)
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
    images = representatives.map(\.image)
    residues = Self.residues(of: images)
  }

  /// A stratum and its different images under a group.
  init(_ stratum: SubnetworkStratum, rank: Int, group: [NeuronPermutation]) {
    let ring = stratum.architecture.parameterRing
    var seen: Set<SubnetworkStratum> = []
    name = stratum.label
    dimension = stratum.dimension
    self.rank = rank
    images = group.compactMap { permutation in
      let image = stratum.permuted(permutation)
      return seen.insert(image).inserted ? image.generators(in: ring) : nil
    }
    residues = Self.residues(of: images)
  }

  private static func residues(
    of images: [[Polynomial<RationalField>]]
  ) -> [[Polynomial<PrimeField>]] {
    let field = RationalField().residueField(trial: 0)
    return images.map { $0.compactMap { $0.residue(in: field) } }
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

  /// Whether one image contains the zero set of the prime ideal with the given basis, with weights that
  /// are polynomials in its ring.
  func contains(
    weights: [Polynomial<RationalField>], modulo basis: GroebnerBasis<RationalField>
  ) -> Bool {
    images.contains { image in
      image.allSatisfy { basis.contains($0.substituted(weights, in: weights[0].ring)) }
    }
  }
}

extension Polynomial where Coefficients == RationalField {
  /// The image under a permutation of the variables, given by their new positions.
  func permuted(_ positions: [Int]) -> Polynomial {
    VariableMap(from: ring, to: ring, positions: positions)(self)
  }

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
