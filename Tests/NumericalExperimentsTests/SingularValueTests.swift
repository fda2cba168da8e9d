import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Singular values of matrices that are made from them.
@Suite struct SingularValueTests {
  /// H D K with reflections H and K: the singular values are those of the diagonal D.
  private func matrix(
    rows: Int, columns: Int, values: [Double], seed: UInt64
  ) -> DenseMatrix {
    var random = RandomSource(seed: seed)
    func unit(_ count: Int) -> [Double] {
      let v = random.normals(count)
      let size = v.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return v.map { $0 / size }
    }
    let (u, v) = (unit(rows), unit(columns))
    var elements = [Double](repeating: 0, count: rows * columns)
    // (1 - 2uu')D(1 - 2vv')
    let overlap = values.indices.reduce(0) { $0 + u[$1] * values[$1] * v[$1] }
    for j in 0..<columns {
      for i in 0..<rows {
        let diagonal = i == j ? values[i] : 0
        let left = j < values.count ? u[j] * values[j] : 0
        let right = i < values.count ? values[i] * v[i] : 0
        elements[j * rows + i] =
          diagonal - 2 * u[i] * left - 2 * right * v[j] + 4 * u[i] * overlap * v[j]
      }
    }
    return DenseMatrix(rowCount: rows, columnCount: columns, elements: elements)
  }

  @Test(
    "large and small, tall and wide, of every scale",
    arguments: [(300, 270), (270, 300), (700, 258), (400, 400), (60, 50)], [1, 1e-180, 1e180])
  func knownValues(size: (Int, Int), scale: Double) throws {
    let count = min(size.0, size.1)
    let values = (0..<count).map { k in
      k % 7 == 3 ? 0 : scale * pow(10, -8 * Double(k) / Double(count))
    }
    let matrix = matrix(rows: size.0, columns: size.1, values: values, seed: 1)
    let found = try #require(try matrix.singularValues())
    #expect(found.count == count && found == found.sorted(by: >))
    for (a, b) in zip(found, values.sorted(by: >)) { #expect(abs(a - b) <= 1e-13 * scale) }
  }

  @Test("zeros, entries that are not finite, and a limit")
  func degenerateCases() throws {
    let zeros = DenseMatrix(
      rowCount: 300, columnCount: 280, elements: Array(repeating: 0, count: 84_000))
    #expect(try zeros.singularValues() == Array(repeating: 0, count: 280))
    var infinite = zeros
    infinite[3, 4] = .infinity
    #expect(try infinite.singularValues() == nil)
    let values = (1...280).map { Double($0) }
    let matrix = matrix(rows: 300, columns: 280, values: values, seed: 2)
    let control = ComputationControl()
    control.cancel()
    #expect(throws: ComputationStopped.self) { try matrix.singularValues(control: control) }
  }
}
