import AlgebraicStructures
import Computation

extension Polynomial {
  /// This polynomial as one in the given variables with polynomial coefficients.
  ///
  /// f = Σ coefficient · Π xᵢ^exponents over the returned pairs; exponents follow the order of
  /// `variables`, the coefficients contain none of them and lie in the same ring. Pairs come in
  /// decreasing lexicographic order of the exponents; none for 0.
  /// - Complexity: O(terms · number of variables).
  public func collected(
    in variables: [Int]
  ) -> [(exponents: [Int], coefficient: Polynomial)] {
    for index in variables { ring.requireVariable(index) }
    require(Set(variables).count == variables.count, "collected(in:): a variable occurs twice")
    let layout = layout
    let size = layout.wordCount
    var parts: [[Int]: (coefficients: [Coefficients.Element], words: [UInt64])] = [:]
    for i in 0..<termCount {
      let exponents = variables.map { layout.exponent($0, of: words, at: i * size) }
      parts[exponents, default: ([], [])].coefficients.append(coefficientArray[i])
      parts[exponents, default: ([], [])].words.append(contentsOf: words[i * size..<(i + 1) * size])
    }
    let keys = parts.keys.sorted { MonomialOrder.lexicographic.compare($0, $1) > 0 }
    return keys.map { exponents in
      // Dividing by a common monomial keeps the order of the terms.
      let shift = ring.packedMonomial(variables, exponents, width: width)
      let coefficients = parts[exponents]!.coefficients
      var quotients = parts[exponents]!.words
      for start in stride(from: 0, to: quotients.count, by: size) {
        for k in 0..<size { quotients[start + k] &-= shift[k] }
      }
      return (
        exponents,
        Polynomial(ring: ring, width: width, coefficients: coefficients, words: quotients)
      )
    }
  }

  /// The same polynomial in a ring that has all its variables, found by name.
  ///
  /// `nil` if a variable that occurs is missing there. The coefficient rings must be equal (traps).
  public func moved(to target: PolynomialRing<Coefficients>) -> Polynomial? {
    require(
      target.coefficients == ring.coefficients,
      "moved(to:): coefficients \(ring.coefficients) and \(target.coefficients) differ")
    if target == ring {
      return Polynomial(ring: target, width: width, coefficients: coefficientArray, words: words)
    }
    let positions = ring.variables.map { target.index(of: $0) }
    guard support.allSatisfy({ positions[$0] != nil }) else { return nil }
    return target.polynomial(
      terms: terms.map { term in
        var exponents = [Int](repeating: 0, count: target.variableCount)
        for (position, e) in zip(positions, term.exponents) where e > 0 { exponents[position!] = e }
        return (term.coefficient, exponents)
      })
  }
}

extension PolynomialRing {
  /// The words of Π xᵢ^exponents over the given variables, which must fit the width.
  func packedMonomial(_ variables: [Int], _ exponents: [Int], width: Int) -> [UInt64] {
    var all = [Int](repeating: 0, count: variableCount)
    for (variable, e) in zip(variables, exponents) { all[variable] = e }
    let (needed, words) = monomials.pack([all])
    return monomials.layouts[needed].repack(words, to: monomials.layouts[width])
  }
}
