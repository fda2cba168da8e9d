import SingularLearning
import Testing

/// The modular matrix operations against their definitions, on shapes around the tile width and with
/// moduli at the limits.
@Suite struct WordKernelTests {
  static let moduli: [UInt32] = [2, 3, 65_537, 16_777_213, 1_073_741_789, 2_147_483_647]

  func random(_ modulus: UInt32, _ rows: Int, _ columns: Int, _ seed: UInt64) -> ModularMatrix {
    var source = RandomSource(seed: seed)
    return .random(modulus: modulus, rowCount: rows, columnCount: columns, using: &source)
  }

  /// All residues p − 1, which is where sums of products overflow first.
  func extreme(_ modulus: UInt32, _ rows: Int, _ columns: Int) -> ModularMatrix {
    ModularMatrix(
      modulus: modulus, rowCount: rows, columnCount: columns,
      elements: Array(repeating: modulus - 1, count: rows * columns))
  }

  func checkProduct(_ a: ModularMatrix, _ b: ModularMatrix) {
    let p = UInt64(a.modulus)
    let product = a * b
    #expect(product == a.transpose.transposeMultiplied(by: b))
    for i in 0..<a.rowCount {
      for j in 0..<b.columnCount {
        var sum: UInt64 = 0
        for k in 0..<a.columnCount { sum = (sum + UInt64(a[i, k]) * UInt64(b[k, j])) % p }
        #expect(UInt64(product[i, j]) == sum)
      }
    }
  }

  @Test("matrix products", arguments: moduli)
  func products(modulus: UInt32) {
    for (m, k, n) in [(1, 1, 1), (3, 5, 7), (2, 33, 65), (4, 70, 3), (2, 3, 515), (2, 0, 3)] {
      checkProduct(random(modulus, m, k, 1), random(modulus, k, n, 2))
    }
    checkProduct(extreme(modulus, 2, 71), extreme(modulus, 71, 9))
  }

  @Test("elementwise operations", arguments: moduli)
  func elementwise(modulus: UInt32) {
    let p = UInt64(modulus)
    for (a, b) in [
      (random(modulus, 3, 37, 3), random(modulus, 3, 37, 4)),
      (extreme(modulus, 2, 9), extreme(modulus, 2, 9)),
    ] {
      let products = zip(a.elements, b.elements).map { UInt64($0) * UInt64($1) % p }
      #expect(a.elementwiseProduct(with: b).elements.map(UInt64.init) == products)
      var sum = a
      sum.addElementwiseProduct(of: a, and: b)
      #expect(
        sum.elements.map(UInt64.init) == zip(products, a.elements).map { ($0 + UInt64($1)) % p })
      let values = a.elementwiseValues(ofPolynomial: [1, 0, modulus - 1])
      #expect(
        values.elements.map(UInt64.init)
          == a.elements.map { (1 + (p - 1) * (UInt64($0) * UInt64($0) % p)) % p })
      #expect(
        a.elementwisePower(5) == (0..<4).reduce(a) { x, _ in x.elementwiseProduct(with: a) })
      #expect(a.elementwisePower(0).elements.allSatisfy { $0 == 1 })
    }
  }

  @Test("columns of the Khatri-Rao product are Kronecker products", arguments: moduli)
  func columnwiseKronecker(modulus: UInt32) {
    let (a, b) = (random(modulus, 3, 11, 5), random(modulus, 4, 11, 6))
    var result = random(modulus, 14, 11, 7)
    let before = result
    result.setRows(from: 1, toColumnwiseKroneckerProductOf: a, and: b)
    #expect(result.row(0) == before.row(0) && result.row(13) == before.row(13))
    for i in 0..<3 {
      for k in 0..<4 {
        for j in 0..<11 {
          let product = UInt64(a[i, j]) * UInt64(b[k, j]) % UInt64(modulus)
          #expect(UInt64(result[1 + 4 * i + k, j]) == product)
        }
      }
    }
  }
}
