import AlgebraicStructures
import Computation

/// Integers being rebuilt from their residues modulo more and more primes.
///
/// The values are kept balanced, in −m/2 < x ≤ m/2 for the product m of the primes so far, so small
/// integers of either sign stop changing as soon as m exceeds twice their size. That nothing
/// changed is a hint, not a proof, that the values are final: the proof is a bound on their size.
///
///     var crt = ChineseRemainder()
///     crt.add(2, in: try PrimeField(modulus: 3))
///     crt.add(4, in: try PrimeField(modulus: 5))
///     crt.residue    // -1, modulo 15
public struct ChineseRemainder: Hashable, Sendable {
  /// The product m of the primes so far; 1 at first.
  public private(set) var modulus: Integer = 1
  /// The balanced residues modulo `modulus`.
  public private(set) var residues: [Integer]

  /// The residues of `count` integers modulo 1, that is no information about them.
  public init(count: Int = 1) {
    residues = Array(repeating: .zero, count: count)
  }

  /// The first balanced residue; traps if `count` was 0.
  public var residue: Integer { residues[0] }

  /// Takes in the residues of all integers modulo one more prime (Garner's step, whose modular
  /// inverse is shared by all integers).
  ///
  /// Traps if the number of residues differs from the number of integers, or if the prime was
  /// already used.
  /// - Returns: Whether all balanced residues stayed the same.
  /// - Complexity: linear in the number of integers times the length of `modulus`.
  @discardableResult
  public mutating func add(_ newResidues: [UInt64], in field: PrimeField) -> Bool {
    require(
      newResidues.count == residues.count,
      "Chinese remainder: \(newResidues.count) residues for \(residues.count) integers")
    let p = field.modulus
    guard let inverse = field.inverse(modulus.residue(modulo: p)) else {
      contractViolation("Chinese remainder: the prime \(p) was already used")
    }
    var isUnchanged = true
    for i in residues.indices {
      let difference = field.subtract(field.reduce(newResidues[i]), residues[i].residue(modulo: p))
      let digit = field.multiply(difference, inverse)
      if digit == 0 { continue }
      isUnchanged = false
      // The balanced digit; for p = 2 the two choices ±1 are told apart by the sign of the residue.
      let isUpper = p == 2 ? residues[i].signum > 0 : digit > p / 2
      residues[i].addProduct(modulus, Integer(isUpper ? Int(digit) - Int(p) : Int(digit)))
    }
    modulus *= Integer(p)
    return isUnchanged
  }

  /// Takes in the residue of the only integer modulo one more prime; traps for several integers.
  ///
  /// - Returns: Whether the balanced residue stayed the same.
  @discardableResult
  public mutating func add(_ newResidue: UInt64, in field: PrimeField) -> Bool {
    add([newResidue], in: field)
  }
}
