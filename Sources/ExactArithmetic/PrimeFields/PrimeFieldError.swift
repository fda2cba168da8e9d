/// Why a number cannot be the modulus of a `PrimeField`.
public enum PrimeFieldError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The modulus is not in 2 ..< 2⁶³.
  case outOfRange(modulus: UInt64)
  /// The modulus has this proper factor.
  case divisible(modulus: UInt64, by: UInt64)
  /// The modulus fails the Miller–Rabin test to this base, which no prime does.
  case composite(modulus: UInt64, witness: UInt64)

  /// One line with the modulus and the reason.
  public var description: String {
    switch self {
    case .outOfRange(let modulus):
      "the modulus of a prime field must be a prime from 2 to 2^63 - 1, but it is \(modulus)"
    case .divisible(let modulus, let factor):
      "the modulus \(modulus) is not prime: it is divisible by \(factor)"
    case .composite(let modulus, let witness):
      "the modulus \(modulus) is not prime: it fails the Miller-Rabin test to base \(witness)"
    }
  }
}
