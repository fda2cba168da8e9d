import AlgebraicStructures

/// A number in decimal notation with at most `digits` digits after the point and no zeros at its end.
///
/// The same text everywhere: no locale, no exponent. Traps unless |value| < 10¹², 0 ≤ digits ≤ 6.
func decimal(_ value: Double, digits: Int = 2) -> String {
  require(abs(value) < 1e12, "\(value) as a decimal in a figure")
  require((0...6).contains(digits), "\(digits) decimals in a figure")
  var unit = 1
  for _ in 0..<digits { unit *= 10 }
  let scaled = Int((value * Double(unit)).rounded())
  var text = scaled < 0 ? "-" : ""
  text += "\(scaled.magnitude / UInt(unit))"
  var fraction = "\(scaled.magnitude % UInt(unit))"
  if fraction == "0" { return text }
  fraction = String(repeating: "0", count: digits - fraction.count) + fraction
  while fraction.last == "0" { fraction.removeLast() }
  return text + "." + fraction
}
