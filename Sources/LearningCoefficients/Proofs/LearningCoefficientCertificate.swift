/// A proof, in a form to be saved, of bounds for the learning coefficient of an ideal at a rational point.
///
/// The tree of the search, without the germs: these follow from the ideal, the point and the density by what the nodes
/// say. Polynomials are texts that `PolynomialRing.parse` reads, in the variables and one more, the first of `q`, `q_`,
/// `q__`, … that is none of them; rational numbers are texts such as `3/2`; indices count from 0. The file format is
/// the JSON form of this value. `verify(_:steps:control:)` checks it without trusting any member.
public struct LearningCoefficientCertificate: Codable, Hashable, Sendable {
  /// The name by which files of this format are known.
  public static let formatName = "learning-coefficient"
  /// The version of the format that this library writes and reads.
  public static let currentVersion = 1

  /// `formatName`.
  public var format: String
  /// The version of the format.
  public var version: Int
  /// The variables of the ring.
  public var variables: [String]
  /// The generators of the ideal.
  public var generators: [String]
  /// The coordinates of the point.
  public var point: [String]
  /// The exponents h of the density Π |w_i − p_i|^h_i.
  public var density: [Int]
  /// Variables that keep the coordinate of the point, since scalings that change nothing move it along them.
  public var fixed: [String]
  /// The nodes of the tree; the first is the root, and children come after their parents.
  public var nodes: [Node]
}

extension LearningCoefficientCertificate {
  /// λ and m.
  public struct Value: Codable, Hashable, Sendable {
    /// λ.
    public var lambda: String
    /// m.
    public var multiplicity: Int
  }

  /// A germ, by what is done to it.
  public struct Node: Codable, Hashable, Sendable {
    /// Changes that keep the value, one after the other.
    public var steps: [Step]
    /// What the value follows from.
    public var rule: Rule
    /// The nodes that the rule leads to.
    public var children: [Int]
    /// A lower bound at every point of the stratum; `nil` where K has no zero.
    public var lower: Value?
    /// An upper bound at some point of the stratum; `nil` where K has no zero, or none is known.
    public var upper: Value?
    /// Numbers y for monomials of the ideal that show a lower bound; `nil` if it follows from the children.
    public var multipliers: [Multiplier]?
    /// Weights of the coordinates that show an upper bound; `nil` if it follows from the children.
    public var weights: [[String]]?
  }

  /// A solution of the linear programme of a monomial ideal, at one monomial.
  public struct Multiplier: Codable, Hashable, Sendable {
    /// The exponents, those of the common factor included.
    public var exponents: [Int]
    /// y > 0.
    public var value: String
  }

  /// A change of a germ: see the members of `SimplificationStep` of the same names.
  public enum Step: Codable, Hashable, Sendable {
    /// The monomial goes from all generators to the common factor.
    case commonFactor(exponents: [Int])
    /// A generator is divided by a polynomial without zeros on the stratum.
    case unit(generator: Int, divisor: String)
    /// Terms that generators with one term divide are dropped.
    case multiples
    /// A generator whose least terms are even and of one sign is replaced by these.
    case evenTerms(generator: Int)
    /// A generator with a definite quadratic part is replaced by the squares of its variables.
    case definiteSquares(generator: Int)
    /// A generator becomes a coordinate.
    case coordinate(generator: Int, variable: Int)
    /// A polynomial becomes a coordinate.
    case straightened(factor: String, variable: Int)
    /// Generators of the same linear span.
    case span(generators: [String])
    /// A generator that another one divides is dropped.
    case redundant(generator: Int, divisor: Int)
  }

  /// What the value of a germ follows from: see `ResolutionNode.Rule`.
  public enum Rule: Codable, Hashable, Sendable {
    /// K has no zero on the stratum.
    case noZeros
    /// All generators are monomials, or one is a unit.
    case monomials
    /// Weights bound from above, monomials among the generators from below.
    case bounds
    /// So many generators have independent differentials at all zeros on the stratum.
    case rank(size: Int)
    /// The generators with the given indices have no variable in common with the others.
    case sum(groups: [[Int]])
    /// The common factor and the generators have no variable in common.
    case factorProduct
    /// The only generator is the product of these polynomials without common variables, up to a number.
    case product(parts: [String])
    /// The stratum without and with the zeros of a polynomial, solved for a parameter.
    case split(polynomial: String, variable: Int)
    /// The same, with the polynomial as a coordinate at its smooth zeros; degrees are kept low in `lead`.
    case smoothSplit(polynomial: String, lead: Int)
    /// A blow-up with weights.
    case blowUp(weights: [Int], charts: [Chart])
    /// The same germ, and that on the complex subspace where the variables are 0, for its lower bound.
    case restriction(variables: [Int])
    /// Not decided; the text says why, and is not checked.
    case open(reason: String)
  }

  /// A chart of a blow-up.
  public struct Chart: Codable, Hashable, Sendable {
    /// The coordinate.
    public var index: Int
    /// 1 or −1.
    public var sign: Int
  }
}
