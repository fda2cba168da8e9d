import Computation
import ExactArithmetic
import Networks
internal import Yams

extension SpecificationReader {
  /// The exact point given by `weights` and, for networks with biases, optionally `biases`.
  ///
  /// With biases, each row of a matrix ends with the bias of that row, as in the parameter order, unless
  /// the bias vectors are given on their own. The number of entries is compared with the widths row by
  /// row before any of them is converted.
  func network(
    _ architecture: Architecture, weights: Node, biases: Node?
  ) throws(SpecificationError) -> Network {
    let parameters = try parameters(architecture, weights: weights, biases: biases) {
      (node, path) throws(SpecificationError) in
      try number(node, path())
    }
    do {
      return try Network(architecture, weights: parameters)
    } catch {
      throw failure(weights, "weights", expected: "weights that fit", found: error.description)
    }
  }

  /// All parameters in the order of the architecture, each read by `read`.
  func parameters<Number>(
    _ architecture: Architecture, weights: Node, biases: Node?,
    read: (Node, () -> String) throws(SpecificationError) -> Number
  ) throws(SpecificationError) -> [Number] {
    if let biases, !architecture.hasBias {
      throw failure(
        biases, "biases", expected: "no biases, because 'bias' is not true", found: "some")
    }
    let widths = architecture.widths
    let layers = counted(architecture.layerCount, "weight matrix", "weight matrices")
    let matrices = try list(weights, "weights", expected: layers)
    guard matrices.count == architecture.layerCount else {
      throw failure(weights, "weights", expected: layers)
    }
    let biasRows = try biases.map { node throws(SpecificationError) in
      try biasVectors(node, architecture, read: read)
    }
    let hasInlineBias = architecture.hasBias && biasRows == nil
    var parameters: [Number] = []
    for (layer, matrix) in matrices.enumerated() {
      let path = "weights[\(layer)]"
      let expectedRows = counted(widths[layer + 1], "row", "rows")
      let rows = try list(matrix, path, expected: expectedRows)
      guard rows.count == widths[layer + 1] else {
        throw failure(matrix, path, expected: expectedRows)
      }
      for (row, entries) in rows.enumerated() {
        let count = widths[layer] + (hasInlineBias ? 1 : 0)
        parameters += try numbers(
          entries, "\(path)[\(row)]", count: count,
          note: hasInlineBias
            ? " (\(counted(widths[layer], "weight", "weights")) and the bias)" : "", read: read)
        if let biasRows { parameters.append(biasRows[layer][row]) }
      }
    }
    return parameters
  }

  private func biasVectors<Number>(
    _ node: Node, _ architecture: Architecture,
    read: (Node, () -> String) throws(SpecificationError) -> Number
  ) throws(SpecificationError) -> [[Number]] {
    let expected = counted(architecture.layerCount, "bias vector", "bias vectors")
    let vectors = try list(node, "biases", expected: expected)
    guard vectors.count == architecture.layerCount else {
      throw failure(node, "biases", expected: expected)
    }
    var result: [[Number]] = []
    for (layer, vector) in vectors.enumerated() {
      let count = architecture.widths[layer + 1]
      result.append(try numbers(vector, "biases[\(layer)]", count: count, note: "", read: read))
    }
    return result
  }

  private func numbers<Number>(
    _ node: Node, _ path: String, count: Int, note: String,
    read: (Node, () -> String) throws(SpecificationError) -> Number
  ) throws(SpecificationError) -> [Number] {
    let expected = counted(count, "number", "numbers") + note
    let entries = try list(node, path, expected: expected)
    guard entries.count == count else { throw failure(node, path, expected: expected) }
    var result: [Number] = []
    result.reserveCapacity(count)
    for (column, entry) in entries.enumerated() {
      result.append(try read(entry) { "\(path)[\(column)]" })
    }
    return result
  }
}
