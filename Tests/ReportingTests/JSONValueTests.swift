import ExactArithmetic
import Foundation
import Reporting
import SingularLearning
import Testing

@Suite struct JSONValueTests {
  @Test func keysKeepTheirOrder() {
    let value: JSONValue = ["b": .integer(1), "a": .array([.null, .bool(true)]), "c": "x"]
    #expect(value.line == #"{"b": 1, "a": [null, true], "c": "x"}"#)
  }

  @Test(arguments: [
    ("0", "0"), ("-7", "-7"), ("9007199254740991", "9007199254740991"),
    ("9007199254740992", "\"9007199254740992\""), ("-9007199254740992", "\"-9007199254740992\""),
    ("123456789012345678901234567890", "\"123456789012345678901234567890\""),
  ])
  func integersStayExact(digits: String, expected: String) throws {
    #expect(JSONValue.exact(try #require(Integer(digits))).line == expected)
  }

  @Test(arguments: [("3/4", "\"3/4\""), ("-8/2", "-4"), ("0.1", "\"1/10\"")])
  func rationalsStayExact(text: String, expected: String) throws {
    #expect(JSONValue.exact(try #require(Rational(text))).line == expected)
  }

  @Test func stringsAreEscaped() throws {
    let text = "quote \" backslash \\ newline \n bell \u{7} delete \u{7f} Greek λ"
    let line = JSONValue.array([.string(text)]).line
    #expect(!line.contains("\n") && line.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f })
    let read = try JSONSerialization.jsonObject(with: Data(line.utf8))
    #expect(read as? [String] == [text])
  }

  @Test(arguments: [0.1, 1e-5, 1e300, 2.5e-308, -2.5, 0.0000001220703125])
  func doublesReadBackAsThemselves(value: Double) throws {
    let line = JSONValue.array([.real(value)]).line
    #expect(try JSONDecoder().decode([Double].self, from: Data(line.utf8)) == [value])
  }

  @Test(arguments: [10, 30, 100])
  func layoutDoesNotChangeTheValue(width: Int) throws {
    let value: JSONValue = [
      "empty": .array([]), "none": .object([]),
      "rows": .array((0..<5).map { .list(Array(0...($0 * 7))) }),
      "nested": ["inner": ["deep": .array([["key": "value"], .null])]],
    ]
    let wide = try JSONSerialization.jsonObject(with: Data(value.line.utf8)) as? NSDictionary
    let tall = try JSONSerialization.jsonObject(with: Data(value.indented(width: width).utf8))
    #expect(wide == tall as? NSDictionary)
  }

  @Test func longListsBreakAndShortOnesDoNot() {
    let value: JSONValue = ["short": .list([1, 2]), "long": .list(Array(100...120))]
    #expect(
      value.indented(width: 40).hasPrefix("{\n  \"short\": [1, 2],\n  \"long\": [\n    100,\n"))
  }

  @Test func evidenceNamesItsKindAndBound() {
    let guess = JSONValue(Evidence.probabilistic(detail: "two primes", bound: 0.25))
    #expect(guess.line == #"{"kind": "probabilistic", "detail": "two primes", "bound": 0.25}"#)
    #expect(JSONValue(Evidence.proven(detail: "d"))["bound"] == nil)
  }
}
