import ArgumentParser
import Foundation
import SingularLearning

/// The value of an option such as `x=0,y=1/2`.
struct NamedNumbers {
  /// The names with their numbers, in the order of the option.
  private var entries: [(name: String, value: Rational)] = []

  /// No entries.
  init() {}

  init(_ text: String) throws {
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = sides[0].trimmingCharacters(in: .whitespaces)
      guard sides.count == 2, !name.isEmpty,
        let value = Rational(sides[1].trimmingCharacters(in: .whitespaces))
      else {
        throw ValidationError(
          "'\(printable(String(part)))' is not a variable with a rational number, such as x=1/2")
      }
      if entries.contains(where: { $0.name == name }) {
        throw ValidationError("'\(printable(name))' is given twice")
      }
      entries.append((name, value))
    }
  }

  /// A number for each variable.
  ///
  /// - Throws: For missing and unknown names.
  func values(of variables: [String], option: String) throws(CommandFailure) -> [Rational] {
    try checkNames(variables, option)
    return try variables.map { variable throws(CommandFailure) in
      guard let entry = entries.first(where: { $0.name == variable }) else {
        throw CommandFailure("\(option): no coordinate for the variable '\(variable)'")
      }
      return entry.value
    }
  }

  /// An exponent for each variable, 0 where there is none.
  ///
  /// - Throws: For unknown names, and numbers that are no exponents.
  func exponents(of variables: [String], option: String) throws(CommandFailure) -> [Int] {
    try checkNames(variables, option)
    return try variables.map { variable throws(CommandFailure) in
      guard let entry = entries.first(where: { $0.name == variable }) else { return 0 }
      guard entry.value.isInteger, let exponent = entry.value.numerator.asInt,
        (0...1_000).contains(exponent)
      else {
        throw CommandFailure(
          "\(option): the exponent \(entry.value) of '\(variable)', expected 0 to 1000")
      }
      return exponent
    }
  }

  private func checkNames(_ variables: [String], _ option: String) throws(CommandFailure) {
    for entry in entries where !variables.contains(entry.name) {
      throw CommandFailure(
        "\(option): the ideal has no variable '\(printable(entry.name))', expected "
          + variables.joined(separator: ", "))
    }
  }
}
