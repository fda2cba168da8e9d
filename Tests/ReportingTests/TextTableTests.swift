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

  @Test func wideColumnsContinue() {
    var table = TextTable(
      headings: ["no", "at its general point", "known"], alignments: [.right, .left, .left])
    table.append(["1", "redundant(1;1,2) & inactive-out(1;3)", "proven: by exact arithmetic"])
    table.append(["12", "exotic"])
    #expect(
      table.lines(width: 40) == [
        "no  at its general     known", "    point", "--  -----------------  -----------------",
        " 1  redundant(1;1,2)   proven: by exact", "    &                  arithmetic",
        "    inactive-out(1;3)", "12  exotic",
      ])
    func letters(_ lines: [String]) -> [Character] {
      lines.joined().filter { $0 != " " && $0 != "-" }.sorted()
    }
    for width in 1...120 {
      let lines = table.lines(width: width)
      // The longest words of the columns have 2, 17 and 10 letters.
      #expect(lines.allSatisfy { $0.count <= max(width, 2 + 2 + 17 + 2 + 10) }, "\(width)")
      #expect(letters(lines) == letters(table.lines))
    }
    #expect(table.lines(width: 74) == table.lines)
  }

  @Test func emptyTableHasNoLines() {
    #expect(TextTable().lines.isEmpty)
  }
}
