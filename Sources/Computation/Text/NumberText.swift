import Foundation

/// Numbers as people read them; the same text everywhere, whatever the language of the system.

/// A measured number with so many significant digits, with a power of ten where it is very large or small:
/// `0.001235`, `1.5e+10`; `infinite` beyond all numbers, and `-` for none.
package func numberText(_ value: Double?, digits: Int = 4) -> String {
  guard let value else { return "-" }
  return value.isFinite
    ? String(format: "%.\(digits)g", value) : value > 0 ? "infinite" : "\(value)"
}

/// A number in decimal notation with at most `digits` digits after the point and no zeros at its end.
///
/// The same text everywhere: no locale, no exponent. Numbers beyond ±10¹² are written as ±10¹², and what is no
/// number as 0: far outside of every figure, or at its edge. Traps unless 0 ≤ digits ≤ 6.
package func decimal(_ value: Double, digits: Int = 2) -> String {
  require((0...6).contains(digits), "\(digits) decimals in a figure")
  var unit = 1
  for _ in 0..<digits { unit *= 10 }
  let scaled = roundedInteger((value.isNaN ? 0 : min(max(value, -1e12), 1e12)) * Double(unit))
  var text = scaled < 0 ? "-" : ""
  text += "\(scaled.magnitude / UInt(unit))"
  var fraction = "\(scaled.magnitude % UInt(unit))"
  if fraction == "0" { return text }
  fraction = String(repeating: "0", count: digits - fraction.count) + fraction
  while fraction.last == "0" { fraction.removeLast() }
  return text + "." + fraction
}

/// The nearest integer in the range ±2⁶², whose ends are nearest to what lies beyond, infinities included.
///
/// 0 for what is no number.
package func roundedInteger(_ value: Double) -> Int {
  if value.isNaN { return 0 }
  return Int(min(max(value.rounded(), -0x1p62), 0x1p62))
}
