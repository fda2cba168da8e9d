import AlgebraicStructures

extension Polynomial {
  /// The homogeneous parts in the grading by ℤᵏ whose rows are weight vectors, by degree; empty for 0.
  ///
  /// The parts add up to this polynomial. Rows of another length than the number of variables trap.
  /// - Complexity: O(terms · nonzero weights).
  public func gradedParts(grading: [[Int]]) -> [[Int]: Polynomial] {
    let weights = grading.map { row in
      require(
        row.count == ring.variableCount,
        "gradedParts: \(row.count) weights are given for \(ring.variableCount) variables")
      return row.indices.filter { row[$0] != 0 }.map { (index: $0, weight: row[$0]) }
    }
    let layout = layout
    let size = layout.wordCount
    var positions: [[Int]: Int] = [:]
    var parts: [(coefficients: [Coefficients.Element], words: [UInt64])] = []
    var degree = [Int](repeating: 0, count: grading.count)
    for i in 0..<termCount {
      for (k, row) in weights.enumerated() {
        degree[k] = row.reduce(0) {
          $0 + $1.weight * layout.exponent($1.index, of: words, at: i * size)
        }
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
