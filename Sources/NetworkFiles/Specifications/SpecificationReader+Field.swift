import Computation
import ExactArithmetic
import Networks
import NumberFields
import Polynomials
internal import Yams

extension SpecificationReader {
  /// The number field that the value of `field` describes.
  ///
  ///     {generator: a, minimal-polynomial: "a^2 + a - 1", root: 0.618}    # without root: no real place
  ///     {real-cyclotomic: 20}                                             # a = 2 cos 2π/20; generator: names it
  ///     {cyclotomic: 5}                                                   # a = exp 2πi/5
  func numberField(_ node: Node) throws(SpecificationError) -> NumberField {
    let kinds = ["minimal-polynomial", "real-cyclotomic", "cyclotomic"]
    let allowed = ["generator", "root"] + kinds
    let expected = "a mapping with one of the keys \(kinds.joined(separator: ", "))"
    var nodes: [String: Node] = [:]
    for (key, keyNode, value) in try fields(node, "field", expected: expected) {
      guard allowed.contains(key) else {
        throw failure(
          keyNode, "field", expected: "one of the keys \(allowed.joined(separator: ", "))",
          found: "the unknown key '\(clipped(key))'")
      }
      nodes[key] = value
    }
    let given = kinds.filter { nodes[$0] != nil }
    guard given.count == 1, let value = nodes[given[0]] else {
      throw failure(
        node, "field", expected: expected,
        found: given.isEmpty ? "none of them" : given.joined(separator: " and "))
    }
    let path = "field.\(given[0])"
    if let root = nodes["root"], given[0] != kinds[0] {
      throw failure(
        root, "field.root", expected: "'minimal-polynomial' beside 'root'",
        found: "'\(given[0])', whose generator is known")
    }
    let name = try nodes["generator"].map { node throws(SpecificationError) in
      try scalar(node, "field.generator", expected: "the name of the generator").text
    }
    let root = try nodes["root"].map { node throws(SpecificationError) in
      try number(node, "field.root")
    }
    var (polynomial, order) = ("", 0)
    if given[0] == kinds[0] {
      polynomial = try scalar(value, path, expected: "a polynomial such as \"a^2 + a - 1\"").text
    } else {
      order = try integer(value, path, in: NumberField.cyclotomicOrders)
    }
    do throws(NumberFieldError) {
      switch given[0] {
      case kinds[0]:
        return try NumberField(
          generator: name ?? "a", minimalPolynomial: polynomial, root: root)
      case kinds[1]: return try .realCyclotomic(order, generator: name ?? "a")
      default: return try .cyclotomic(order, generator: name ?? "a")
      }
    } catch {
      throw failure(
        error, value, path, generator: nodes["generator"] ?? node, root: nodes["root"] ?? node)
    }
  }

  /// The error for a number field that there is not, at the value that is to blame.
  private func failure(
    _ error: NumberFieldError, _ node: Node, _ path: String, generator: Node, root: Node
  ) -> SpecificationError {
    switch error {
    case .generatorName(let name):
      failure(
        generator, "field.generator",
        expected: "an ASCII letter or underscore, then letters, digits and underscores",
        found: "'\(clipped(name))'")
    case .reducible(let polynomial, let factor):
      failure(
        node, path, expected: "an irreducible polynomial",
        found: "\(clipped(polynomial)), which has the factor \(clipped(factor))")
    case .noRootNear(let value, _, let roots):
      failure(
        root, "field.root",
        expected: roots.isEmpty
          ? "no root, because the minimal polynomial has no real one"
          : "one of the real roots, which are about \(roots.map { "\($0)" }.joined(separator: ", "))",
        found: "\(value.asDouble)")
    case .ambiguousRoot(let value, _, let roots, let distance):
      failure(
        root, "field.root",
        expected: "more digits, to tell the real roots "
          + "\(roots.map { "\($0)" }.joined(separator: " and ")) apart, at a distance of \(distance)",
        found: "\(value.asDouble)")
    case .syntax(let problem):
      failure(
        node, path, expected: "a polynomial in the generator", found: problem.description)
    case .degree(_, let limit):
      failure(
        node, path, expected: "a field of degree 1 to \(limit)", found: "another degree")
    case .cyclotomicOrder, .stopped:
      failure(node, path, expected: "a number field", found: error.description)
    }
  }

  /// A number in a field, as in `1/2`, `0.1` or `a^2 - 1/2*a`.
  func element(
    _ node: Node, _ path: @autoclosure () -> String, in field: NumberField
  ) throws(SpecificationError) -> NumberFieldElement {
    let expected =
      "a number or a polynomial in \(field.generatorName) such as "
      + "\"1/2*\(field.generatorName)^2 - 3\""
    let (text, _) = try scalar(node, path(), expected: expected)
    if let value = Rational(text) { return NumberFieldElement(value) }
    do throws(ParseError) {
      return try field.parse(text)
    } catch {
      throw failure(
        node, path(), expected: expected, found: "'\(clipped(text))': \(error.description)")
    }
  }

  /// The exact point over a number field given by `weights` and perhaps `biases`.
  func numberFieldNetwork(
    _ architecture: Architecture, field: NumberField, weights: Node, biases: Node?
  ) throws(SpecificationError) -> NumberFieldNetwork {
    let elements = try parameters(architecture, weights: weights, biases: biases) {
      (node, path) throws(SpecificationError) in
      try element(node, path(), in: field)
    }
    do {
      return try NumberFieldNetwork(architecture, field: field, weights: elements)
    } catch {
      throw failure(weights, "weights", expected: "weights that fit", found: error.description)
    }
  }

  /// A weights file over a number field: the value of `weights` itself, or a mapping with `weights` and maybe `biases`.
  func numberFieldNetwork(
    _ root: Node, of architecture: Architecture, field: NumberField
  ) throws(SpecificationError) -> NumberFieldNetwork {
    var (weights, biases) = (root, Node?.none)
    if case .mapping = root {
      let values = try values(root, allowed: ["weights", "biases"])
      guard let node = values["weights"] else {
        throw failure(root, "weights", expected: "a list of matrices", found: "no such key")
      }
      (weights, biases) = (node, values["biases"])
    }
    return try numberFieldNetwork(architecture, field: field, weights: weights, biases: biases)
  }
}
