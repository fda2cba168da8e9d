import ArgumentParser

/// The values of one place of a grid: `3`, or `2..5` for 2, 3, 4, 5.
struct IntegerRange: Hashable {
  let values: ClosedRange<Int>

  /// Reads one place.
  init(_ text: Substring) throws {
    let ends = text.split(separator: "..", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count <= 2, let first = ends[0], let last = ends[ends.count - 1] else {
      throw ValidationError(
        "expected integers or ranges such as 2..5, separated by commas, but found '\(text)'")
    }
    guard first <= last else { throw ValidationError("the range \(text) is empty") }
    values = first...last
  }

  /// Reads the places of a list, separated by commas.
  static func list(_ text: String) throws -> [IntegerRange] {
    try text.split(separator: ",", omittingEmptySubsequences: false).map { try IntegerRange($0) }
  }

  /// All choices of one value at each place, the last place varying fastest.
  static func choices(_ places: [IntegerRange]) -> [[Int]] {
    places.reduce([[]]) { choices, place in
      choices.flatMap { choice in place.values.map { choice + [$0] } }
    }
  }

  /// The number of `choices`; `Int.max` stands for all that are too large.
  static func choiceCount(_ places: [IntegerRange]) -> Int {
    places.reduce(1) { count, place in
      let (size, _) = place.values.upperBound.subtractingReportingOverflow(place.values.lowerBound)
      let (product, overflows) = count.multipliedReportingOverflow(by: size &+ 1)
      return overflows || size < 0 || size == .max ? .max : product
    }
  }
}

extension IntegerRange: CustomStringConvertible {
  /// As it is read.
  var description: String {
    values.count == 1 ? "\(values.lowerBound)" : "\(values.lowerBound)..\(values.upperBound)"
  }
}
