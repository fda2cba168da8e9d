import Computation

extension MathML {
  /// A measured number with four significant digits, with a power of ten where it is very large or small;
  /// a dash for none.
  static func measured(_ value: Double?) -> Markup {
    guard let value else { return "–" }
    guard value.isFinite else { return "\(numberText(value))" }
    let parts = numberText(value).split(separator: "e")
    let mantissa = String(parts[0]).replacing("-", with: "−")
    guard parts.count == 2, let exponent = Int(parts[1]) else { return formula(number(mantissa)) }
    let power = Markup.element(
      "msup", [:], number("10") + number("\(exponent)".replacing("-", with: "−")))
    return formula(mantissa == "1" ? power : row([number(mantissa), symbol("·"), power]))
  }
}
