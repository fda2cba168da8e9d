import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// A prime ideal of degree one of a number field: a prime p and a simple root of the minimal polynomial modulo p.
///
/// p divides neither the leading coefficient nor, because the roots are simple, the index of ℤ[a] locally: elements
/// without p in their denominators have residues, by a ring map to 𝔽_p.
struct DegreeOnePrime {
  let field: PrimeField
  /// The powers of the root, below the degree.
  private let powers: [UInt64]

  init(_ field: PrimeField, root: UInt64, degree: Int) {
    self.field = field
    powers = (0..<degree).map { field.power(root, $0) }
  }

  /// The residue of Σ coefficients[k]·a^k.
  func residue(of coefficients: [Integer]) -> UInt64 {
    var sum: UInt64 = 0
    for (k, c) in coefficients.enumerated() where !c.isZero {
      field.addProduct(c.residue(modulo: field.modulus), powers[k], to: &sum)
    }
    return sum
  }

  /// The powers of the root, for interpolation.
  var row: [UInt64] { powers }
}

/// Random primes of 30 bits with the roots of a minimal polynomial modulo them.
struct DegreeOnePrimeSearch {
  let field: NumberField
  /// The primes that are no longer drawn.
  private var used: Set<UInt64> = []
  /// How many primes are looked at for one over which the field splits; a field of degree 6 with all permutations of
  /// the roots splits over one in 720.
  private static let longestSearch = 8_000

  init(_ field: NumberField) { self.field = field }

  /// The prime ideals over a prime that splits into `degree` of them; `nil` if none was found.
  mutating func splitPrime(
    using random: inout RandomSource, control: ComputationControl
  ) throws(ComputationStopped) -> [DegreeOnePrime]? {
    try ideals(atLeast: field.degree, tries: Self.longestSearch, using: &random, control: control)
  }

  /// Some prime ideals of degree one over one prime: about two thirds of all primes or more have some.
  mutating func anyPrime(
    using random: inout RandomSource, control: ComputationControl
  ) throws(ComputationStopped) -> [DegreeOnePrime] {
    let found = try ideals(atLeast: 1, tries: .max, using: &random, control: control)
    guard let found else { contractViolation("no prime ideal of degree one in \(field)") }
    return found
  }

  private mutating func ideals(
    atLeast count: Int, tries: Int, using random: inout RandomSource, control: ComputationControl
  ) throws(ComputationStopped) -> [DegreeOnePrime]? {
    var trial = 0
    while trial < tries {
      trial += 1
      try control.checkpoint(operations: 2_000 * field.degree * field.degree)
      guard let prime = PrimeField.randomPrime(in: 1 << 29...1 << 30, using: &random) else {
        contractViolation("no prime of 30 bits found")
      }
      if used.contains(prime) { continue }
      let roots = try simpleRoots(modulo: prime, control: control)
      guard roots.count >= count else { continue }
      used.insert(prime)
      return roots
    }
    return nil
  }

  /// The ideals for the roots modulo a prime; none if a root is multiple or the degree drops.
  private func simpleRoots(
    modulo prime: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> [DegreeOnePrime] {
    guard let residues = try? PrimeField(modulus: prime),
      let ring = try? PolynomialRing(coefficients: residues, variables: ["t"])
    else { contractViolation("\(prime) is no prime") }
    let coefficients = field.minimalPolynomial.map { $0.numerator.residue(modulo: prime) }
    if coefficients[field.degree] == 0 { return [] }
    let polynomial = ring.polynomial(terms: coefficients.enumerated().map { ($1, [$0]) })
    let factors = try polynomial.factorization(control: control).factors
    guard factors.allSatisfy({ $0.exponent == 1 }) else { return [] }
    return factors.compactMap { factor in
      guard factor.base.degree(in: 0) == 1 else { return nil }
      // Monic: t + c.
      let constant = factor.base.terms.first { $0.exponents[0] == 0 }?.coefficient ?? 0
      return DegreeOnePrime(residues, root: residues.negate(constant), degree: field.degree)
    }
  }
}
