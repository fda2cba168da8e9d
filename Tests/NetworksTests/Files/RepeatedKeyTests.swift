import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct RepeatedKeyTests {
  @Test(arguments: [
    (#"{"a": 1, "a": 2}"#, "a"), (#"[{"b": {"a": 1}}, {"c": [], "d": {"a": 1, "a": 2}}]"#, "a"),
    (#"{"a": "\"", "\u0061": 2}"#, "a"), (#"{"a\\": 1, "a\\": 2}"#, #"a\"#),
    (#"{"x": "{\"x\": 1, \"x\": 2}", "y": [1, "y"], "": 0, "": 1}"#, ""),
    (#"{"\ud83d\ude00": 1, "😀": 2}"#, "😀"),
  ]) func aRepeatedKeyIsFound(text: String, key: String) {
    #expect(repeatedKey(inJSON: text.utf8) == key)
  }

  @Test(arguments: [
    "", "{}", "[]", "3", #""a""#, #"{"a": {"a": {"a": ["a", "a"]}}}"#, #"[{"a": 1}, {"a": 1}]"#,
    #"{"a": "a", "b": "a\\", "c": "\"a\": 1, \"a\": 2", "A": 1}"#, "{", "]}", #"{"a"#,
  ]) func otherTextsHaveNone(text: String) {
    #expect(repeatedKey(inJSON: text.utf8) == nil)
  }

  /// Random documents with keys that are all different, and the same with one key repeated.
  @Test(arguments: 1...40) func randomDocuments(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    var count = 0
    /// The object number `repeating` gets its first key a second time.
    func object(depth: Int, repeating: Int) -> String {
      count += 1
      let isRepeating = count == repeating
      let size = 1 + Int(random.next(below: 4))
      var members = (0..<size).map { index -> String in
        let key = #""k\#(index)\#(random.next(below: 2) == 0 ? #"\","# : "{[")""#
        return key + ": " + value(depth: depth - 1, repeating: repeating)
      }
      if isRepeating { members.append(members[0].prefix { $0 != ":" } + ": null") }
      return "{" + members.joined(separator: ", ") + "}"
    }
    func value(depth: Int, repeating: Int) -> String {
      if depth == 0 {
        return ["1.5e3", #""k0\\""#, "null", "[]", #""}{""#][Int(random.next(below: 5))]
      }
      if random.next(below: 3) == 0 {
        return "[" + object(depth: depth, repeating: repeating) + ", 1]"
      }
      return object(depth: depth, repeating: repeating)
    }
    let good = object(depth: 4, repeating: 0)
    _ = try JSONSerialization.jsonObject(with: Data(good.utf8))
    #expect(repeatedKey(inJSON: good.utf8) == nil)
    random = RandomSource(seed: seed)
    let place = 1 + Int(seed) % count
    count = 0
    #expect(repeatedKey(inJSON: object(depth: 4, repeating: place).utf8)?.hasPrefix("k0") == true)
  }
}
