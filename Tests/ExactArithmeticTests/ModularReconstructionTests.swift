import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct ModularReconstructionTests {
  private func fields(_ count: Int) throws -> [PrimeField] {
    var bound: UInt64 = 1 << 62
    return try (0..<count).map { _ in
      bound = try #require(PrimeField.largestPrime(below: bound))
      return try PrimeField(modulus: bound)
    }
  }

  @Test func integersAreRebuilt() throws {
    let limit = Integer(2).power(245)
    let wanted = boundaryIntegers.filter { $0.magnitude < limit }
    var crt = ChineseRemainder(count: wanted.count)
    for field in try fields(4) { crt.add(wanted.map { field.image(of: $0) }, in: field) }
    #expect(crt.residues == wanted)
    let extra = try PrimeField(modulus: 65_521)
    let isUnchanged = crt.add(wanted.map { extra.image(of: $0) }, in: extra)
    #expect(isUnchanged && crt.residues == wanted)
  }

  @Test func everyResidueOfASmallModulusIsBalanced() throws {
    let primes: [UInt64] = [3, 2, 5, 7]
    for n in -105...104 + 105 {
      var crt = ChineseRemainder()
      for p in primes {
        let field = try PrimeField(modulus: p)
        crt.add(field(n), in: field)
        #expect(2 * crt.residue <= crt.modulus && -crt.modulus < 2 * crt.residue)
        #expect((crt.residue - Integer(n)).dividedExactly(by: crt.modulus) != nil)
      }
    }
  }

  @Test func agreesWithTheExampleInTheDocumentation() throws {
    var crt = ChineseRemainder()
    crt.add(2, in: try PrimeField(modulus: 3))
    crt.add(4, in: try PrimeField(modulus: 5))
    #expect(crt.residue == -1 && crt.modulus == 15)
  }

  @Test func rationalsAreRebuilt() throws {
    var random = RandomSource(seed: 21)
    let primes = try fields(5)
    let bound = Integer(2).power(150)
    for _ in 0..<100 {
      let d = random.boundaryBiasedInteger(maximumBitCount: 150)
      if d.isZero { continue }
      let q = Rational(random.boundaryBiasedInteger(maximumBitCount: 150), d)
      var crt = ChineseRemainder()
      for field in primes {
        guard let image: UInt64 = field.image(of: q) else { continue }
        crt.add(image, in: field)
      }
      #expect(
        reconstructRational(
          crt.residue, modulus: crt.modulus, numeratorBound: bound, denominatorBound: bound) == q)
      #expect(reconstructRational(crt.residue, modulus: crt.modulus) == q)
    }
  }

  /// Modulo a small prime, against a search through all fractions within the bounds.
  @Test func exhaustiveComparison() throws {
    let m = 101
    let field = try PrimeField(modulus: UInt64(m))
    for (n, d) in [(7, 7), (0, 1), (50, 1), (1, 25), (3, 16)] {
      for residue in 0..<m {
        var candidates: Set<Rational> = []
        for numerator in -n...n {
          for denominator in 1...d {
            let q = Rational(Integer(numerator), Integer(denominator))
            if field.image(of: q) == UInt64(residue) { candidates.insert(q) }
          }
        }
        #expect(candidates.count <= 1)
        #expect(
          reconstructRational(
            Integer(residue), modulus: Integer(m), numeratorBound: Integer(n),
            denominatorBound: Integer(d)) == candidates.first)
      }
    }
  }

  @Test func tinyModuli() {
    #expect(reconstructRational(0, modulus: 1) == 0)
    #expect(reconstructRational(0, modulus: 2) == 0)
    #expect(reconstructRational(1, modulus: 2) == nil)
    #expect(reconstructRational(-1, modulus: 3) == -1)
  }
}
