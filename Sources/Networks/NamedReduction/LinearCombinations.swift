import Foundation

/// Vectors of which each new one is a combination of the ones before, up to a tolerance, or counts as independent.
///
/// Orthogonalization twice over, with the coefficients in the vectors that were given.
struct LinearCombinations {
  let tolerance: Double
  /// Orthonormal vectors with their coefficients in the given ones.
  private var basis: [(vector: [Double], coefficients: [Int: Double])] = []
  private var count = 0

  init(tolerance: Double) { self.tolerance = tolerance }

  /// The coefficients of a combination that is nearest to the next vector, by the numbers of the vectors from 0, if
  /// it is within the tolerance relative to the norm; else `nil`, and the vector is one more independent one.
  mutating func combination(of vector: [Double]) -> [Int: Double]? {
    defer { count += 1 }
    let norm = euclideanNorm(vector)
    guard norm > 0 else { return [:] }
    var rest = vector
    var coefficients: [Int: Double] = [:]
    for _ in 0..<2 {
      for element in basis {
        let product = zip(rest, element.vector).reduce(0) { $0 + $1.0 * $1.1 }
        rest = zip(rest, element.vector).map { $0 - product * $1 }
        for (index, value) in element.coefficients {
          coefficients[index, default: 0] += product * value
        }
      }
    }
    let size = euclideanNorm(rest)
    if size <= tolerance * norm || size <= 0x1p-48 * norm { return coefficients }
    var own = coefficients.mapValues { -$0 / size }
    own[count] = 1 / size
    basis.append((rest.map { $0 / size }, own))
    return nil
  }
}
