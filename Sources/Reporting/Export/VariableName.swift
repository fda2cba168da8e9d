/// The name of a parameter split at its underscores: `w1_2_1` is `w` with the indices 1, 2, 1.
///
/// A name of another form keeps its text and has no indices.
struct VariableName {
  let base: String
  let indices: [Int]

  init(_ name: String) {
    let letters = name.prefix { $0.isASCII && $0.isLetter }
    let parts = name.dropFirst(letters.count).split(
      separator: "_", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    let isIndexed = !letters.isEmpty && numbers.count == parts.count
    base = isIndexed ? String(letters) : name
    indices = isIndexed ? numbers : []
  }

  /// Macaulay2: `w_(1,2,1)`; a name without indices loses its underscores.
  var macaulay2: String {
    indices.isEmpty
      ? base.filter { $0 != "_" }
      : "\(base)_(" + indices.map(String.init).joined(separator: ",") + ")"
  }
}
