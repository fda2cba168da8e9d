import AlgebraicStructures
import Computation

extension Polynomial {
  /// The homogeneous parts in a grading by ℤᵏ, by degree; empty for 0.
  ///
  /// They add up to this polynomial.
  ///
  /// - Parameter grading: For each of the k components of the degree the variables that count and their
  ///   weights. Traps for indices that are no variables.
  /// - Complexity: O(terms · length of the grading).
  @inlinable
  public func gradedParts(
    grading: [[(variable: Int, weight: Int)]]
  ) -> [[Int]: Polynomial] {
    for (index, _) in grading.joined() { ring.requireVariable(index) }
    let layout = layout
    let size = layout.wordCount
    var positions: [[Int]: Int] = [:]
    var parts: [(coefficients: [Coefficients.Element], words: [UInt64])] = []
    var degree = [Int](repeating: 0, count: grading.count)
    for i in 0..<termCount {
      for (k, row) in grading.enumerated() {
        var sum = 0
        for (variable, weight) in row {
          sum += weight * layout.exponent(variable, of: words, at: i * size)
        }
        degree[k] = sum
      }
      let position = positions[degree] ?? parts.count
      if position == parts.count {
        positions[degree] = position
        parts.append(([], []))
      }
      parts[position].coefficients.append(coefficientArray[i])
      parts[position].words.append(contentsOf: words[i * size..<(i + 1) * size])
    }
    return positions.mapValues { position in
      Polynomial(
        ring: ring, width: width, coefficients: parts[position].coefficients,
        words: parts[position].words)
    }
  }
}
