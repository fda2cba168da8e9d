import SingularLearning
import Testing

/// What Singular 4.3.1 says about the reduced degree-reverse-lexicographic basis of a classic system
/// modulo 2³¹ − 1: `std` with `option(redSB)`, made monic.
///
/// Every element f and its leading monomial m are evaluated at xᵢ = 1234577 i (i = 1, 2, … in the order
/// of the variables); the three sums Σ f, Σ f², Σ m² do not depend on the order of the elements.
struct ClassicReference: Sendable, CustomTestStringConvertible {
  let system: ClassicSystem
  let count: Int
  let dimension: Int
  let degree: Int
  let sum: UInt64
  let squareSum: UInt64
  let leadingSquareSum: UInt64

  var testDescription: String { system.description }

  init(
    _ system: ClassicSystem, _ count: Int, _ dimension: Int, _ degree: Int, _ sum: UInt64,
    _ squareSum: UInt64, _ leadingSquareSum: UInt64
  ) {
    self.system = system
    self.count = count
    self.dimension = dimension
    self.degree = degree
    self.sum = sum
    self.squareSum = squareSum
    self.leadingSquareSum = leadingSquareSum
  }

  /// Whether a basis modulo 2³¹ − 1 is the one that Singular finds.
  func matches(_ basis: GroebnerBasis<PrimeField>) -> Bool {
    let field = basis.ring.coefficients
    let point = basis.ring.variables.indices.map { field(1_234_577 * ($0 + 1)) }
    var (sum, squareSum, leadingSquareSum) = (field.zero, field.zero, field.zero)
    for f in basis.polynomials {
      let value = f.evaluate(at: point)
      let lead = f.leadingMonomial.map { $0.evaluate(at: point) } ?? 0
      sum = field.add(sum, value)
      field.addProduct(value, value, to: &squareSum)
      field.addProduct(lead, lead, to: &leadingSquareSum)
    }
    return basis.polynomials.count == count && sum == self.sum && squareSum == self.squareSum
      && leadingSquareSum == self.leadingSquareSum
  }

  static let all: [ClassicReference] = [
    ClassicReference(.katsura(2), 4, 0, 4, 1371740262, 758581685, 459293047),
    ClassicReference(.katsura(3), 7, 0, 8, 530462419, 492010335, 978516719),
    ClassicReference(.katsura(4), 13, 0, 16, 2118942380, 249895700, 1954492577),
    ClassicReference(.katsura(5), 22, 0, 32, 1254684501, 364964134, 1148527952),
    ClassicReference(.katsura(6), 41, 0, 64, 1065187159, 807007273, 1656472116),
    ClassicReference(.katsura(7), 74, 0, 128, 845887401, 712141147, 351023404),
    ClassicReference(.katsura(8), 143, 0, 256, 102988763, 553884113, 1753163433),
    ClassicReference(.cyclic(3), 3, 0, 6, 322626647, 1980548024, 1450620656),
    ClassicReference(.cyclic(4), 7, 1, 4, 1255871775, 1376230340, 1301914585),
    ClassicReference(.cyclic(5), 20, 0, 70, 26971750, 1744267680, 549660480),
    ClassicReference(.cyclic(6), 45, 0, 156, 667255722, 1554735128, 735721271),
    ClassicReference(.cyclic(7), 209, 0, 924, 2114629631, 1205494542, 1480054707),
    ClassicReference(.eco(4), 7, 0, 4, 920253031, 329778440, 386289523),
    ClassicReference(.eco(6), 18, 0, 16, 1028315169, 429997784, 1415900694),
    ClassicReference(.eco(8), 59, 0, 64, 1473179482, 2074950488, 2144944187),
    ClassicReference(.eco(9), 106, 0, 128, 1259889250, 213298257, 1050307593),
    ClassicReference(.eco(10), 203, 0, 256, 513005043, 956182243, 619726659),
    ClassicReference(.noon(3), 11, 0, 21, 1316018568, 1257974436, 197563738),
    ClassicReference(.noon(4), 28, 0, 73, 205963417, 969889026, 892205386),
    ClassicReference(.noon(5), 72, 0, 233, 1171353876, 1553539004, 1675253488),
    ClassicReference(.noon(6), 187, 0, 717, 919796674, 1356945053, 1259636459),
    ClassicReference(.reimer(2), 3, 0, 4, 39423941, 1456646607, 753575154),
    ClassicReference(.reimer(3), 7, 0, 12, 1493947609, 1098568469, 1486304300),
    ClassicReference(.reimer(4), 17, 0, 36, 596079628, 446277448, 2061069332),
    ClassicReference(.reimer(5), 38, 0, 144, 1950056605, 1174875550, 644709743),
  ]
}
