import ExactArithmetic

/// Mathematics as MathML Core, which browsers typeset themselves.
enum MathML {
  /// A formula, in the line or displayed.
  static func formula(_ content: Markup, isDisplayed: Bool = false) -> Markup {
    .element("math", ["display": isDisplayed ? "block" : nil], content)
  }

  static func row(_ parts: [Markup]) -> Markup { .element("mrow", [:], Markup(parts)) }

  static func identifier(_ name: String) -> Markup { .element("mi", [:], Markup(name)) }

  static func number(_ text: String) -> Markup { .element("mn", [:], Markup(text)) }

  /// A symbol between or before its operands; `isInfix` keeps the spaces of a sign that begins a part.
  static func symbol(_ text: String, isInfix: Bool = false) -> Markup {
    .element("mo", ["form": isInfix ? "infix" : nil], Markup(text))
  }

  static func text(_ text: String) -> Markup { .element("mtext", [:], Markup(text)) }

  static func subscripted(_ base: Markup, _ index: Markup) -> Markup {
    .element("msub", [:], base + index)
  }

  static func power(_ base: Markup, _ exponent: Int) -> Markup {
    exponent == 1 ? base : .element("msup", [:], base + number("\(exponent)"))
  }

  static func fraction(_ numerator: Markup, _ denominator: Markup) -> Markup {
    .element("mfrac", [:], numerator + denominator)
  }

  /// In parentheses of the usual height.
  static func parenthesized(_ content: Markup) -> Markup {
    let marks = ["(", ")"].map { Markup.element("mo", ["stretchy": "false"], Markup($0)) }
    return row([marks[0], content, marks[1]])
  }

  /// A number that is not negative, as a numeral or a fraction.
  static func magnitude(_ value: Rational) -> Markup {
    value.isInteger
      ? number("\(value.numerator)")
      : fraction(number("\(value.numerator)"), number("\(value.denominator)"))
  }

  /// Any number.
  static func rational(_ value: Rational) -> Markup {
    value.signum < 0 ? row([symbol("−"), magnitude(-value)]) : magnitude(value)
  }

  /// A matrix in brackets.
  static func matrix(_ rows: [[Markup]]) -> Markup {
    let table = rows.map { row in
      Markup.element("mtr", [:], Markup(row.map { .element("mtd", [:], $0) }))
    }
    return row([symbol("["), .element("mtable", [:], Markup(table)), symbol("]")])
  }

  /// A matrix of numbers.
  static func matrix(_ rows: [[Rational]]) -> Markup { matrix(rows.map { $0.map(rational) }) }
}
