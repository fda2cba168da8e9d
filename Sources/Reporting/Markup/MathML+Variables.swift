import Networks

extension MathML {
  /// A variable of this package: `x2` is x with the index 2, `w1_2_3` is w with the indices 1;23 (layer,
  /// row and column) and `b1_2` is b with 1;2; any other name stays as it is.
  ///
  /// Rows and columns are separated by a comma where one of them has several digits.
  static func variable(_ name: String, exponent: Int = 1) -> Markup {
    let letters = name.prefix { $0.isLetter }
    let groups = name.dropFirst(letters.count)
      .split(separator: "_", omittingEmptySubsequences: false)
    let isIndexed =
      !groups.isEmpty && groups.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
    guard letters.count == 1, isIndexed else { return power(identifier(name), exponent) }
    let base = identifier(String(letters))
    let separator = groups.dropFirst().contains { $0.count > 1 } ? "," : ""
    let indices = groups.dropFirst().joined(separator: separator)
    var index = number(String(groups[0]))
    if !indices.isEmpty { index = row([index, symbol(";"), number(indices)]) }
    return exponent == 1
      ? subscripted(base, index)
      : .element("msubsup", [:], base + index + number("\(exponent)"))
  }

  /// W with the number of its layer.
  static func weightMatrix(_ layer: Int) -> Markup {
    subscripted(.element("mi", [:], "W"), number("\(layer)"))
  }

  /// b with the number of its layer.
  static func biasVector(_ layer: Int) -> Markup {
    subscripted(identifier("b"), number("\(layer)"))
  }

  /// A monomial of the inputs, 1 if all exponents are zero.
  static func monomial(_ names: [String], _ exponents: [Int]) -> Markup {
    let factors = zip(names, exponents).compactMap { name, exponent in
      exponent == 0 ? nil : variable(name, exponent: exponent)
    }
    // Indices of neighbours would touch.
    let space = Markup.element("mspace", ["width": "0.12em"])
    return factors.isEmpty ? number("1") : row([.joined(factors, separator: space)])
  }
}
