import AlgebraicStructures
import Computation

extension Polynomial {
  /// The sum of terms in any order, with repetitions and zeros.
  @inlinable
  init(
    ring: PolynomialRing<Coefficients>, width: Int,
    unsortedCoefficients: [Coefficients.Element], words: [UInt64]
  ) {
    let layout = ring.monomials.layouts[width]
    let size = layout.wordCount
    if layout.isStrictlyDecreasing(words) {
      self =
        Polynomial(ring: ring, width: width, coefficients: unsortedCoefficients, words: words)
        .withoutZeros
      return
    }
    let order = words.withUnsafeBufferPointer {
      // An empty array has no address; then there is nothing to sort either.
      $0.baseAddress.map {
        decreasingOrder(of: $0, wordCount: size, count: unsortedCoefficients.count)
      } ?? []
    }
    let c = ring.coefficients
    var coefficients: [Coefficients.Element] = []
    var sortedWords: [UInt64] = []
    coefficients.reserveCapacity(order.count)
    sortedWords.reserveCapacity(words.count)
    var position = 0
    while position < order.count {
      let start = Int(order[position]) * size
      var sum = unsortedCoefficients[Int(order[position])]
      position += 1
      while position < order.count,
        (0..<size).allSatisfy({ words[Int(order[position]) * size + $0] == words[start + $0] })
      {
        sum = c.add(sum, unsortedCoefficients[Int(order[position])])
        position += 1
      }
      if !c.isZero(sum) {
        coefficients.append(sum)
        for k in 0..<size { sortedWords.append(words[start + k]) }
      }
    }
    self.init(ring: ring, width: width, coefficients: coefficients, words: sortedWords)
  }
}
