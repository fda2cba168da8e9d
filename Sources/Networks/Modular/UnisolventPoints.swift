import ExactArithmetic
import LinearAlgebra

/// Integer points at which a polynomial of a given space can only vanish if it is zero.
///
/// The principal lattice: all x ≥ 0 with Σ x_i = D for forms of degree D, with Σ x_i ≤ D for polynomials
/// of degree at most D. It is as large as the dimension of the space and unisolvent over every field of
/// characteristic 0 or more than D (Newton interpolation divides by differences of coordinates only).
package struct UnisolventPoints {
  /// The points, one after another.
  private let coordinates: [UInt32]
  private let inputCount: Int
  /// The number of points, which is the dimension of the space.
  package let count: Int
  /// Primes must be larger than this.
  package let degree: Int

  /// The points for `space`, or `nil` if there would be more than `limit`.
  package init?(_ space: PolynomialSpace, limit: Int) {
    inputCount = space.inputCount
    degree = space.degree
    guard let count = space.dimension.asInt, count <= limit, degree < 1 << 29 else { return nil }
    self.count = count
    // A form in one variable is determined by its value at 1, whatever its degree.
    if space.isHomogeneous && inputCount == 1 {
      coordinates = [1]
      return
    }
    let slots = inputCount + (space.isHomogeneous ? 0 : 1)
    var coordinates: [UInt32] = []
    coordinates.reserveCapacity(count * inputCount)
    var point = [Int](repeating: 0, count: slots)
    point[slots - 1] = degree
    while true {
      coordinates.append(contentsOf: point.prefix(inputCount).map { UInt32($0) })
      guard Self.advance(&point) else { break }
    }
    self.coordinates = coordinates
  }

  /// The next composition of the same sum: moves one unit left past the last nonzero slot.
  private static func advance(_ point: inout [Int]) -> Bool {
    guard let last = point.lastIndex(where: { $0 > 0 }), last > 0 else { return false }
    let moved = point[last]
    point[last] = 0
    point[last - 1] += 1
    point[point.count - 1] = moved - 1
    return true
  }

  /// Points `range` as columns modulo a prime larger than `degree`.
  package func block(_ range: Range<Int>, modulus: UInt32) -> ModularMatrix {
    var elements = [UInt32](repeating: 0, count: inputCount * range.count)
    for (column, point) in range.enumerated() {
      for i in 0..<inputCount {
        elements[i * range.count + column] = coordinates[point * inputCount + i]
      }
    }
    return ModularMatrix(
      modulus: modulus, rowCount: inputCount, columnCount: range.count, elements: elements)
  }
}
