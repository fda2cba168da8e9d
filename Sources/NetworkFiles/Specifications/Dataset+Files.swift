import Computation
import ExactArithmetic
import Networks

extension Dataset {
  /// Whether a file of this name has a table or arrays; other files have text as `data` in a spec.
  public static func isTable(path: String) -> Bool {
    ["csv", "npy", "npz"].contains(path.split(separator: ".").last.map { $0.lowercased() } ?? "")
  }

  /// Reads what a spec has under `data`, as YAML or JSON.
  ///
  /// - Parameter text: The text.
  /// - Parameter file: How error messages name the source; files that it names are looked for beside it.
  /// - Parameter inputCount: The number of inputs of the model.
  /// - Parameter outputCount: The number of its outputs.
  /// - Throws: `SpecificationError` with the place of the first thing that is wrong.
  public init(
    text: String, file: String, inputCount: Int, outputCount: Int
  ) throws(SpecificationError) {
    let reader = SpecificationReader(file: file)
    let document = try SpecificationDocument(text: text, file: file)
    self = try document.read { root throws(SpecificationError) in
      try reader.dataset(root, inputCount: inputCount, outputCount: outputCount)
    }
  }

  /// Reads a table: a `.csv` file whose rows are inputs or inputs followed by targets, a `.npy` file with inputs, or a
  /// `.npz` file with arrays `inputs` and perhaps `targets`, or `x` and `y`.
  ///
  /// One target for each input of a model with more outputs is the number of a class, from 0: it becomes a unit vector, and
  /// the loss is categorical.
  ///
  /// - Parameter path: The file, whose ending tells the format.
  /// - Parameter inputCount: The number of inputs of the model.
  /// - Parameter outputCount: The number of its outputs.
  /// - Throws: `SpecificationError` with what was expected.
  public init(
    contentsOf path: String, inputCount: Int, outputCount: Int
  ) throws(SpecificationError) {
    func failure(_ expected: String, _ found: String) -> SpecificationError {
      SpecificationError(
        file: path, line: nil, column: nil, path: "", expected: expected, found: found)
    }
    var inputs: DataTable
    var targets: DataTable?
    if path.lowercased().hasSuffix(".npz") {
      let names = try DataTable.arrayNames(atPath: path)
      guard let pair = [("inputs", "targets"), ("x", "y")].first(where: { names.contains($0.0) })
      else { throw failure("an array 'inputs' or 'x'", names.isEmpty ? "no array" : "others") }
      inputs = try DataTable(contentsOf: path, entry: pair.0)
      targets =
        names.contains(pair.1) ? try DataTable(contentsOf: path, entry: pair.1) : nil
    } else {
      inputs = try DataTable(contentsOf: path)
      if case .exact(let rows) = inputs, path.lowercased().hasSuffix(".csv"),
        inputs.columnCount == inputCount + outputCount
      {
        inputs = .exact(rows.map { Array($0.prefix(inputCount)) })
        targets = .exact(rows.map { Array($0.dropFirst(inputCount)) })
      } else if case .exact(let rows) = inputs, path.lowercased().hasSuffix(".csv"),
        outputCount > 1, inputs.columnCount == inputCount + 1
      {
        inputs = .exact(rows.map { Array($0.prefix(inputCount)) })
        targets = .exact(rows.map { Array($0.dropFirst(inputCount)) })
      }
    }
    guard inputs.columnCount == inputCount else {
      throw failure(
        "rows of " + counted(inputCount, "number", "numbers") + " for the inputs"
          + (path.lowercased().hasSuffix(".csv")
            ? ", or \(inputCount + outputCount) with targets"
              + (outputCount > 1 ? ", or \(inputCount + 1) with the number of a class" : "") : ""),
        "\(inputs.columnCount)")
    }
    var loss = DataLoss.squared
    if let table = targets, outputCount > 1, table.columnCount == 1,
      table.rowCount == inputs.rowCount
    {
      guard let classes = table.unitVectors(count: outputCount) else {
        throw failure("numbers of classes from 0 to \(outputCount - 1) as targets", "others")
      }
      (targets, loss) = (classes, .categorical)
    }
    if let table = targets {
      guard table.columnCount == outputCount, table.rowCount == inputs.rowCount else {
        throw failure(
          "\(inputs.rowCount) targets of \(outputCount) numbers",
          "\(table.rowCount) of \(table.columnCount)")
      }
    }
    self.init(inputs: inputs, targets: targets, loss: loss)
  }

  /// The same data with another loss, or with floating-point numbers as the fractions that they are.
  public func changed(loss: DataLoss? = nil, takenExactly: Bool = false) -> Dataset {
    Dataset(
      inputs: takenExactly ? inputs.takenExactly : inputs,
      targets: takenExactly ? targets?.takenExactly : targets, loss: loss ?? self.loss)
  }
}
