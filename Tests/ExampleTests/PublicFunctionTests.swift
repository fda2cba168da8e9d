import AlgebraTestSupport
import Foundation
import Testing

/// What the library offers is tried: every public function has its name in some test or example.
@Suite struct PublicFunctionTests {
  private func sources(_ folder: String) throws -> [URL] {
    let root = CommandLineTool.root.appending(path: folder)
    let files = try #require(
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    return files.compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
  }

  private func text(_ folder: String) throws -> String {
    try sources(folder).map { try String(contentsOf: $0, encoding: .utf8) }.joined(separator: "\n")
  }

  @Test func everyPublicFunctionIsNamedInATest() throws {
    let words = Set((try text("Tests") + text("examples")).matches(of: /\w+/).map { $0.output })
    var count = 0
    for file in try sources("Sources") {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /public (?:static |mutating |nonisolated )*func (\w+)/) {
        count += 1
        let isNamed = words.contains(match.output.1)
        #expect(isNamed, "\(match.output.1) in \(file.lastPathComponent)")
      }
    }
    #expect(count > 300)
  }
}
