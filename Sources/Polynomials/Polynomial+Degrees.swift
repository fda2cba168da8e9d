import AlgebraicStructures
import Computation

extension Polynomial {
  /// The largest sum of exponents of a term, or `nil` for 0.
  public var totalDegree: Int? { isZero ? nil : layout.largestTotalDegree(of: words) }

  /// The largest exponent of variable `index`, or `nil` for 0.
  public func degree(in index: Int) -> Int? {
    ring.requireVariable(index)
    return isZero ? nil : ring.monomials.largestExponent(of: index, in: words, width)
  }

  /// The largest exponent of each variable, or `nil` for 0.
  public var degrees: [Int]? {
    isZero ? nil : (0..<ring.variableCount).map { degree(in: $0)! }
  }

  /// The variables that occur, in increasing order of their index.
  @inlinable
  public var support: [Int] {
    (0..<ring.variableCount).filter { variable in
      (0..<termCount).contains {
        layout.exponent(variable, of: words, at: $0 * layout.wordCount) > 0
      }
    }
  }

  /// Whether all terms have the same total degree; true for 0.
  public var isHomogeneous: Bool {
    isHomogeneous(weights: [Int](repeating: 1, count: ring.variableCount))
  }

  /// Whether all terms have the same weighted degree Σ weights[i] · exponents[i]; true for 0.
  public func isHomogeneous(weights: [Int]) -> Bool {
    isHomogeneous(grading: [weights])
  }

  /// Whether all terms have the same degree in the grading by ℤᵏ whose rows are weight vectors.
  public func isHomogeneous(grading: [[Int]]) -> Bool {
    var first: [Int]?
    return terms.allSatisfy { term in
      let degree = ring.degree(of: term.exponents, grading: grading)
      defer { first = degree }
      return first == nil || first == degree
    }
  }
}

extension PolynomialRing {
  /// Traps unless `index` is a variable.
  @inlinable
  func requireVariable(_ index: Int) {
    require(
      (0..<variableCount).contains(index),
      "variable index \(index) in a ring of \(variableCount) variables")
  }

  /// The degree of a monomial in the grading whose rows are weight vectors.
  func degree(of exponents: [Int], grading: [[Int]]) -> [Int] {
    grading.map { weights in
      require(
        weights.count == variableCount,
        "\(weights.count) weights are given for \(variableCount) variables")
      return zip(weights, exponents).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }
}
