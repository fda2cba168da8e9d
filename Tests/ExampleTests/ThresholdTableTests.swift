import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// The table of criticality thresholds does not contradict itself or the theorems.
@Suite struct ThresholdTableTests {
  @Test("every degree from the last column on is proven, and the last column is the theorem's")
  func provenDegrees() throws {
    let url = CommandLineTool.root.appending(path: "Documentation/threshold-table.md")
    var rows = 0
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    where line.hasPrefix("| (") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let widths = cells[0].dropFirst().dropLast().split(separator: ",").compactMap { Int($0) }
      let verdicts = cells[3].split(separator: " ")
      let provenFrom = EqualityTheorem.provenFromDegree(widths: widths)
      #expect(Int(cells[4]) == provenFrom, "\(line)")
      for (index, verdict) in verdicts.enumerated() where index + 2 >= provenFrom ?? .max {
        #expect(verdict == "=", "\(line)")
      }
      rows += 1
    }
    #expect(rows == 122)
  }
}
