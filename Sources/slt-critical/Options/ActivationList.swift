import ArgumentParser
import SingularLearning

/// Activations as the option `--activation` writes them: `monomial:3`, `monomial:3,2` (one degree for each
/// hidden layer), `hermite:3`, `polynomial:0,1,0,1/2` with the constant term first; or by name, `tanh` or
/// `leaky-relu:0.01`.
struct ActivationList {
  /// The polynomial activations, in the order of the text; empty for one with a name.
  let activations: [Activation]
  /// The activation with a name.
  let named: NamedActivation?

  /// Reads the argument of one option.
  ///
  /// - Throws: `ValidationError` that says what was expected.
  init(_ text: String) throws {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    if let name = parts.first, NamedActivation.names.contains(String(name)) {
      let slope = parts.count == 2 ? Rational(String(parts[1])) : nil
      guard parts.count == 1 || slope != nil,
        let activation = NamedActivation(name: String(name), slope: slope)
      else { throw Self.failure(text) }
      (activations, named) = ([], activation)
      return
    }
    named = nil
    guard parts.count == 2 else { throw Self.failure(text) }
    let values = parts[1].split(separator: ",", omittingEmptySubsequences: false)
    switch parts[0] {
    case "monomial":
      activations = try Self.degrees(values, text).map { .monomial(degree: $0) }
    case "hermite":
      activations = try Self.degrees(values, text).map { .hermite(degree: $0) }
    case "polynomial":
      activations = [
        .polynomial(
          coefficients: try values.map { value in
            guard let number = Rational(String(value)) else {
              throw ValidationError(
                "expected numbers such as 3, 3/4 or 0.1 for polynomial:c0,c1,..., found "
                  + "'\(value.prefix(40))'")
            }
            return number
          })
      ]
    default: throw Self.failure(text)
    }
  }

  private static func degrees(_ values: [Substring], _ text: String) throws -> [Int] {
    try values.map { value in
      guard let degree = Int(value), degree >= 1 else { throw failure(text) }
      return degree
    }
  }

  private static func failure(_ text: String) -> ValidationError {
    ValidationError(
      "expected monomial:3, hermite:3 or polynomial:0,1,0,1/2 (constant term first), or a name such as "
        + "tanh or leaky-relu:0.01, found '\(text.prefix(40))'")
  }
}
