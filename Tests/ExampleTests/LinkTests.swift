import AlgebraTestSupport
import Foundation
import Testing

/// Relative links in Markdown pages lead to files of the package; links between articles of the reference
/// (`doc:`) are checked when it is built.
@Suite struct LinkTests {
  static let pages =
    SnippetTests.pages + ["CHANGELOG.md", "Benchmarks/README.md"]

  @Test(arguments: pages) func relativeLinksLeadSomewhere(page: String) throws {
    let file = CommandLineTool.root.appending(path: page)
    let text = try String(contentsOf: file, encoding: .utf8)
    // Code may contain brackets followed by parentheses.
    let prose = text.replacing(/(?s)```.*?\n```/, with: "").replacing(/`[^`\n]*`/, with: "")
    for link in prose.matches(of: /\]\(([^)\s]+)\)/) {
      let target = link.output.1.prefix { $0 != "#" }
      guard !target.isEmpty, !target.contains(":") else { continue }
      let path = file.deletingLastPathComponent().appending(path: String(target)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(page): \(target)")
    }
  }
}
