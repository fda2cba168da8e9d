import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct RationalTextTests {
  @Test func textsReadBack() {
    for q in boundaryRationals { #expect(Rational(q.description) == q) }
  }

  @Test(arguments: [
    ("3/4", 3, 4), ("-2", -2, 1), ("6/-4", 0, 0), ("-6/4", -3, 2), ("+6/4", 3, 2), ("0.1", 1, 10),
    ("1e-3", 1, 1_000), ("-1.50", -3, 2), ("2.5E+2", 250, 1), ("00.5", 1, 2), (".5", 1, 2),
    ("5.", 5, 1), ("-0", 0, 1), ("0e5", 0, 1), ("0/5", 0, 1), ("12e0", 12, 1), ("1e+0", 1, 1),
  ])
  func readings(text: String, numerator: Int, denominator: Int) {
    let expected = denominator == 0 ? nil : Rational(Integer(numerator), Integer(denominator))
    #expect(Rational(text) == expected)
  }

  @Test(arguments: [
    "", "+", "-", ".", "-.", "/", "1/", "/2", "1/0", "0/0", "1/-2", "1/2/3", "1//2", "1.5/2",
    "1/2.5",
    "1e", "e5", ".e5", "1e1.5", "1e5e5", "1.2.3", "1e+-5", "1e999999999",
    "1e-999999999", "1e10001", "1e99999999999999999999", "1e\0", "1\0", "0x10", "1p3", " 1/2",
    "1 /2",
    "1/2 ", "٣/4", "½", "nan", "inf", "infinity", "1e5/2", "--1", "+-1",
  ])
  func hostileTextsAreRefused(text: String) {
    #expect(Rational(text) == nil)
  }

  @Test func exponentsUpToTheDocumentedLimit() {
    let limit = Rational.largestDecimalExponent
    #expect(Rational("1e\(limit)") == Rational(Integer(10).power(limit)))
    #expect(Rational("1e-\(limit)") == Rational(1, Integer(10).power(limit)))
    #expect(Rational("1e\(limit + 1)") == nil)
    #expect(Rational("1e-\(limit + 1)") == nil)
  }

  @Test func longDecimalNumbers() throws {
    let zeros = String(repeating: "0", count: 30_000)
    let q = try #require(Rational("0.\(zeros)1"))
    #expect(q == Rational(1, Integer(10).power(30_001)))
  }

  @Test func codable() throws {
    #expect(
      String(decoding: try JSONEncoder().encode(Rational(-3, 4)), as: UTF8.self) == "\"-3\\/4\"")
    #expect(String(decoding: try JSONEncoder().encode(Rational(7)), as: UTF8.self) == "7")
    let encoded = try JSONEncoder().encode(boundaryRationals)
    #expect(try JSONDecoder().decode([Rational].self, from: encoded) == boundaryRationals)
    for json in ["0.1", "\"1/0\"", "\"\"", "null", "{}", "\"0x10\""] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(Rational.self, from: Data(json.utf8))
      }
    }
  }
}
