import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks
import NumberFields
internal import Yams

extension SpecificationReader {
  /// The value of `data` for a model with these numbers of inputs and outputs.
  ///
  ///     inputs: [[1, 0], [0, "1/2"]]    # or {one-hot: [3, 3]}, or {file: x.npy}
  ///     targets: [[1], [2]]             # or {modular-addition: 3}, {file: y.csv}, {teacher: other.yaml}
  ///     loss: squared                   # or categorical
  ///
  /// - Parameter field: The field of the spec, in which numbers in lists may lie.
  func dataset(
    _ node: Node, inputCount: Int, outputCount: Int, field: NumberField? = nil
  ) throws(SpecificationError) -> Dataset {
    let allowed = ["inputs", "targets", "loss"]
    let expected = "a mapping with the keys \(allowed.joined(separator: ", "))"
    var nodes: [String: Node] = [:]
    for (key, keyNode, value) in try fields(node, "data", expected: expected) {
      guard allowed.contains(key) else {
        throw failure(
          keyNode, "data", expected: "one of the keys \(allowed.joined(separator: ", "))",
          found: "the unknown key '\(clipped(key))'")
      }
      nodes[key] = value
    }
    guard let inputsNode = nodes["inputs"] else {
      throw failure(
        node, "data.inputs", expected: "a list of inputs, {one-hot: [3, 3]} or {file: x.npy}",
        found: "no such key")
    }
    let loss = try nodes["loss"].map { node throws(SpecificationError) in try dataLoss(node) }
    let (inputs, grid) = try dataInputs(inputsNode, field)
    guard inputs.columnCount == inputCount else {
      throw failure(
        inputsNode, "data.inputs",
        expected: "inputs of " + counted(inputCount, "number", "numbers"),
        found: "\(inputs.columnCount)")
    }
    if loss == .categorical, outputCount < 2 {
      throw failure(
        nodes["loss"] ?? node, "data.loss", expected: "at least 2 outputs for a categorical loss",
        found: "\(outputCount)")
    }
    var targets: DataTable?
    if let targetsNode = nodes["targets"] {
      var table = try dataTargets(targetsNode, inputs: inputs, grid: grid, field)
      // The numbers of classes.
      if loss == .categorical, table.columnCount == 1,
        let classes = table.unitVectors(count: outputCount)
      {
        table = classes
      }
      guard table.rowCount == inputs.rowCount else {
        throw failure(
          targetsNode, "data.targets", expected: counted(inputs.rowCount, "target", "targets"),
          found: "\(table.rowCount)")
      }
      guard table.columnCount == outputCount else {
        throw failure(
          targetsNode, "data.targets",
          expected: "targets of " + counted(outputCount, "number", "numbers"),
          found: "\(table.columnCount)")
      }
      targets = table
    }
    return Dataset(inputs: inputs, targets: targets, loss: loss ?? .squared)
  }

  private func dataLoss(_ node: Node) throws(SpecificationError) -> DataLoss {
    let expected = "squared or categorical"
    let (text, _) = try scalar(node, "data.loss", expected: expected)
    guard let loss = DataLoss(rawValue: text) else {
      throw failure(node, "data.loss", expected: expected)
    }
    return loss
  }

  /// The inputs, and the lengths of the blocks of a grid of one-hot vectors.
  private func dataInputs(
    _ node: Node, _ field: NumberField?
  ) throws(SpecificationError) -> (table: DataTable, grid: [Int]?) {
    if case .sequence = node { return (try table(node, "data.inputs", field), nil) }
    let expected = "a list of inputs, {one-hot: [3, 3]} or {file: x.npy}"
    let fields = try fields(node, "data.inputs", expected: expected)
    guard let (kind, keyNode, value) = fields.first else {
      throw failure(node, "data.inputs", expected: expected)
    }
    if fields.contains(where: { $0.key == "file" }) {
      return (try fileTable(node, "data.inputs"), nil)
    }
    guard kind == "one-hot", fields.count == 1 else {
      throw failure(
        keyNode, "data.inputs", expected: expected, found: "the key '\(clipped(kind))'")
    }
    let blocks = try list(value, "data.inputs.one-hot", expected: "a list of sizes")
    var sizes: [Int] = []
    for (index, block) in blocks.enumerated() {
      sizes.append(
        try integer(block, "data.inputs.one-hot[\(index)]", in: 1...DataTable.maximumCount))
    }
    let numbers = Saturating.product(
      sizes.reduce(1, Saturating.product), sizes.reduce(0, Saturating.sum))
    guard !sizes.isEmpty, numbers <= DataTable.maximumCount else {
      throw failure(
        value, "data.inputs.one-hot",
        expected: "sizes with at most \(DataTable.maximumCount) numbers in all vectors",
        found: sizes.isEmpty ? "none" : "more")
    }
    return (.exact(oneHotVectors(sizes)), sizes)
  }

