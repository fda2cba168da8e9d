import Computation
import ExactArithmetic

/// The ranges that random primes are drawn from, uniformly.
package enum PrimeRange: Sendable {
  /// 2²³ to 2²⁴: products of residues are summed exactly in doubles without splitting.
  case short
  /// 2²⁹ to 2³⁰: smaller probabilities of failure.
  case long

  /// The numbers drawn from.
  package var bounds: ClosedRange<UInt64> {
    switch self {
    case .short: (1 << 23)...(1 << 24)
    case .long: (1 << 29)...(1 << 30)
    }
  }

  /// The number of primes in `bounds`: π(2²⁴) − π(2²³) and π(2³⁰) − π(2²⁹) (OEIS A007053).
  package var primeCount: Double {
    switch self {
    case .short: 1_077_871 - 564_163
    case .long: 54_400_028 - 28_192_750
    }
  }

  /// log₂ of the smallest member.
  package var smallestLogarithm: Double {
    switch self {
    case .short: 23
    case .long: 29
    }
  }

  /// A uniformly random prime of the range.
  package func randomPrime(using random: inout RandomSource) -> UInt32 {
    // One number in 12 or 21 is prime: that 64,000 draws fail is out of the question.
    guard let prime = PrimeField.randomPrime(in: bounds, using: &random) else {
      contractViolation("no prime found in \(bounds)")
    }
    return UInt32(prime)
  }
}
