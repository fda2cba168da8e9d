import AlgebraicStructures

/// Runs `body` with exact reduction by polynomials with integer coefficients, with exponents as wide
/// as they turn out to need.
func withExactReduction<Result>(
  by basis: SparseSystem, _ rows: IntegerRows, order: OrderFields, control: ComputationControl,
  _ body: (ExactReduction) throws(F4Interruption) -> Result
) throws(ComputationStopped) -> Result {
  for bits in [8, 16, 32] where basis.largestExponent < 1 << (bits - 1) {
    guard
      let reduction = ExactReduction(
        basis: basis, rows: rows, order: order, bits: bits, control: control)
    else { break }
    do {
      return try body(reduction)
    } catch .stopped(let reason) {
      throw reason
    } catch {
      continue
    }
  }
  throw .sizeLimit(what: "an exponent", needed: "at least 2147483648", limit: 2_147_483_647)
}
