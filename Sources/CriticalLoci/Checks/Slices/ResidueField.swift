import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// The field F_p[u] / (m) of an irreducible polynomial m: elements are coefficient lists of length deg m.
struct ResidueField: Field {
  let base: PrimeField
  /// The coefficients of m, constant term first; the leading one is 1.
  let modulus: [UInt64]

  /// Traps unless `modulus` is monic of positive degree; that it is irreducible is not checked.
  init(base: PrimeField, modulus: [UInt64]) {
    require(
      modulus.count >= 2 && modulus[modulus.count - 1] == 1,
      "a residue field needs a monic polynomial of positive degree")
    self.base = base
    self.modulus = modulus
  }

  /// The dimension over F_p.
  var degree: Int { modulus.count - 1 }
  var zero: [UInt64] { [UInt64](repeating: 0, count: degree) }
  var one: [UInt64] { constant(1) }
  var characteristic: UInt64 { base.modulus }

  /// The class of a polynomial in u.
  func element(_ coefficients: [UInt64]) -> [UInt64] {
    var rest = coefficients
    while rest.count > degree {
      let leading = rest.removeLast()
      if leading == 0 { continue }
      let shift = rest.count - degree
      for i in 0..<degree {
        rest[shift + i] = base.subtract(rest[shift + i], base.multiply(leading, modulus[i]))
      }
    }
    return rest + [UInt64](repeating: 0, count: degree - rest.count)
  }

  /// An element of F_p.
  func constant(_ c: UInt64) -> [UInt64] { element([c]) }

  func add(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] { zip(a, b).map { base.add($0, $1) } }
  func negate(_ a: [UInt64]) -> [UInt64] { a.map { base.negate($0) } }
  func callAsFunction(_ n: Int) -> [UInt64] { constant(base(n)) }

  func multiply(_ a: [UInt64], _ b: [UInt64]) -> [UInt64] {
    var product = [UInt64](repeating: 0, count: 2 * degree - 1)
    for (i, x) in a.enumerated() where x != 0 {
      for (j, y) in b.enumerated() { base.addProduct(x, y, to: &product[i + j]) }
    }
    return element(product)
  }

  /// A solution of a·b = 1 by linear algebra over F_p.
  func inverse(_ a: [UInt64]) -> [UInt64]? {
    if a == zero { return nil }
    var rows: [[UInt64]] = []
    var power = a
    // Row k is a·u^k, so a combination of rows is a multiple of a.
    for k in 0..<degree {
      if k > 0 { power = element([0] + power) }
      rows.append(power)
    }
    var columns = (0..<degree).map { i in rows.map { $0[i] } }
    for i in 0..<degree { columns[i].append(i == 0 ? 1 : 0) }
    for i in 0..<degree {
      guard let pivot = (i..<degree).first(where: { columns[$0][i] != 0 }),
        let inverse = base.inverse(columns[pivot][i])
      else { return nil }
      columns.swapAt(i, pivot)
      columns[i] = columns[i].map { base.multiply($0, inverse) }
      for j in 0..<degree where j != i && columns[j][i] != 0 {
        let factor = columns[j][i]
        for k in 0...degree {
          columns[j][k] = base.subtract(columns[j][k], base.multiply(factor, columns[i][k]))
        }
      }
    }
    return columns.map { $0[degree] }
  }

  static func == (a: Self, b: Self) -> Bool { a.base == b.base && a.modulus == b.modulus }
}
