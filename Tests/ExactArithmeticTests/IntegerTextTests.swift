import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct IntegerTextTests {
  @Test func textsReadBack() {
    for a in boundaryIntegers {
      #expect(Integer(a.description) == a)
      #expect(Integer("+" + a.magnitude.description) == a.magnitude)
      #expect(Integer("-000" + a.magnitude.description) == -a.magnitude)
    }
    #expect(Integer("-0") == 0)
    #expect(Integer("999999999999999999") == 999_999_999_999_999_999)
    #expect(Integer("1000000000000000000") == 1_000_000_000_000_000_000)
    #expect(Integer(10).power(25).description == "1" + String(repeating: "0", count: 25))
  }

  @Test(arguments: [
    "", "+", "-", "+-1", "--1", " 1", "1 ", "1\n", "1\0", "\0", "1\02", "0x10", "1_000", "1,000",
    "1.0",
    "1e3", "٣", "１", "−1", "1/2", "ten", "1\u{301}", "NaN", "inf",
  ])
  func hostileTextsAreRefused(text: String) {
    #expect(Integer(text) == nil)
  }

  @Test func longTexts() throws {
    let digits = String(repeating: "1234567890", count: 20_000)
    let n = try #require(Integer(digits))
    #expect(n.description == digits)
    #expect(Integer(digits + "x") == nil)
  }

  @Test func codableUsesNumbersUpTo53Bits() throws {
    let limit = Integer(2).power(53)
    for (n, json) in [
      (0 as Integer, "0"), (-5, "-5"), (limit, "9007199254740992"), (-limit, "-9007199254740992"),
      (limit + 1, "\"9007199254740993\""), (-limit - 1, "\"-9007199254740993\""),
    ] {
      #expect(String(decoding: try JSONEncoder().encode(n), as: UTF8.self) == json)
    }
    let encoded = try JSONEncoder().encode(boundaryIntegers)
    #expect(try JSONDecoder().decode([Integer].self, from: encoded) == boundaryIntegers)
    for json in ["9007199254740993", "18446744073709551615", "-9223372036854775808"] {
      let n = try JSONDecoder().decode(Integer.self, from: Data(json.utf8))
      #expect(n.description == json)
    }
    for json in ["\"\"", "\"1/2\"", "0.5", "null", "true", "[]", "1e400"] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(Integer.self, from: Data(json.utf8))
      }
    }
  }
}
