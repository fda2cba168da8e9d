/// All exponent vectors of `count` entries with the given sum, lexicographically decreasing.
func exponentVectors(count: Int, degree: Int) -> [[Int]] {
  if count == 1 { return [[degree]] }
  var vectors: [[Int]] = []
  for first in (0...degree).reversed() {
    for rest in exponentVectors(count: count - 1, degree: degree - first) {
      vectors.append([first] + rest)
    }
  }
  return vectors
}

extension Architecture {
  /// The exponents of the input monomials that index the coefficients of one output.
  ///
  /// Degree-lexicographically decreasing: for two inputs and degree 2, x₁², x₁x₂, x₂². A homogeneous
  /// network has the monomials of degree `inputDegree`, any other all of degree at most that, also those
  /// that cannot occur and are not counted by `ambientDimension`.
  public var inputMonomials: [[Int]] {
    let lowest = isHomogeneous ? inputDegree : 0
    return (lowest...inputDegree).reversed().flatMap {
      exponentVectors(count: inputCount, degree: $0)
    }
  }
}
