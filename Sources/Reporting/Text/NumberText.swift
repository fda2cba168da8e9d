import Foundation

/// A measured number with four significant digits; `-` for none.
func numberText(_ value: Double?) -> String {
  guard let value else { return "-" }
  return value.isFinite ? String(format: "%.4g", value) : value > 0 ? "infinite" : "\(value)"
}