  private func dataTargets(
    _ node: Node, inputs: DataTable, grid: [Int]?, _ field: NumberField?
  ) throws(SpecificationError) -> DataTable {
    if case .sequence = node { return try table(node, "data.targets", field) }
    let expected =
      "a list of targets, {modular-addition: 3}, {teacher: other.yaml} or {file: y.npy}"
    let fields = try fields(node, "data.targets", expected: expected)
    if fields.contains(where: { $0.key == "file" }) {
      return try fileTable(node, "data.targets")
    }
    guard fields.count == 1, let (kind, keyNode, value) = fields.first else {
      throw failure(node, "data.targets", expected: expected)
    }
    switch kind {
    case "modular-addition":
      let p = try integer(value, "data.targets.modular-addition", in: 1...DataTable.maximumCount)
      guard let grid, grid.allSatisfy({ $0 == p }) else {
        throw failure(
          value, "data.targets.modular-addition",
          expected: "inputs {one-hot: [\(p), \(p)]}", found: "other inputs")
      }
      guard Saturating.product(inputs.rowCount, p) <= DataTable.maximumCount else {
        throw failure(
          value, "data.targets.modular-addition",
          expected: "at most \(DataTable.maximumCount) numbers", found: "more")
      }
      return .exact(
        gridPoints(grid).map { point in
          let sum = point.reduce(0, +) % p
          return (0..<p).map { $0 == sum ? 1 : 0 }
        })
    case "teacher": return try teacherTargets(value, inputs: inputs)
    default:
      throw failure(
        keyNode, "data.targets", expected: expected, found: "the key '\(clipped(kind))'")
    }
  }

  /// The outputs of the model of another spec.
  private func teacherTargets(
    _ node: Node, inputs: DataTable
  ) throws(SpecificationError) -> DataTable {
    let field = "data.targets.teacher"
    let path = resolved(try fileName(node, field))
    let reader = SpecificationReader(file: path, readsData: false)
    let text = try specificationText(
      atPath: path, maximumBytes: NetworkSpecification.maximumBytes)
    let teacher = try SpecificationDocument(text: text, file: path).read {
      root throws(SpecificationError) in try reader.model(root)
    }
    let (model, point): (any PolynomialModel, [Rational]?) =
      switch teacher {
      case .network(let network): (network.architecture, network.network?.weights)
      case .layered(let layered): (layered.model, layered.weights)
      }
    guard let point else {
      throw failure(
        node, field, expected: "a spec with weights", found: "none in \(path)")
    }
    guard model.inputCount == inputs.columnCount else {
      throw failure(
        node, field, expected: "a teacher with \(inputs.columnCount) inputs",
        found: "\(model.inputCount)")
    }
    switch inputs {
    case .numberField(let own, _):
      throw failure(
        node, field, expected: "rational inputs for the outputs of a teacher",
        found: "inputs in \(own)")
    case .exact(let rows):
      return .exact(try outputs(of: model, at: point, rows, over: RationalField(), node, field))
    case .floating(let rows):
      return .floating(
        try outputs(of: model, at: point.map(\.asDouble), rows, over: DoubleField(), node, field))
    }
  }

