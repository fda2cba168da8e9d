import ExactArithmetic
import Polynomials

/// A change of a germ that keeps its learning coefficient at every point of the stratum.
enum SimplificationStep: Hashable, Sendable {
  /// All generators are divided by the monomial with these exponents, which goes to the common factor.
  case commonFactor([Int])
  /// A generator is divided by a polynomial without zeros on the stratum.
  case unit(generator: Int, divisor: Germ.Generator)
  /// Terms that are multiples of generators with one term are dropped in the other generators.
  case multiples
  /// A generator whose minimal terms are even in all variables and have one sign is replaced by them.
  case evenTerms(generator: Int)
  /// A generator with a definite quadratic part, in variables on which all its terms vanish twice, is replaced by the
  /// squares of these variables.
  case definiteSquares(generator: Int)
  /// A generator unit·x + rest becomes the coordinate x.
  case coordinate(generator: Int, variable: Int)
  /// A factor unit·x + rest of generators becomes the coordinate x.
  case straightened(factor: Germ.Generator, variable: Int)
  /// The generators are replaced by others with the same linear span over ℚ.
  case span([Germ.Generator])
  /// A generator is a multiple of another one and is dropped.
  case redundant(generator: Int, multipleOf: Int)
}
