/// The name of a tensor, taken apart to find its layer.
///
/// `student.2.weight` is the weight of stem `student.2` with number 2 between `student.` and nothing;
/// `W1` and `b1` are weight and bias of stem `1`.
struct LayerName: Hashable {
  enum Role: String, Hashable {
    case weight
    case bias
  }

  /// What weight and bias of one layer have in common.
  let stem: String
  /// What the tensor is, if the name says so.
  let role: Role?

  init(_ name: String) {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    let last = parts.last ?? ""
    if parts.count > 1, let role = Role(rawValue: String(last)) {
      self.role = role
      stem = parts.dropLast().joined(separator: ".")
    } else if let letter = last.first, "WwBb".contains(letter), last.count > 1,
      last.dropFirst().allSatisfy(\.isASCIIDigit)
    {
      role = letter.lowercased() == "w" ? .weight : .bias
      stem = (parts.dropLast() + [last.dropFirst()]).joined(separator: ".")
    } else {
      role = Role(rawValue: name)
      stem = role == nil ? name : ""
    }
  }

  /// The last number in the stem, with what stands before and behind it.
  var numbered: (prefix: Substring, number: Int, suffix: Substring)? {
    guard let last = stem.lastIndex(where: \.isASCIIDigit) else { return nil }
    let end = stem.index(after: last)
    var start = last
    while start > stem.startIndex, stem[stem.index(before: start)].isASCIIDigit {
      start = stem.index(before: start)
    }
    return Int(stem[start..<end]).map { (stem[..<start], $0, stem[end...]) }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { "0"..."9" ~= self }
}
