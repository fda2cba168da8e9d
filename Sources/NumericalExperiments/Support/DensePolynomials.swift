/// Σ coefficients[k]·t^k.
func horner(_ coefficients: [Double], _ t: Double) -> Double {
  var result = 0.0
  for coefficient in coefficients.reversed() { result = result * t + coefficient }
  return result
}

/// The coefficients of the derivative; `[0]` for a constant.
func derivative(_ coefficients: [Double]) -> [Double] {
  coefficients.count < 2
    ? [0] : coefficients.indices.dropFirst().map { Double($0) * coefficients[$0] }
}
