import AlgebraicStructures
import Computation

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
  public var lines: [String] { lines(columnWidths: naturalWidths) }

  /// The lines of the table, at most `width` characters long as far as the words in its cells are short enough:
  /// wide columns continue on further lines.
  public func lines(width: Int) -> [String] {
    let (natural, smallest) = (naturalWidths, smallestWidths)
    func widths(cap: Int) -> [Int] {
      zip(natural, smallest).map { max($1, min($0, cap)) }
    }
    guard total(natural) > width else { return lines }
    // The largest cap on all columns that makes the table fit.
    var (low, high) = (1, width)
    while low < high {
      let middle = (low + high + 1) / 2
      if total(widths(cap: middle)) <= width { low = middle } else { high = middle - 1 }
    }
    var chosen = widths(cap: low)
    // What is left over goes to the first column that can use it.
    let rest = width - total(chosen)
    if rest > 0, let column = chosen.indices.first(where: { chosen[$0] < natural[$0] }) {
      chosen[column] += min(rest, natural[column] - chosen[column])
    }
    return lines(columnWidths: chosen)
  }

  /// The characters that the table needs at least.
  var smallestWidth: Int { total(smallestWidths) }

  private func total(_ widths: [Int]) -> Int { widths.reduce(-2) { $0 + $1 + 2 } }

  private var naturalWidths: [Int] { columnWidths(\.count) }

  /// The longest words.
  private var smallestWidths: [Int] {
    columnWidths { $0.split(separator: " ").map(\.count).max() ?? 0 }
  }

  /// For each column the largest size of its cells.
  private func columnWidths(_ size: (String) -> Int) -> [Int] {
    let all = headings.isEmpty ? rows : [headings] + rows
    let columnCount = all.map(\.count).max() ?? 0
    return (0..<columnCount).map { j in all.map { j < $0.count ? size($0[j]) : 0 }.max() ?? 0 }
  }

  private func lines(columnWidths widths: [Int]) -> [String] {
    var lines = rows.flatMap { layOutLines($0, widths: widths) }
    if !headings.isEmpty {
      lines =
        layOutLines(headings, widths: widths)
        + [widths.map { String(repeating: "-", count: $0) }.joined(separator: "  ")] + lines
    }
    return lines
  }

  /// The lines of a row whose cells may continue.
  private func layOutLines(_ row: [String], widths: [Int]) -> [String] {
    let cells = zip(row, widths).map { cell, width in
      cell.count <= width ? [cell] : wrapped(cell, width: width)
    }
    let height = cells.map(\.count).max() ?? 1
    return (0..<height).map { line in
      layOut(cells.map { line < $0.count ? $0[line] : "" }, widths: widths)
    }
  }

  private func layOut(_ row: [String], widths: [Int]) -> String {
    var line = ""
    for (j, cell) in row.enumerated() {
      let padding = String(repeating: " ", count: max(0, widths[j] - cell.count))
      let isRight = j < alignments.count && alignments[j] == .right
      line += (j > 0 ? "  " : "") + (isRight ? padding + cell : cell + padding)
    }
    while line.last == " " { line.removeLast() }
    return line
  }
}
