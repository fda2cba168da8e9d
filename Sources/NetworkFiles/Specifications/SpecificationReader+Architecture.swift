import Computation
import ExactArithmetic
import Networks
internal import Yams

extension SpecificationReader {
  /// The widths d₀, …, d_L.
  func widths(_ node: Node) throws(SpecificationError) -> [Int] {
    let expected = "a list of at least 2 widths"
    let entries = try list(node, "widths", expected: expected)
    guard entries.count >= 2 else { throw failure(node, "widths", expected: expected) }
    var widths: [Int] = []
    for (index, entry) in entries.enumerated() {
      widths.append(try integer(entry, "widths[\(index)]", in: 1...Int.max))
    }
    return widths
  }

  /// One activation for each hidden layer: a mapping for all of them, or a list of mappings.
  func activations(_ node: Node, hidden: Int) throws(SpecificationError) -> [Activation] {
    guard case .sequence = node else {
      return try activations(node, "activation", layers: hidden)
    }
    let expected = counted(hidden, "activation", "activations") + " (one per hidden layer)"
    let entries = try list(node, "activation", expected: expected)
    guard entries.count == hidden else { throw failure(node, "activation", expected: expected) }
    var result: [Activation] = []
    for (index, entry) in entries.enumerated() {
      result += try activations(entry, "activation[\(index)]", layers: 1)
    }
    return result
  }

  private func activations(
    _ node: Node, _ path: String, layers: Int
  ) throws(SpecificationError) -> [Activation] {
    let expected = "one of {monomial: 3}, {polynomial: [0, 1, 2]} and {hermite: 3}"
    let fields = try fields(node, path, expected: expected)
    let named = fields.first { $0.key == "named" }
    guard let (kind, keyNode, value) = named ?? fields.first, named != nil || fields.count == 1
    else {
      throw failure(node, path, expected: expected)
    }
    let field = "\(path).\(kind)"
    switch kind {
    case "named":
      throw failure(
        keyNode, path,
        expected:
          "a polynomial activation such as {monomial: 3}; named ones are for analyze and reduce, "
          + "in specs with 'widths'", found: "a named activation")
    case "monomial":
      return try degrees(value, field, layers: layers, limit: .max).map { .monomial(degree: $0) }
    case "hermite":
      let limit = Activation.maximumHermiteDegree
      return try degrees(value, field, layers: layers, limit: limit).map { .hermite(degree: $0) }
    case "polynomial":
      let activation = try polynomial(value, field)
      return Array(repeating: activation, count: layers)
    default:
      throw failure(keyNode, path, expected: expected, found: "the key '\(clipped(kind))'")
    }
  }

  /// A degree for all layers, or a list with one for each.
  private func degrees(
    _ node: Node, _ path: String, layers: Int, limit: Int
  ) throws(SpecificationError) -> [Int] {
    guard case .sequence = node else {
      return Array(repeating: try integer(node, path, in: 1...limit), count: layers)
    }
    let expected = counted(layers, "degree", "degrees") + " (one per hidden layer)"
    let entries = try list(node, path, expected: expected)
    guard entries.count == layers else { throw failure(node, path, expected: expected) }
    var degrees: [Int] = []
    for (index, entry) in entries.enumerated() {
      degrees.append(try integer(entry, "\(path)[\(index)]", in: 1...limit))
    }
    return degrees
  }

  func polynomial(_ node: Node, _ path: String) throws(SpecificationError) -> Activation {
    let activation = Activation.polynomial(coefficients: try coefficients(node, path))
    guard activation.degree >= 1 else {
      throw failure(
        node, path, expected: "coefficients of a polynomial of degree at least 1",
        found: activation.degree < 0 ? "the zero polynomial" : "a constant")
    }
    return activation
  }

  /// The coefficients of a polynomial, constant term first.
  func coefficients(_ node: Node, _ path: String) throws(SpecificationError) -> [Rational] {
    let entries = try list(node, path, expected: "a list of coefficients, constant term first")
    var coefficients: [Rational] = []
    for (index, entry) in entries.enumerated() {
      coefficients.append(try number(entry, "\(path)[\(index)]"))
    }
    return coefficients
  }
}
