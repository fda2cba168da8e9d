import Computation
import Networks

/// Why a line of a list of architectures cannot be read.
public struct ArchitectureLineError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One line: what was found and what was expected.
  public let description: String
}

/// Reads a list of monomial networks, one a line.
///
/// Two forms are understood:
///
///     2,3,1 3          widths, space, degree (or one degree per hidden layer: 2,3,2,1 3,2)
///     "[2, 3, 1]",3    CSV whose head names the columns `architecture` and `exponent`
///
/// The first line that is neither empty nor a comment (`#`) decides; further columns are ignored.
public struct ArchitectureLineParser: Sendable {
  private enum Form: Sendable {
    case undecided
    case plain
    case table(architecture: Int, exponent: Int)
  }

  private var form = Form.undecided

  /// A parser that has seen no line yet.
  public init() {}

  /// The architecture of the next line, or `nil` for an empty line, a comment or the head.
  public mutating func parse(_ line: String) throws(ArchitectureLineError) -> Architecture? {
    let line = line.trimmed
    if line.isEmpty || line.hasPrefix("#") { return nil }
    switch form {
    case .undecided:
      if let table = try ArchitectureLineParser.head(of: line) {
        form = table
        return nil
      }
      form = .plain
      return try ArchitectureLineParser.plain(line)
    case .plain: return try ArchitectureLineParser.plain(line)
    case .table(let architecture, let exponent):
      let cells = try ArchitectureLineParser.cells(of: line)
      guard cells.count > max(architecture, exponent) else {
        throw .init(
          description: "expected at least \(max(architecture, exponent) + 1) columns, found "
            + "\(cells.count): '\(line.clipped)'")
      }
      return try ArchitectureLineParser.architecture(
        widths: cells[architecture], degrees: cells[exponent])
    }
  }

  private static func head(of line: String) throws(ArchitectureLineError) -> Form? {
    guard line.contains(where: \.isLetter) else { return nil }
    let cells = try cells(of: line).map { $0.trimmed }
    guard let architecture = cells.firstIndex(of: "architecture"),
      let exponent = cells.firstIndex(of: "exponent")
    else {
      throw .init(
        description: "expected '2,3,1 3' (widths, space, degree) or a CSV head with the columns "
          + "'architecture' and 'exponent', found '\(line.clipped)'")
    }
    for name in ["architecture", "exponent"] where cells.count(where: { $0 == name }) > 1 {
      throw .init(description: "expected one column '\(name)', found more: '\(line.clipped)'")
    }
    return .table(architecture: architecture, exponent: exponent)
  }

  private static func plain(_ line: String) throws(ArchitectureLineError) -> Architecture {
    let parts = line.split(whereSeparator: \.isWhitespace)
    guard parts.count == 2 || (parts.count == 1 && line.split(separator: ",").count == 2) else {
      throw .init(
        description: "expected widths, space, degree as in '2,3,1 3', found '\(line.clipped)'")
    }
    return try architecture(
      widths: String(parts[0]), degrees: parts.count == 2 ? String(parts[1]) : "")
  }

  private static func architecture(
    widths: String, degrees: String
  ) throws(ArchitectureLineError) -> Architecture {
    let widths = try list(widths, name: "widths")
    let degrees = degrees.trimmed.isEmpty ? [] : try list(degrees, name: "degrees")
    do {
      return degrees.count == 1
        ? try Architecture(widths: widths, degree: degrees[0])
        : try Architecture(widths: widths, degrees: degrees)
    } catch {
      throw .init(description: "\(error)")
    }
  }

  private static func list(
    _ text: String, name: String
  ) throws(ArchitectureLineError) -> [Int] {
    var body = Substring(text.trimmed)
    if body.hasPrefix("["), body.hasSuffix("]"), body.count >= 2 {
      body = body.dropFirst().dropLast()
    }
    var numbers: [Int] = []
    for part in body.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = Int(String(part).trimmed) else {
        throw .init(
          description: "\(name): expected integers separated by commas, found '\(text.clipped)'")
      }
      numbers.append(number)
    }
    return numbers
  }

  /// The cells of a CSV line; `"` quotes a cell and `""` inside it is one quote.
  private static func cells(of line: String) throws(ArchitectureLineError) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isQuoted = false
    var wasQuote = false
    for character in line {
      switch (character, isQuoted) {
      case ("\"", true):
        isQuoted = false
        wasQuote = true
        continue
      case ("\"", false):
        if wasQuote { cell.append("\"") }
        isQuoted = true
      case (",", false):
        cells.append(cell)
        cell = ""
      default: cell.append(character)
      }
      wasQuote = false
    }
    guard !isQuoted else {
      throw .init(description: "a quoted cell does not end: '\(line.clipped)'")
    }
    return cells + [cell]
  }
}

extension String {
  /// Without white space at both ends.
  var trimmed: String {
    var body = self[...]
    while let first = body.first, first.isWhitespace { body.removeFirst() }
    while let last = body.last, last.isWhitespace { body.removeLast() }
    return String(body)
  }

  /// The first 60 characters, for messages.
  var clipped: String { count > 60 ? prefix(60) + "…" : self }
}
