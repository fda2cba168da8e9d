import Computation
import ExactArithmetic
import LinearAlgebra

/// A product of powers of linear forms, f = Π ℓ_i^(s_i), at 0: a central hyperplane arrangement with multiplicities.
public struct HyperplaneArrangement: Hashable, Sendable {
  /// A flat: a subspace F that is an intersection of the hyperplanes.
  public struct Flat: Hashable, Sendable {
    /// The forms that vanish on F, by their numbers, increasing.
    public let forms: [Int]
    /// The codimension of F.
    public let codimension: Int
    /// The order of f along F: the multiplicities of its forms, added up.
    public let order: Int

    /// codim F/(2·order), the candidate of the divisor over F.
    public var candidate: Rational { Rational(Integer(codimension), Integer(2 * order)) }
  }

  /// The coefficients of the forms, row by row; forms may be proportional to each other.
  public let forms: [[Rational]]
  /// The exponents s_i, one for each form.
  public let multiplicities: [Int]

  /// The arrangement of these nonzero forms in the same variables, of which there is at least one, with positive
  /// multiplicities, 1 by default; traps otherwise.
  public init(forms: [[Rational]], multiplicities: [Int]? = nil) {
    let multiplicities = multiplicities ?? forms.map { _ in 1 }
    require(!forms.isEmpty, "a product of no linear forms does not vanish")
    require(
      multiplicities.count == forms.count && multiplicities.allSatisfy { $0 >= 1 },
      "\(forms.count) linear forms have positive multiplicities, not \(multiplicities)")
    require(
      forms.allSatisfy { $0.count == forms[0].count && $0.contains { !$0.isZero } },
      "linear forms are nonzero and have the same number of coefficients")
    self.forms = forms
    self.multiplicities = multiplicities
  }

  /// The number of variables, unused ones included.
  public var parameterCount: Int { forms[0].count }

  /// The pair of the ideal ⟨f⟩ at 0.
  ///
  /// λ is the least of codim F/(2·ord_F f) over the flats F, and m is the length of the longest chain of flats
  /// that attain it. Blowing up the irreducible flats, the smallest first, has normal crossings, and divisors meet,
  /// over 0 and over the reals, if their flats are nested (De Concini–Procesi). So λ is the least candidate of an
  /// irreducible flat, and other flats add nothing, as a mediant of their parts; m is the size of the
  /// largest nested set of irreducible flats that attain it. Such a set, joined one by one from the
  /// largest subspace down, is a chain of attaining flats of the same length; the parts of the flats of a chain attain the
  /// minimum, are nested, and each flat brings a part that is new.
  ///
  /// - Throws: `ComputationStopped` at a limit.
  /// - Complexity: The number of flats of the irreducible parts of the arrangement, at most exponential in the number
  ///   of forms, times the forms and variables.
  /// - SeeAlso: Mustață, *Multiplier ideals of hyperplane arrangements*, Trans. AMS 358 (2006), for λ over the complex
  ///   numbers; De Concini–Procesi, *Wonderful models of subspace arrangements*, Selecta Math. 1 (1995).
  public func value(
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> LearningCoefficient {
    // A product in separate variables has the least λ of its factors, and their m's add up where they attain it.
    var values: [LearningCoefficient] = []
    for part in irreducibleParts {
      let flats = try flats(of: part, control: control)
      values.append(Self.value(of: flats))
    }
    let lambda = values.map(\.lambda).min()!
    return LearningCoefficient(
      lambda,
      multiplicity: values.reduce(0) { $0 + ($1.lambda == lambda ? $1.multiplicity : 0) })
  }

  /// All flats except the whole space, by increasing codimension.
  ///
  /// - Throws: `ComputationStopped` at a limit.
  public func flats(
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> [Flat] {
    try flats(of: Array(forms.indices), control: control)
  }

  /// The forms, sorted into the finest classes such that the sum of their spans is direct.
  private var irreducibleParts: [[Int]] {
    // A relation between forms joins those that occur in it; a basis of relations joins all that must be.
    let relations = Matrix(ring: RationalField(), rows: forms).transpose.nullspace()
    var part = Array(forms.indices)
    for relation in relations {
      let joined = Set(forms.indices.filter { !relation[$0].isZero }.map { part[$0] })
      let least = joined.min()!
      for i in part.indices where joined.contains(part[i]) { part[i] = least }
    }
    return Dictionary(grouping: forms.indices) { part[$0] }.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The flats of some of the forms except the whole space, by increasing codimension.
  ///
  /// The flats below a flat F of the next codimension are the hyperplanes that the forms cut out in F: what has to be
  /// known of F is the forms on it, up to factors, which are those on a larger flat with one variable solved for.
  private func flats(
    of part: [Int], control: ComputationControl
  ) throws(ComputationStopped) -> [Flat] {
    /// The forms that vanish on a flat, and the others by their restrictions to it.
    typealias Restriction = [[Rational]: [Int]]
    var level: [[Int]: Restriction] = [
      []: Dictionary(grouping: part) { Self.normalized(forms[$0]) }
    ]
    var flats: [Flat] = []
    var codimension = 0
    while !level.isEmpty {
      codimension += 1
      var next: [[Int]: Restriction] = [:]
      for (vanishing, hyperplanes) in level {
        for (normal, members) in hyperplanes {
          let forms = (vanishing + members).sorted()
          guard next[forms] == nil else { continue }
          try control.checkpoint(operations: 20 * hyperplanes.count * normal.count)
          let pivot = normal.firstIndex { !$0.isZero }!
          var restriction: Restriction = [:]
          for (other, others) in hyperplanes where other != normal {
            let restricted = zip(other, normal).map { $0 - other[pivot] * $1 }
            restriction[Self.normalized(restricted), default: []] += others
          }
          next[forms] = restriction
          flats.append(
            Flat(
              forms: forms, codimension: codimension,
              order: forms.reduce(0) { $0 + multiplicities[$1] }))
        }
      }
      level = next
    }
    return flats
  }

  /// The multiple of a nonzero form whose first nonzero coefficient is 1.
  private static func normalized(_ form: [Rational]) -> [Rational] {
    let leading = form.first { !$0.isZero }!
    return leading.isOne ? form : form.map { $0 / leading }
  }

  /// The least candidate, and the length of the longest chain of flats that attain it.
  private static func value(of flats: [Flat]) -> LearningCoefficient {
    let lambda = flats.map(\.candidate).min()!
    let attaining = flats.filter { $0.candidate == lambda }.map { Set($0.forms) }
    var chains: [Int] = []
    for (i, flat) in attaining.enumerated() {
      let below = (0..<i).filter { attaining[$0].isStrictSubset(of: flat) }.map { chains[$0] }
      chains.append(1 + (below.max() ?? 0))
    }
    return LearningCoefficient(lambda, multiplicity: chains.max()!)
  }
}
