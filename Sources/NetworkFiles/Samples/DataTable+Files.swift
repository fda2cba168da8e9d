import Computation
import ExactArithmetic
import Networks

extension DataTable {
  /// The most numbers of a table that is made or read as text.
  package static let maximumCount = 1 << 22

  /// Reads a table from a `.csv`, `.npy` or `.npz` file.
  ///
  /// Numbers of a `.csv` file are decimal or fractions, exact as in a spec, and may stand in quotes; a first line with
  /// words, none of which begins like a number, is a head. Of a
  /// NumPy array of integers or truth values the numbers are exact. Floating-point numbers stay floating-point
  /// numbers.
  ///
  /// - Parameter path: The file, whose ending tells the format.
  /// - Parameter entry: The name of the array in a `.npz` file with several.
  /// - Throws: `SpecificationError` naming the file and what was expected.
  package init(contentsOf path: String, entry: String? = nil) throws(SpecificationError) {
    let place = FilePlace(file: path, entry: "")
    guard !InputFile.isStandardInput(path) else {
      throw place.failure("a file name", "standard input")
    }
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard ["csv", "npy", "npz"].contains(ending) else {
      throw place.failure("a file name ending in .csv, .npy or .npz", "another ending")
    }
    if entry != nil, ending != "npz" {
      throw place.failure("no entry, which only .npz files have", "one")
    }
    let bytes = try fileContents(atPath: path, maximumBytes: WeightFile.maximumBytes)
    switch ending {
    case "csv":
      guard let text = String(validating: withoutByteOrderMark(bytes[...]), as: UTF8.self) else {
        throw place.failure("text in UTF-8", "other bytes")
      }
      self = try DataTable(csv: text, at: place)
    case "npy": self = try DataTable(numpy: bytes[...], at: place)
    default:
      let tables = try DataTable.archive(bytes, at: place)
      let names = tables.map(\.name)
      guard let entry else {
        guard tables.count == 1 else {
          throw place.failure("an archive with one array, or 'entry'", listed(names))
        }
        self = try tables[0].read()
        return
      }
      guard let table = tables.first(where: { $0.name == entry }) else {
        throw place.failure("an array '\(printed(entry))'", listed(names))
      }
      self = try table.read()
    }
  }

  /// The names of the arrays of a `.npz` file.
  static func arrayNames(atPath path: String) throws(SpecificationError) -> [String] {
    try archive(
      fileContents(atPath: path, maximumBytes: WeightFile.maximumBytes),
      at: FilePlace(file: path, entry: "")
    ).map(\.name)
  }

  /// The arrays of a `.npz` file, each read when it is asked for.
  static func archive(
    _ bytes: [UInt8], at place: FilePlace
  ) throws(SpecificationError) -> [(
    name: String, read: () throws(SpecificationError) -> DataTable
  )] {
    try zipDirectory(bytes, at: place).filter { $0.name.hasSuffix(".npy") }.map { entry in
      (
        String(entry.name.dropLast(4)),
        { () throws(SpecificationError) in
          let place = place.entry(entry.name)
          guard entry.count <= WeightFile.maximumBytes else {
            throw place.failure("an array of at most \(WeightFile.maximumBytes >> 20) MiB", "more")
          }
          return try DataTable(numpy: unpack(entry, from: bytes, at: place), at: place)
        }
      )
    }
  }

  /// Reads lines of numbers that are separated by commas.
  init(csv text: String, at place: FilePlace) throws(SpecificationError) {
    var rows: [[Rational]] = []
    var isFirst = true
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      if line.allSatisfy(\.isWhitespace) { continue }
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map {
        unquoted(String($0).trimmed)
      }
      let numbers = cells.map { Rational($0) }
      let wrong = numbers.firstIndex { $0 == nil }
      defer { isFirst = false }
      // A head has words only: what is nearly a number would be lost with it.
      if isFirst, cells.allSatisfy(isWord) { continue }
      if let wrong {
        throw SpecificationError(
          file: place.file, line: index + 1, column: nil, path: "column \(wrong + 1)",
          expected: "a number such as 3, 3/4 or 0.1", found: "'\(printed(cells[wrong]))'")
      }
      if let first = rows.first, first.count != cells.count {
        throw SpecificationError(
          file: place.file, line: index + 1, column: nil, path: "",
          expected: counted(first.count, "number", "numbers") + " as in the first row",
          found: "\(cells.count)")
      }
      rows.append(numbers.compactMap { $0 })
      guard rows.count <= DataTable.maximumCount / cells.count else {
        throw place.failure("at most \(DataTable.maximumCount) numbers", "more")
      }
    }
    guard !rows.isEmpty else { throw place.failure("rows of numbers", "none") }
    self = .exact(rows)
  }

  /// Reads a matrix, or a vector as a column.
  init(numpy bytes: ArraySlice<UInt8>, at place: FilePlace) throws(SpecificationError) {
    func rows<Number>(_ values: [Number], _ shape: [Int]) throws(SpecificationError) -> [[Number]] {
      guard (1...2).contains(shape.count), shape[0] > 0, shape.count == 1 || shape[1] > 0 else {
        throw place.failure("a matrix with a row for each input", "shape \(shapeText(shape))")
      }
      let width = shape.count == 2 ? shape[1] : 1
      return (0..<shape[0]).map { Array(values[$0 * width..<($0 + 1) * width]) }
    }
    if let (values, shape) = try readNumpyIntegers(bytes, at: place) {
      guard values.count <= DataTable.maximumCount else {
        throw place.failure("at most \(DataTable.maximumCount) exact numbers", "\(values.count)")
      }
      self = .exact(try rows(values.map { Rational($0) }, shape))
      return
    }
    let entry = try readNumpyArray(bytes, name: "", at: place)
    guard let tensor = entry.tensor else {
      throw entry.unusable?.problem ?? place.failure("numbers", "something else")
    }
    self = .floating(try rows(tensor.values, tensor.shape))
  }
}

/// A cell without the quotes around it.
private func unquoted(_ cell: String) -> String {
  guard cell.count >= 2, cell.hasPrefix("\""), cell.hasSuffix("\"") else { return cell }
  return String(cell.dropFirst().dropLast())
}

/// Whether a cell can be the name of a column.
private func isWord(_ cell: String) -> Bool {
  guard let first = cell.first else { return false }
  return !first.isNumber && !"+-.".contains(first) && !isNonfinite(cell)
}

private func isNonfinite(_ text: String) -> Bool {
  let word = text.lowercased().drop { $0 == "-" || $0 == "+" }
  return ["nan", "inf", "infinity"].contains(word)
}

private func listed(_ names: [String]) -> String {
  names.isEmpty ? "none" : names.prefix(5).map { "'\(printed($0))'" }.joined(separator: ", ")
}
