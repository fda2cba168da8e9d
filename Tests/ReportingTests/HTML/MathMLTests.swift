import AlgebraTestSupport
import SingularLearning
import Testing

/// Formulas of a page, read back, are the polynomials of the map and of the Jacobian.
@Suite struct MathMLTests {
  private static let specs = [
    "widths: [2, 3, 1]\nactivation: {monomial: 3}",
    "widths: [2, 2, 2]\nactivation: {monomial: 2}",
    "widths: [1, 2, 1]\nactivation: {polynomial: [0, 1, '-1/2']}\nbias: true",
    "widths: [1, 11, 1]\nactivation: {monomial: 2}",
  ]

  @Test(arguments: specs) func formulasAreThePolynomials(spec: String) throws {
    let specification = try NetworkSpecification(text: spec)
    let map = try specification.architecture.polynomialMap()
    let jacobian = try map.jacobian()
    let page = try page(specification)
    let tables = try #require(page.element(identified: "map")).elements("table")
    try #require(tables.count == 2)
    let coefficients = try bodyRows(tables[0]).map { try map.ring.parse(expression($0[1])) }
    #expect(coefficients == map.entries)
    let derivatives = try bodyRows(tables[1]).map { row in
      try row.dropFirst().map { try map.ring.parse(expression($0)) }
    }
    #expect(derivatives == jacobian.entries)
    let columns = tables[1].elements("thead")[0].elements("th").dropFirst().map(expression)
    #expect(Array(columns) == jacobian.columns)
  }

  private func bodyRows(_ table: XMLTree) -> [[XMLTree]] {
    table.elements("tbody").flatMap { $0.elements("tr").map(\.children) }
  }

  /// The text of a formula as the parser of polynomials reads it.
  private func expression(_ element: XMLTree) -> String {
    switch element.name {
    case "mi", "mn": return element.text
    case "mo": return element.text.replacing("−", with: "-")
    case "mfrac": return element.children.map(expression).joined(separator: "/")
    case "msub": return variable(element)
    case "msubsup": return variable(element) + "^" + expression(element.children[2])
    case "mspace": return ""
    default:
      if element.children.isEmpty { return element.text }
      var text = ""
      for child in element.children {
        let part = expression(child)
        let isFactor = !part.isEmpty && !"+-".contains(part.first ?? " ")
        let follows = text.last.map { !"+- ".contains($0) } ?? false
        text += (isFactor && follows ? "*" : "") + part
      }
      return text
    }
  }

  /// `w1_2_3` for w with the index 1;23 or 1;2,3, and `x2` for x with 2.
  private func variable(_ element: XMLTree) -> String {
    let index = element.children[1].text.split(separator: ";")
    guard index.count == 2 else { return element.children[0].text + index[0] }
    let places =
      index[1].contains(",")
      ? index[1].split(separator: ",").map(String.init) : index[1].map(String.init)
    return "\(element.children[0].text)\(index[0])_" + places.joined(separator: "_")
  }
}
