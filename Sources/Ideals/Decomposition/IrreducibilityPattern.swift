/// What factor degrees of specialisations say about the factors of a monic polynomial.
///
/// If a polynomial over a normal domain factors, its images factor accordingly, so the degree of each
/// factor is a sum of degrees of irreducible factors of every image. When only 0 and the full degree
/// remain possible the polynomial is irreducible.
struct IrreducibilityPattern {
  private let degree: Int
  /// possible[k]: a factor of degree k is not excluded yet.
  private var possible: [Bool]

  init(degree: Int) {
    self.degree = degree
    possible = Array(repeating: true, count: degree + 1)
  }

  /// Takes into account an image whose irreducible factors have the given degrees, with repetitions.
  mutating func observe(_ factorDegrees: [Int]) {
    var sums = [Bool](repeating: false, count: degree + 1)
    sums[0] = true
    for part in factorDegrees {
      for k in stride(from: degree, through: part, by: -1) where sums[k - part] { sums[k] = true }
    }
    for k in possible.indices { possible[k] = possible[k] && sums[k] }
  }

  /// Whether irreducibility follows.
  var provesIrreducible: Bool { degree >= 1 && !possible[1..<degree].contains(true) }
}
