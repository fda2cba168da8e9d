import AlgebraicStructures
import Computation

extension Polynomial {
  /// The partial derivative ∂f/∂xᵢ.
  ///
  /// In characteristic p, multiples of p as exponents give zero.
  public func derivative(in index: Int) -> Polynomial {
    ring.requireVariable(index)
    let layout = layout
    let size = layout.wordCount
    var exponents = [Int](repeating: 0, count: ring.variableCount)
    exponents[index] = 1
    let (unitWidth, unit) = ring.monomials.pack([exponents])
    // A weight can need wider fields than the terms that have no such variable.
    if unitWidth > width { return ring.zero }
    let shift = ring.monomials.layouts[unitWidth].repack(unit, to: layout)
    let c = ring.coefficients
    var coefficients: [Coefficients.Element] = []
    var result: [UInt64] = []
    // Lowering one exponent keeps the order of the terms that contain it.
    for i in 0..<termCount {
      let exponent = layout.exponent(index, of: words, at: i * size)
      if exponent == 0 { continue }
      let product = c.multiply(c(exponent), coefficientArray[i])
      if c.isZero(product) { continue }
      coefficients.append(product)
      for k in 0..<size { result.append(words[i * size + k] &- shift[k]) }
    }
    return Polynomial(ring: ring, width: width, coefficients: coefficients, words: result)
  }

  /// All partial derivatives, in the order of the variables.
  public var gradient: [Polynomial] { (0..<ring.variableCount).map { derivative(in: $0) } }
}
