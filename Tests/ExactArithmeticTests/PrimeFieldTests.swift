import AlgebraTestSupport
import SingularLearning
import Testing

/// Primes at the edges of the three reductions, up to the largest below 2⁶³.
let samplePrimes: [UInt64] = [
  2, 3, 5, 65_521, 8_388_593, 2_147_483_647, 4_294_967_291, 4_294_967_311,
  2_305_843_009_213_693_951, 4_611_686_018_427_387_847, 9_223_372_036_854_775_783,
]

@Suite struct PrimeFieldTests {
  private func samples(_ p: UInt64) -> [UInt64] {
    var random = RandomSource(seed: p)
    let edges = [0, 1, 2, p / 2, p / 2 + 1, p - 2, p - 1].map { $0 % p }
    return Array(Set(edges)).sorted() + (0..<4).map { _ in random.next(below: p) }
  }

  @Test(arguments: samplePrimes)
  func field(modulus: UInt64) throws {
    let field = try PrimeField(modulus: modulus)
    checkFieldLaws(field, samples: samples(modulus))
    checkHashingLaws([[field, try PrimeField(modulus: modulus)], [try PrimeField(modulus: 11)]])
  }

  @Test(arguments: [2, 3, 5, 7, 31] as [UInt64])
  func smallFieldsCompletely(modulus: UInt64) throws {
    checkFieldLaws(try PrimeField(modulus: modulus), samples: Array(0..<modulus))
  }

  @Test(arguments: samplePrimes)
  func productsAgreeWithDivision(modulus p: UInt64) throws {
    let field = try PrimeField(modulus: p)
    var random = RandomSource(seed: 99)
    for i in 0..<2_000 {
      let a = i < 100 ? p - 1 - UInt64(i) % p : random.next(below: p)
      let b = i < 50 ? p - 1 : random.next(below: p)
      #expect(field.multiply(a, b) == p.dividingFullWidth(a.multipliedFullWidth(by: b)).remainder)
      let x = random.next()
      #expect(field.reduce(x) == x % p)
      #expect(field.reduce(a, x) == p.dividingFullWidth((a, x)).remainder)
    }
    for x in [0, 1, p - 1, p, p + 1, 2 * p - 1, 2 * p, .max - 1, .max] as [UInt64] {
      #expect(field.reduce(x) == x % p)
      #expect(field.reduce(p - 1, x) == p.dividingFullWidth((p - 1, x)).remainder)
    }
  }

  @Test(arguments: samplePrimes)
  func longBulkOperationsWithExtremeEntries(modulus p: UInt64) throws {
    let field = try PrimeField(modulus: p)
    let row = Array(repeating: p - 1, count: 5_000)
    // (p - 1)² = 1 modulo p.
    #expect(field.dotProduct(row.span, row.span) == 5_000 % p)
    var target = row
    var span = target.mutableSpan
    field.addMultiple(of: row.span, by: p - 1, to: &span)
    #expect(target.allSatisfy { $0 == 0 })
  }

  @Test(arguments: samplePrimes)
  func reductionIsARingMap(modulus: UInt64) throws {
    let field = try PrimeField(modulus: modulus)
    checkHomomorphismLaws(
      RingHomomorphism(from: IntegerRing(), to: field) { field.image(of: $0) },
      samples: boundaryIntegers)
    for n in boundaryIntegers { #expect(field.image(of: n) == n.residue(modulo: modulus)) }
  }

  @Test func fermatsLittleTheorem() throws {
    for p in samplePrimes {
      let field = try PrimeField(modulus: p)
      #expect(field.power(3 % p, Int(p - 1)) == (p == 3 ? 0 : 1))
    }
  }
}
