import AlgebraicStructures

/// A table for a terminal: columns padded to their widest cell, two spaces apart.
public struct TextTable: Hashable, Sendable {
  /// The side of a column on which its cells are aligned.
  public enum Alignment: Hashable, Sendable {
    /// Text.
    case left
    /// Numbers.
    case right
  }

  /// The headings, or empty for a table without a head.
  public let headings: [String]
  /// The alignment of each column; missing ones are left.
  public let alignments: [Alignment]
  /// The rows; a short row ends early.
  public private(set) var rows: [[String]] = []

  /// A table without rows.
  public init(headings: [String] = [], alignments: [Alignment] = []) {
    self.headings = headings
    self.alignments = alignments
  }

  /// Appends a row.
  public mutating func append(_ row: [String]) { rows.append(row) }

  /// The lines of the table, without trailing spaces.
  public var lines: [String] {
    let all = headings.isEmpty ? rows : [headings] + rows
    let columnCount = all.map(\.count).max() ?? 0
    let widths = (0..<columnCount).map { j in all.map { j < $0.count ? $0[j].count : 0 }.max() ?? 0
    }
    var lines = all.map { row in layOut(row, widths: widths) }
    if !headings.isEmpty {
      lines.insert(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), at: 1)
    }
    return lines
  }

  private func layOut(_ row: [String], widths: [Int]) -> String {
    var line = ""
    for (j, cell) in row.enumerated() {
      let padding = String(repeating: " ", count: widths[j] - cell.count)
      let isRight = j < alignments.count && alignments[j] == .right
      line += (j > 0 ? "  " : "") + (isRight ? padding + cell : cell + padding)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
