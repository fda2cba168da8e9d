import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct DocumentedSpecificationTests {
  @Test("every specification in the documents can be read")
  func blocks() throws {
    let root = referenceDataURL("").deletingLastPathComponent().deletingLastPathComponent()
    let pages = [
      "README.md", "Documentation/models-with-layers.md", "Documentation/models-on-data.md",
    ]
    var count = 0
    for page in pages {
      let text = try String(contentsOf: root.appending(path: page), encoding: .utf8)
      for part in text.components(separatedBy: "```yaml\n").dropFirst() {
        let block = try #require(part.components(separatedBy: "```").first)
        // One block has the data alone.
        let whole =
          block.hasPrefix("data:")
          ? "widths: [6, 2, 3]\nactivation: {monomial: 2}\n" + block : block
        _ = try ModelSpecification(text: whole, file: page)
        count += 1
      }
    }
    #expect(count == 5)
  }
}
