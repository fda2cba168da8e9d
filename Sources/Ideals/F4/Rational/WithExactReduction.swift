import Computation
import ExactArithmetic

/// Runs `body` with exact reduction by polynomials with integer coefficients, with exponents as wide
/// as they turn out to need.
func withExactReduction<Result>(
  by basis: SparseSystem, _ rows: IntegerRows, order: OrderFields, control: ComputationControl,
  _ body: (ExactReduction) throws(F4Interruption) -> Result
) throws(ComputationStopped) -> Result {
  try withSufficientExponents(for: basis) { bits throws(F4Interruption) -> Result? in
    guard
      let reduction = ExactReduction(
        basis: basis, rows: rows, order: order, bits: bits, control: control)
    else { return nil }
    return try body(reduction)
  }
}
