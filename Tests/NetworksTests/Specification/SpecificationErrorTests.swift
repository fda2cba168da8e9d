import Foundation
import SingularLearning
import Testing

/// A malformed specification with the exact message it must give.
struct SpecificationCase: Sendable, CustomTestStringConvertible {
  let name: String
  let text: String
  let message: String

  init(_ name: String, _ text: String, _ message: String) {
    self.name = name
    self.text = text
    self.message = message
  }

  var testDescription: String { name }
}

/// A specification that is complete without weights.
let usual = "widths: [2, 2, 1]\nactivation: {monomial: 3}\n"

@Suite struct SpecificationErrorTests {
  @Test(arguments: architectureFieldCases + weightFieldCases)
  func message(_ malformed: SpecificationCase) {
    let error = #expect(throws: SpecificationError.self) {
      _ = try NetworkSpecification(text: malformed.text, file: "net.yaml")
    }
    #expect(error?.description == malformed.message)
  }

  @Test func messagesAreOneLine() {
    for malformed in architectureFieldCases + weightFieldCases {
      #expect(!malformed.message.contains { $0.isNewline })
    }
  }

  @Test func errorsCarryData() {
    let error = #expect(throws: SpecificationError.self) {
      _ = try NetworkSpecification(text: usual + "weights: [[[1, 2], [3, x]], [[1, 2]]]", file: "f")
    }
    #expect(error?.file == "f")
    #expect(error?.line == 3)
    #expect(error?.column == 24)
    #expect(error?.path == "weights[0][1][1]")
    #expect(error?.found == "'x'")
  }

  @Test(arguments: [
    ("[[[1, 2]], [[3]]]", "w.json:1:2: weights[0]: expected 2 rows, found a list of 1 entry"),
    ("{}", "w.json:1:1: weights: expected a list of matrices, found no such key"),
    (
      "{\"widths\": [2, 2, 1]}",
      "w.json:1:2: expected one of the keys weights, biases, found the unknown key 'widths'"
    ),
    ("7", "w.json:1:1: weights: expected 2 weight matrices, found '7'"),
    (
      "{\"weights\": [[[1, 2], [3, 4]], [[5, 6]]], \"biases\": [[1, 2], [3]]}",
      "w.json:1:53: biases: expected no biases, because 'bias' is not true, found some"
    ),
  ])
  func weightsFile(text: String, message: String) throws {
    let architecture = try Architecture(widths: [2, 2, 1], degree: 3)
    let error = #expect(throws: SpecificationError.self) {
      _ = try Network(architecture, weightsText: text, file: "w.json")
    }
    #expect(error?.description == message)
  }

  @Test func unreadableFiles() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "specification-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let binary = folder.appendingPathComponent("binary.yaml")
    try Data([0x77, 0xff, 0xfe]).write(to: binary)
    for (path, message) in [
      (folder.path, "\(folder.path): expected a readable file, found a directory"),
      (folder.path + "/no", "\(folder.path)/no: expected a readable file, found no such file"),
      (binary.path, "\(binary.path): expected text in UTF-8, found other bytes"),
      ("/dev/zero", "/dev/zero: expected a file of at most 64 MiB, found a larger one"),
    ] where path != "/dev/zero" || FileManager.default.fileExists(atPath: path) {
      let error = #expect(throws: SpecificationError.self) {
        _ = try NetworkSpecification(contentsOf: path)
      }
      #expect(error?.description == message)
    }
  }

  /// Depth, many aliases, long lines: an error or a value, but in time and on a small stack.
  @Test func hostileTextEndsQuickly() {
    let deep = String(repeating: "[", count: 100_000)
    let block = (0..<2000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    let dashes = String(repeating: "- ", count: 50_000)
    var laughs = "a0: &a0 [x]\n"
    for i in 1..<40 { laughs += "a\(i): &a\(i) [*a\(i - 1), *a\(i - 1)]\n" }
    let key = laughs + "? *a39\n: 1\n"
    let digits = usual + "weights: [[[" + String(repeating: "7", count: 1_000_000) + "]]]"
    for text in [deep, block, dashes, laughs, key, digits, "widths: " + deep] {
      #expect(throws: SpecificationError.self) { _ = try NetworkSpecification(text: text) }
    }
  }
}
