import AlgebraicStructures
import Computation

/// Runs `body` with the number of bits of an exponent: 8, 16 or 32, more if they turn out not to
/// suffice.
///
/// - Parameter least: The number to begin with.
/// - Parameter body: `nil` if a weighted degree may not fit into a word.
func withSufficientExponents<Result>(
  for system: SparseSystem, from least: Int = 8,
  _ body: (_ bits: Int) throws(F4Interruption) -> Result?
) throws(ComputationStopped) -> Result {
  for bits in [8, 16, 32]
  where bits >= least && system.largestExponent < 1 << (bits - 1) {
    do {
      guard let result = try body(bits) else { break }
      return result
    } catch .stopped(let reason) {
      throw reason
    } catch {
      continue
    }
  }
  throw .sizeLimit(what: "an exponent", needed: "at least 2147483648", limit: 2_147_483_647)
}
