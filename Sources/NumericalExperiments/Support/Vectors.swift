/// The arithmetic mean; 0 of nothing.
func mean(_ values: [Double]) -> Double {
  values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
}

/// Σ a_i b_i.
func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for i in a.indices { sum += a[i] * b[i] }
  return sum
}

/// An orthonormal basis of the span of `vectors`, by Gram–Schmidt with a second pass; vectors within 1e-10
/// of the span of those before are left out.
///
/// - Parameter checkpoint: Called before each vector.
/// - Complexity: O(n·k·d) for n vectors of length d with a span of dimension k.
func orthonormalBasis<Stop: Error>(
  of vectors: [[Double]], checkpoint: () throws(Stop) -> Void
) throws(Stop) -> [[Double]] {
  var basis: [[Double]] = []
  for vector in vectors {
    try checkpoint()
    // Nothing is left of a vector beside a basis of the whole space.
    if basis.count == vector.count { break }
    let size = dot(vector, vector).squareRoot()
    var rest = vector
    for _ in 0..<2 {
      for direction in basis {
        let overlap = dot(rest, direction)
        for i in rest.indices { rest[i] -= overlap * direction[i] }
      }
    }
    let norm = dot(rest, rest).squareRoot()
    if norm > 1e-10 * size && norm > 0 { basis.append(rest.map { $0 / norm }) }
  }
  return basis
}

/// The same without checkpoints.
func orthonormalBasis(of vectors: [[Double]]) -> [[Double]] {
  orthonormalBasis(of: vectors) { () throws(Never) in }
}
