import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

extension Architecture {
  /// All renumberings of hidden neurons as maps of parameters: parameter i becomes number `images[i]`.
  ///
  /// The identity comes first.
  /// - Throws: `sizeLimit` if there are more than `maximumCount`.
  func parameterPermutations(
    maximumCount: Int = 100_000
  ) throws(ComputationStopped) -> [[Int]] {
    let (group, isWhole) = hiddenPermutations(limit: maximumCount)
    if !isWhole {
      throw .sizeLimit(
        what: "the number of permutations of hidden neurons", needed: "more", limit: maximumCount)
    }
    return group.map { parameterPositions(under: $0) }
  }
}
