import ArgumentParser

/// A whole number in a spec with the values it takes in a sweep: `layers[0].attention.key=1..4`.
struct SweepVariation: Hashable {
  /// The field of the number, as in error messages.
  let field: String
  /// Its values.
  let range: IntegerRange

  /// Reads one.
  init(_ text: String) throws {
    guard let end = text.lastIndex(of: "="), end != text.startIndex else {
      throw ValidationError(
        "expected the field of a number and a range, as in layers[0].attention.key=1..4, found '\(text)'"
      )
    }
    field = String(text[..<end])
    range = try IntegerRange(text[text.index(after: end)...])
  }
}
