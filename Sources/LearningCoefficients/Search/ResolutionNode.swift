import ExactArithmetic
import Polynomials

/// A node of a proof: a germ, how it is simplified, and the rule that leads to germs whose values decide its own.
struct ResolutionNode: Sendable {
  /// Why the value is what it is.
  enum Rule: Hashable, Sendable {
    /// No zero of K lies on the stratum, or the stratum has no point.
    case noZeros
    /// All generators are monomials in the vanishing coordinates.
    case monomials
    /// The weights of the terms bound from above, and the generators that are monomials from below.
    case bounds
    /// At every zero on the stratum at least so many generators are regular coordinates.
    case rank(Int)
    /// The generators fall into groups without common coordinates, beside parameters; one child for each.
    case sum
    /// The factor and the generators have no coordinate in common, or one generator is a product of such; one child for
    /// each.
    case product
    /// The stratum falls into the part where a polynomial in the parameters is not 0 and the part where it is, solved for
    /// a parameter; the second child is missing if that part is empty.
    case split(Germ.Generator, solvedFor: Int)
    /// As `split`, with the polynomial itself as a coordinate at its smooth zeros.
    case smoothSplit(Germ.Generator)
    /// A blow-up of the vanishing coordinates with positive weights; one child for each chart, each without the points that
    /// charts before it contain.
    case blowUp(weights: [Int], charts: [Chart])
    /// The subspace where the given coordinates are 0, over the complex numbers: the second child, whose lower bound is one
    /// of the germ, by inversion of adjunction (J.-P. Demailly, J. Kollár, *Semi-continuity of complex singularity exponents*,
    /// 2001, for multiplier ideals the theorem of Ohsawa and Takegoshi). The first child is the same germ.
    case restriction([Int])
    /// Not decided within the budget: only the bounds are known.
    case open(String)
  }

  /// A chart of a blow-up: the index of the coordinate, and its sign.
  struct Chart: Hashable, Sendable {
    let index: Int
    let sign: Int
  }

  /// The germ.
  let germ: Germ
  /// What is done to it first.
  let steps: [SimplificationStep]
  /// Then this.
  let rule: Rule
  /// The germs that this leads to.
  let children: [ResolutionNode]
  /// A lower bound at every point of the stratum; `nil` without zeros of K.
  let lower: LearningCoefficient?
  /// An upper bound at some point of the stratum; `nil` without zeros of K.
  let upper: LearningCoefficient?
  /// Whether the upper bound holds at every point of the stratum.
  let isUniform: Bool

  /// The same without an upper bound, if it is not known that the stratum has a real point.
  func existing(_ isKnown: Bool) -> ResolutionNode {
    ResolutionNode(
      germ: germ, steps: steps, rule: rule, children: children, lower: lower,
      upper: isKnown ? upper : nil, isUniform: isUniform)
  }

  /// Whether the bounds meet.
  var isExact: Bool { lower == upper }
}
