import AlgebraicStructures
import Computation

extension Polynomial {
  /// The polynomial with the variables of the given indices set to 0.
  @inlinable
  public func settingToZero(_ variables: [Int]) -> Polynomial {
    let layout = layout
    let size = layout.wordCount
    let kept = (0..<termCount).filter { term in
      variables.allSatisfy { layout.exponent($0, of: words, at: term * size) == 0 }
    }
    if kept.count == termCount { return self }
    var rest: [UInt64] = []
    rest.reserveCapacity(kept.count * size)
    for term in kept { rest.append(contentsOf: words[term * size..<(term + 1) * size]) }
    return Polynomial(
      ring: ring, width: width, coefficients: kept.map { coefficientArray[$0] }, words: rest)
  }
}
