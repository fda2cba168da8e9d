import Reporting
import Testing

@Suite struct TextTableTests {
  @Test func columnsAreAligned() {
    var table = TextTable(headings: ["name", "rank"], alignments: [.left, .right])
    table.append(["a", "1"])
    table.append(["longer", "1234567"])
    table.append(["λ"])
    #expect(
      table.lines == [
        "name       rank", "------  -------", "a             1", "longer  1234567", "λ",
      ])
  }

  @Test func emptyTableHasNoLines() {
    #expect(TextTable().lines.isEmpty)
  }

  @Test func longValuesContinueInTheirColumn() {
    var report = TextReport()
    report.fields([
      ("a", "short"), ("name", Array(repeating: "word", count: 25).joined(separator: " ")),
    ])
    let lines = report.text.split(separator: "\n")
    #expect(lines.count == 3 && lines.allSatisfy { $0.count <= 100 })
    #expect(lines[2].hasPrefix("      word"))
  }
}
