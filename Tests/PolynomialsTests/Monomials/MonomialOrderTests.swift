import SingularLearning
import Testing

@Suite struct MonomialOrderTests {
  /// Textbook example: the cubics in x, y, z in decreasing order.
  @Test func knownOrders() throws {
    let expected: [(MonomialOrder, String)] = [
      (.lexicographic, "x^2 + x*y^2 + x*z + y^3 + z^4"),
      (.degreeLexicographic, "z^4 + x*y^2 + y^3 + x^2 + x*z"),
      (.degreeReverseLexicographic, "z^4 + x*y^2 + y^3 + x^2 + x*z"),
      (.elimination(first: 1), "x^2 + x*y^2 + x*z + z^4 + y^3"),
      (.weighted([1, 1, 0], then: .lexicographic), "x*y^2 + y^3 + x^2 + x*z + z^4"),
    ]
    for (order, text) in expected {
      let ring = try PolynomialRing(
        coefficients: IntegerRing(), variables: ["x", "y", "z"], order: order)
      #expect(try ring.parse("z^4 + y^3 + x*z + x*y^2 + x^2").description == text)
    }
  }

  /// The two degree orders differ where x z and y² meet.
  @Test func degreeOrdersDiffer() {
    #expect(MonomialOrder.degreeLexicographic.compare([1, 0, 1], [0, 2, 0]) == 1)
    #expect(MonomialOrder.degreeReverseLexicographic.compare([1, 0, 1], [0, 2, 0]) == -1)
  }

  @Test(arguments: [1, 2, 3, 7, 8, 9, 20, 40])
  func admissibility(count: Int) {
    var random = RandomSource(seed: 11)
    func exponents() -> [Int] { (0..<count).map { _ in random.integer(in: 0...3) } }
    for order in allOrders(count) {
      for _ in 0..<50 {
        let (a, b, c) = (exponents(), exponents(), exponents())
        let sign = order.compare(a, b)
        #expect(order.compare(b, a) == -sign)
        #expect((sign == 0) == (a == b))
        #expect(order.compare(zip(a, c).map(+), zip(b, c).map(+)) == sign)
        #expect(order.compare(a, [Int](repeating: 0, count: count)) >= 0)
      }
    }
  }

  /// Sorting packed words = sorting exponents by the definition, in fields of 8, 16, 32, 64 bits.
  @Test(arguments: [1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 24, 33])
  func packedComparison(count: Int) throws {
    var random = RandomSource(seed: 5)
    for order in allOrders(count) {
      let ring = try numberedRing(IntegerRing(), count, order)
      for bound in [2, 100, 20_000, 1_000_000_000 / count, Int(Int32.max)] {
        let exponents = (0..<30).map { _ in
          (0..<count).map { _ in
            random.next(below: 3) == 0 ? random.integer(in: 0...bound) : random.integer(in: 0...1)
          }
        }
        let f = ring.polynomial(terms: exponents.map { (Integer(1), $0) })
        #expect(isNormalized(f), "\(order), \(count) variables, exponents up to \(bound)")
        #expect(Set(f.terms.map(\.exponents)) == Set(exponents))
        for e in exponents { #expect(!f.coefficient(of: e).isZero) }
      }
    }
  }

  @Test func invalidOrders() {
    let variables = ["x", "y"]
    let orders: [MonomialOrder] = [
      .weighted([1], then: .lexicographic), .weighted([1, -1], then: .lexicographic),
      .weighted([1 << 31, 1], then: .lexicographic), .elimination(first: 3),
      .block(count: -1, first: .lexicographic, then: .lexicographic),
      .block(count: 1, first: .weighted([1, 1], then: .lexicographic), then: .lexicographic),
    ]
    for order in orders {
      #expect(throws: PolynomialRingError.self) {
        try PolynomialRing(coefficients: IntegerRing(), variables: variables, order: order)
      }
    }
  }
}
