import Computation
import ExactArithmetic
import Polynomials

/// A germ of K = |w^k|²·Σ g² with a density |w^h| along a stratum, up to changes that keep its learning coefficient.
///
/// The stratum is the set of points where the coordinates in the role `vanishing` are 0, those in the role `nonzero`
/// are not, those in the role `free` are any real numbers, and none of `units` vanishes: an open set of real
/// parameters that is not empty. What is said of a germ is the minimum, over the points of the stratum, of the learning
/// coefficient of K at the point. Without parameters the stratum is the origin.
struct Germ: Hashable, Sendable {
  typealias Generator = Polynomial<RationalField>

  /// What a coordinate is on the stratum.
  enum Role: Hashable, Sendable {
    /// 0 on the stratum.
    case vanishing
    /// A parameter that is not 0.
    case nonzero
    /// A parameter that can be any real number.
    case free
    /// A variable of the ring that is no coordinate any more.
    case absent
  }

  /// The ring of the generators.
  let ring: PolynomialRing<RationalField>
  /// The generators g, none of them zero; none at all where K is 0 up to its factor.
  var generators: [Generator]
  /// The exponents k of the common factor; 0 for all but vanishing and free coordinates.
  var factor: [Int]
  /// The exponents h of the density.
  ///
  /// Those of parameters are without meaning as long as they are parameters: where they do not vanish the density is
  /// bounded from both sides, and where they do it only makes K less singular.
  var density: [Int]
  /// The role of each variable.
  var roles: [Role]
  /// Irreducible polynomials in the parameters without zeros on the stratum, beside the nonzero coordinates.
  var units: [Generator]
  /// A polynomial in the parameters that is a coordinate.
  var relation: Relation?
  /// Whether coordinates and parameters are complex: then only bounds from below, half the log canonical threshold, say
  /// something of real points.
  var isComplex = false

  /// The germ at the origin of the given generators, which vanish there.
  ///
  /// Its ring has one variable more, for a coordinate that is not one of the given ones.
  init(_ generators: [Generator], ring: PolynomialRing<RationalField>, density: [Int]) {
    let extended = Germ.adjoiningVariable(to: ring)
    self.ring = extended
    self.generators = generators.filter { !$0.isZero }.map { generator in
      guard let image = generator.moved(to: extended) else {
        contractViolation("\(generator) has other variables than \(ring)")
      }
      return image
    }
    factor = [Int](repeating: 0, count: extended.variableCount)
    self.density = density + [0]
    roles = [Role](repeating: .vanishing, count: ring.variableCount) + [.absent]
    units = []
  }

  private static func adjoiningVariable(
    to ring: PolynomialRing<RationalField>
  ) -> PolynomialRing<RationalField> {
    var name = "q"
    while ring.index(of: name) != nil { name += "_" }
    do {
      return try PolynomialRing(coefficients: RationalField(), variables: ring.variables + [name])
    } catch {
      contractViolation("the variables of a ring are refused: \(error)")
    }
  }

  /// The indices of the vanishing coordinates.
  var vanishing: [Int] { roles.indices.filter { roles[$0] == .vanishing } }
  /// The indices of the parameters.
  var parameters: [Int] { roles.indices.filter { isParameter($0) } }

  /// Whether a coordinate is a parameter.
  func isParameter(_ index: Int) -> Bool { roles[index] == .nonzero || roles[index] == .free }

  /// The restriction of a polynomial to the stratum, a polynomial in the parameters.
  func restricted(_ polynomial: Generator) -> Generator { polynomial.settingToZero(vanishing) }

  /// Whether there is no common factor.
  var hasTrivialFactor: Bool { factor.allSatisfy { $0 == 0 } }

  /// The exponents of a term in the vanishing coordinates; 0 for the others.
  func vanishingPart(_ exponents: [Int]) -> [Int] {
    exponents.indices.map { roles[$0] == .vanishing ? exponents[$0] : 0 }
  }

  /// The number of terms of all generators.
  var termCount: Int { generators.reduce(0) { $0 + $1.termCount } }
}
