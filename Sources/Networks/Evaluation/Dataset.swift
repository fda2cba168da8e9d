import Computation
import ExactArithmetic
import NumberFields

/// How outputs are compared with what is wanted.
public enum DataLoss: String, Hashable, Sendable, CaseIterable {
  /// The squared distance: every output counts.
  case squared
  /// Softmax and cross-entropy: outputs count up to a constant that is added to all of them.
  case categorical
}

/// Numbers in rows of equal length: rational ones, floating-point ones, or elements of a number field.
public enum DataTable: Hashable, Sendable {
  /// Rational numbers.
  case exact([[Rational]])
  /// Numbers that are not taken as exact.
  case floating([[Double]])
  /// Numbers in a field with a real place, not all of them rational.
  case numberField(NumberField, [[NumberFieldElement]])

  /// The number of rows.
  public var rowCount: Int {
    switch self {
    case .exact(let rows): rows.count
    case .floating(let rows): rows.count
    case .numberField(_, let rows): rows.count
    }
  }

  /// The length of the rows; 0 without rows.
  public var columnCount: Int {
    switch self {
    case .exact(let rows): rows.first?.count ?? 0
    case .floating(let rows): rows.first?.count ?? 0
    case .numberField(_, let rows): rows.first?.count ?? 0
    }
  }

  /// The rational numbers; `nil` for others.
  public var exactRows: [[Rational]]? { if case .exact(let rows) = self { rows } else { nil } }

  /// The numbers, exact ones rounded to the nearest.
  public var roundedRows: [[Double]] {
    switch self {
    case .exact(let rows): rows.map { $0.map(\.asDouble) }
    case .floating(let rows): rows
    case .numberField(let field, let rows): rows.map { $0.map(field.approximation) }
    }
  }

  /// The same numbers, floating-point ones as the fractions that they are.
  ///
  /// Traps for a number that is not finite.
  public var takenExactly: DataTable {
    guard case .floating(let rows) = self else { return self }
    return .exact(
      rows.map { row in
        row.map { value in
          guard let exact = Rational(exactly: value) else {
            contractViolation("\(value) is no rational number")
          }
          return exact
        }
      })
  }

  /// The unit vectors e_k for a column of numbers k of classes, from 0; `nil` if there are other columns or numbers.
  public func unitVectors(count: Int) -> DataTable? {
    guard columnCount == 1 else { return nil }
    var rows: [[Rational]] = []
    for row in roundedRows {
      guard let k = Int(exactly: row[0]), (0..<count).contains(k) else { return nil }
      rows.append((0..<count).map { $0 == k ? 1 : 0 })
    }
    return .exact(rows)
  }

  /// Whether all rows have the same length.
  var isRectangular: Bool {
    switch self {
    case .exact(let rows): rows.allSatisfy { $0.count == columnCount }
    case .floating(let rows): rows.allSatisfy { $0.count == columnCount }
    case .numberField(let field, let rows):
      field.isReal && rows.allSatisfy { $0.count == columnCount }
    }
  }
}

/// A finite list of inputs, perhaps with the outputs that are wanted there.
public struct Dataset: Hashable, Sendable {
  /// The x_i.
  public let inputs: DataTable
  /// The y_i, as many.
  public let targets: DataTable?
  /// How outputs are compared with them.
  public let loss: DataLoss

  /// The data; traps unless there is an input, there are as many targets as inputs, and the rows of each have equal
  /// lengths.
  public init(inputs: DataTable, targets: DataTable? = nil, loss: DataLoss = .squared) {
    require(inputs.rowCount > 0, "data without inputs")
    require(
      targets.map { $0.rowCount == inputs.rowCount } ?? true,
      "\(inputs.rowCount) inputs with \(targets?.rowCount ?? 0) targets")
    require(
      inputs.isRectangular && targets?.isRectangular ?? true, "data with rows of several lengths")
    self.inputs = inputs
    self.targets = targets
    self.loss = loss
  }

  /// The number of inputs.
  public var count: Int { inputs.rowCount }

  /// Whether all numbers are rational and known exactly.
  public var isExact: Bool {
    inputs.exactRows != nil && targets.map { $0.exactRows != nil } ?? true
  }

  /// Why a model with these numbers of inputs and outputs cannot have these data, or `nil`.
  public func mismatch(inputCount: Int, outputCount: Int) -> DatasetMismatch? {
    if inputs.columnCount != inputCount {
      return .inputs(length: inputs.columnCount, expected: inputCount)
    }
    if let targets, targets.columnCount != outputCount {
      return .targets(length: targets.columnCount, expected: outputCount)
    }
    if loss == .categorical, outputCount < 2 { return .singleClass }
    return nil
  }
}

/// Why data do not fit a model.
public enum DatasetMismatch: Error, Hashable, Sendable, CustomStringConvertible {
  /// The inputs have another length.
  case inputs(length: Int, expected: Int)
  /// The targets have another length.
  case targets(length: Int, expected: Int)
  /// A categorical loss of one output, which is constant.
  case singleClass

  /// One line: what was expected and what was found.
  public var description: String {
    switch self {
    case .inputs(let length, let expected):
      "expected inputs of \(counted(expected, "number", "numbers")), found \(length)"
    case .targets(let length, let expected):
      "expected targets of \(counted(expected, "number", "numbers")), found \(length)"
    case .singleClass: "expected at least 2 outputs for a categorical loss, found 1"
    }
  }
}
