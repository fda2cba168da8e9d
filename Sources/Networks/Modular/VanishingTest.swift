import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation
import LinearAlgebra

/// Decides whether polynomials that a network computes are identically zero.
///
/// The polynomials lie in `space` and, multiplied by some integer, have
/// integer coefficients of absolute value below 2^bits. If they vanish at unisolvent points modulo
/// primes p > D whose product exceeds 2^(bits + 1), every coefficient is divisible by that product, hence
/// zero: a proof by exact arithmetic. A nonzero value modulo one prime proves the opposite.
package struct VanishingTest {
  /// Values of the polynomials at the columns of a matrix of inputs, or `nil` if the modulus divides a
  /// denominator.
  package typealias Evaluation = (_ modulus: UInt32, _ inputs: ModularMatrix)
    throws(ComputationStopped) -> ModularMatrix?

  private let space: PolynomialSpace
  private let bits: Double
  private let operationsPerPoint: Double
  private let control: ComputationControl

  /// The most unisolvent points, and word operations, for which a proof is tried.
  private static let largestPointCount = 300_000
  private static let largestWork = 3e10
  private static let blockSize = 512

  /// - Parameter bits: Log₂ of a bound for the integral coefficients.
  /// - Parameter operationsPerPoint: The cost of one evaluation, to decide whether a proof is affordable.
  package init(
    _ space: PolynomialSpace, bits: Double, operationsPerPoint: Double,
    control: ComputationControl
  ) {
    self.space = space
    self.bits = bits
    self.operationsPerPoint = operationsPerPoint
    self.control = control
  }

  /// The decision.
  ///
  /// A `true` is proven if that is affordable and otherwise probabilistic; a `false` is always
  /// proven.
  package func decide(
    seed: UInt64, _ evaluation: Evaluation
  ) throws(ComputationStopped) -> Certified<Bool> {
    if bits == -.infinity {
      return Certified(true, .proven(detail: "zero term by term"))
    }
    let primes = max(1, (bits + 2) / 29)
    if let points = UnisolventPoints(space, limit: Self.largestPointCount),
      primes * Double(points.count) * operationsPerPoint <= Self.largestWork
    {
      return try prove(at: points, evaluation)
    }
    return try sample(seed: seed, evaluation)
  }

  private func prove(
    at points: UnisolventPoints, _ evaluation: Evaluation
  ) throws(ComputationStopped) -> Certified<Bool> {
    var product = 0.0
    var primes = 0
    var bound = UInt64(1) << 30
    while product <= bits + 1 {
      guard let prime = PrimeField.largestPrime(below: bound), prime > UInt64(points.degree) else {
        contractViolation("no primes left for a proof by residues")
      }
      bound = prime
      var start = 0
      var isUsable = true
      while start < points.count && isUsable {
        try control.checkpoint()
        let range = start..<min(start + Self.blockSize, points.count)
        if let values = try evaluation(UInt32(prime), points.block(range, modulus: UInt32(prime))) {
          if values.elements.contains(where: { $0 != 0 }) { return nonzero(modulo: prime) }
        } else {
          isUsable = false
        }
        start = range.upperBound
      }
      if isUsable {
        product += log2(Double(prime)) - 0x1p-40
        primes += 1
      }
    }
    return Certified(
      true,
      .proven(
        detail:
          "zero at \(counted(points.count, "unisolvent point")) modulo \(primes) prime\(primes == 1 ? "" : "s"), "
          + "whose product exceeds every coefficient"))
  }

  private func nonzero(modulo prime: UInt64) -> Certified<Bool> {
    Certified(false, .proven(detail: "a value is nonzero modulo \(prime)"))
  }

  /// Random points modulo random primes, until the Schwartz–Zippel bound is below 2⁻⁶⁰.
  private func sample(
    seed: UInt64, _ evaluation: Evaluation
  ) throws(ComputationStopped) -> Certified<Bool> {
    var random = RandomSource(seed: seed)
    let pointCount = 16
    var failure = 1.0
    var primes = 0
    while failure > 0x1p-60 && primes < 64 {
      try control.checkpoint()
      let prime = PrimeRange.long.randomPrime(using: &random)
      let inputs = ModularMatrix.random(
        modulus: prime, rowCount: space.inputCount, columnCount: pointCount, using: &random)
      guard let values = try evaluation(prime, inputs) else { continue }
      if values.elements.contains(where: { $0 != 0 }) { return nonzero(modulo: UInt64(prime)) }
      let badPrime = bits / PrimeRange.long.smallestLogarithm / PrimeRange.long.primeCount
      let badPoints = pow(Double(space.degree) / Double(prime), Double(pointCount))
      failure *= min(1, badPrime + badPoints)
      primes += 1
    }
    return Certified(
      true,
      .probabilistic(
        detail: "zero at \(pointCount) random points modulo each of \(primes) random primes",
        bound: failure))
  }
}