  private func outputs<R: Ring>(
    of teacher: some PolynomialModel, at parameters: [R.Element], _ inputs: [[R.Element]],
    over ring: R, _ node: Node, _ field: String
  ) throws(SpecificationError) -> [[R.Element]] {
    var result: [[R.Element]] = []
    for (index, input) in inputs.enumerated() {
      guard let outputs = teacher.outputs(parameters: parameters, input: input, over: ring) else {
        throw failure(
          node, field, expected: "a teacher with a value at each input",
          found: "a denominator that vanishes at input \(index + 1)")
      }
      result.append(outputs)
    }
    return result
  }

  /// A list of rows of numbers.
  private func table(
    _ node: Node, _ path: String, _ field: NumberField?
  ) throws(SpecificationError) -> DataTable {
    let entries = try list(node, path, expected: "a list of lists of numbers")
    guard !entries.isEmpty else {
      throw failure(node, path, expected: "a list of at least one list of numbers")
    }
    var rows: [[NumberFieldElement]] = []
    for (index, entry) in entries.enumerated() {
      let place = "\(path)[\(index)]"
      let expected =
        rows.first.map { counted($0.count, "number", "numbers") } ?? "a list of numbers"
      let cells = try list(entry, place, expected: expected)
      guard !cells.isEmpty, rows.first.map({ $0.count == cells.count }) ?? true else {
        throw failure(entry, place, expected: expected)
      }
      guard Saturating.product(entries.count, cells.count) <= DataTable.maximumCount else {
        throw failure(
          node, path, expected: "at most \(DataTable.maximumCount) numbers", found: "more")
      }
      var row: [NumberFieldElement] = []
      for (column, cell) in cells.enumerated() {
        let name = "\(place)[\(column)]"
        guard let field else {
          row.append(NumberFieldElement(try number(cell, name)))
          continue
        }
        let value = try element(cell, name, in: field)
        guard value.rationalValue != nil || field.isReal else {
          throw failure(
            cell, name, expected: "a rational number, as the field has no real place",
            found: field.describe(value))
        }
        row.append(value)
      }
      rows.append(row)
    }
    let rational = rows.map { $0.compactMap(\.rationalValue) }
    if let field, zip(rows, rational).contains(where: { $0.count != $1.count }) {
      return .numberField(field, rows)
    }
    return .exact(rational)
  }

  /// `{file: x.npz, entry: name, exact: true}`.
  private func fileTable(_ node: Node, _ path: String) throws(SpecificationError) -> DataTable {
    let allowed = ["file", "entry", "exact"]
    var (file, entry, isExact): (String?, String?, Bool) = (nil, nil, false)
    for (key, keyNode, value) in try fields(node, path, expected: "a mapping with the key file") {
      switch key {
      case "file": file = try fileName(value, "\(path).file")
      case "entry": entry = try scalar(value, "\(path).entry", expected: "a name").text
      case "exact": isExact = try boolean(value, "\(path).exact")
      default:
        throw failure(
          keyNode, path, expected: "one of the keys \(allowed.joined(separator: ", "))",
          found: "the unknown key '\(clipped(key))'")
      }
    }
    guard let file else { contractViolation("a table without a file") }
    let table = try DataTable(contentsOf: resolved(file), entry: entry)
    return isExact ? table.takenExactly : table
  }

  private func fileName(_ node: Node, _ path: String) throws(SpecificationError) -> String {
    let (text, _) = try scalar(node, path, expected: "the name of a file")
    guard !text.isEmpty, !InputFile.isStandardInput(text) else {
      throw failure(node, path, expected: "the name of a file")
    }
    return text
  }

  /// A path relative to the folder of the spec.
  private func resolved(_ path: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    return file[...slash] + path
  }
}

/// All points of a grid with these numbers of values, the last coordinate fastest.
private func gridPoints(_ sizes: [Int]) -> [[Int]] {
  sizes.reduce([[]]) { points, size in points.flatMap { point in (0..<size).map { point + [$0] } } }
}

/// The concatenated one-hot vectors of all points of a grid.
private func oneHotVectors(_ sizes: [Int]) -> [[Rational]] {
  gridPoints(sizes).map { point in
    zip(sizes, point).flatMap { size, value in (0..<size).map { $0 == value ? 1 : 0 } }
  }
}
