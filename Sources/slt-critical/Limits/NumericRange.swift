import ArgumentParser

/// The values that a numeric option takes, in its help and in its check.
struct NumericRange<Value: Comparable & Sendable & CustomStringConvertible>: Sendable,
  CustomStringConvertible
{
  let least: Value
  let largest: Value
  /// Whether the least value itself is left out.
  var isOpenBelow = false

  /// From `least` to `largest`.
  init(_ least: Value, _ largest: Value) {
    self.least = least
    self.largest = largest
  }

  /// Greater than `least`, and at most `largest`.
  init(above least: Value, _ largest: Value) {
    self.least = least
    self.largest = largest
    isOpenBelow = true
  }

  /// For the help of the option: `(1 to 1000)`.
  var description: String {
    isOpenBelow ? "(above \(least), at most \(largest))" : "(\(least) to \(largest))"
  }

  /// Fails with the name of the option for a value outside; what is not a number is outside.
  func check(_ value: Value?, _ option: String) throws {
    guard let value else { return }
    if isOpenBelow ? !(value > least) : !(value >= least) {
      throw ValidationError(
        "\(option) must be \(isOpenBelow ? "greater than" : "at least") \(least), but is \(value)")
    }
    if !(value <= largest) {
      throw ValidationError("\(option) must be at most \(largest), but is \(value)")
    }
  }
}
