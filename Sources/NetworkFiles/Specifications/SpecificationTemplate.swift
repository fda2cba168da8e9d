import Computation
import Networks
internal import Yams

/// The text of a specification in which some whole numbers are to be replaced: the channels of a convolution, the times that
/// layers are repeated.
///
/// Numbers are named by their fields as in error messages: `layers[0].attention.key`, `inputs.tokens`, `widths[1]`. All
/// else of the text stays as it is.
public struct SpecificationTemplate: Sendable {
  /// A number in the text: where it begins in Unicode scalars, and its length there.
  private struct Place: Sendable {
    let start: Int
    let length: Int
  }

  private let scalars: [Unicode.Scalar]
  private let places: [Place]
  /// The fields of the numbers that are replaced.
  public let fields: [String]

  /// Finds the numbers.
  ///
  /// - Parameter text: A specification as YAML or JSON.
  /// - Parameter file: How error messages name the source.
  /// - Parameter fields: The fields of different whole numbers that stand in the text.
  /// - Throws: `SpecificationError` for text that is neither, or a field that is no whole number there.
  public init(
    text: String, file: String, replacing fields: [String]
  ) throws(SpecificationError) {
    let document = try SpecificationDocument(text: text, file: file)
    scalars = Array(text.unicodeScalars)
    // Marks count lines, which end as in YAML.
    var lineStarts = [0]
    for (index, scalar) in scalars.enumerated() {
      let endsPair = index + 1 < scalars.count && scalar == "\r" && scalars[index + 1] == "\n"
      if scalar == "\n" || (scalar == "\r" && !endsPair) { lineStarts.append(index + 1) }
    }
    let content = scalars
    places = try document.read { root throws(SpecificationError) in
      var places: [Place] = []
      for field in fields {
        func failure(_ found: String) -> SpecificationError {
          SpecificationError(
            file: file, line: nil, column: nil, path: field,
            expected: "the field of a whole number in the spec, as in layers[0].dense",
            found: found)
        }
        let node = try entry(of: root, at: field, failure)
        guard case .scalar(let scalar) = node, scalar.style == .plain, Int(scalar.string) != nil,
          let mark = node.mark, lineStarts.indices.contains(mark.line - 1)
        else { throw failure("something else") }
        let place = Place(
          start: lineStarts[mark.line - 1] + mark.column - 1,
          length: scalar.string.unicodeScalars.count)
        guard place.start + place.length <= content.count,
          content[place.start..<place.start + place.length]
            .elementsEqual(scalar.string.unicodeScalars)
        else { throw failure("a number that is written in another way") }
        guard !places.contains(where: { $0.start == place.start }) else {
          throw failure("the same field twice")
        }
        places.append(place)
      }
      return places
    }
    self.fields = fields
  }

  /// The text with other numbers.
  ///
  /// - Parameter values: One number for each field, else traps.
  public func text(with values: [Int]) -> String {
    require(
      values.count == places.count, "\(values.count) numbers for \(places.count) fields")
    var result = scalars
    for (place, value) in zip(places, values).sorted(by: { $0.0.start > $1.0.start }) {
      result.replaceSubrange(
        place.start..<place.start + place.length, with: "\(value)".unicodeScalars)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: result)
    return String(text)
  }
}

/// The node at a field such as `layers[0].dense`.
private func entry(
  of root: Node, at field: String, _ failure: (String) -> SpecificationError
) throws(SpecificationError) -> Node {
  var node = root
  for part in field.split(separator: ".", omittingEmptySubsequences: false) {
    let steps = part.split(separator: "[", omittingEmptySubsequences: false)
    if !steps[0].isEmpty {
      guard case .mapping(let mapping) = node,
        let value = mapping.first(where: { $0.key.scalar?.string == String(steps[0]) })?.value
      else { throw failure("no key '\(clipped(String(steps[0])))'") }
      node = value
    }
    for step in steps.dropFirst() {
      guard step.hasSuffix("]"), let index = Int(step.dropLast()) else {
        throw failure("'\(clipped(String(part)))'")
      }
      guard case .sequence(let list) = node, list.indices.contains(index) else {
        throw failure("no entry \(index)")
      }
      node = list[index]
    }
  }
  return node
}
