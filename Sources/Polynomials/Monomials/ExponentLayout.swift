import AlgebraicStructures
import Computation

/// How the monomials of one ring are stored as machine words, for one field width.
///
/// A monomial becomes a list of *fields*: non-negative linear functions of its exponents, such that
/// the monomial order is the lexicographic order of the fields. A lexicographic block stores the
/// exponents; a degree-lexicographic block the degree and the exponents; a degree-reverse-lexicographic
/// block x₁…xₖ the partial sums e₁+…+eₖ, e₁+…+eₖ₋₁, …, e₁ (for equal degree, a smaller eₖ is a larger
/// e₁+…+eₖ₋₁); a weight its weighted degree. Fields are packed into words from the top bit down, so
/// comparing monomials compares words and multiplying monomials adds words. The top bit of each field
/// is a guard that valid monomials keep clear: sums of two valid fields never carry into a neighbour.
@usableFromInline
final class ExponentLayout: Sendable {
  /// A field as a linear function of the exponents.
  enum Functional {
    case sum(Range<Int>)
    case weighted([Int])
  }

  /// Where a field sits: `(words[word] >> shift) & fieldMask`.
  @usableFromInline
  struct Place: Sendable {
    @usableFromInline var word: Int
    @usableFromInline var shift: UInt64
  }

  /// The largest exponent of a variable that polynomials represent.
  static let largestExponent = Int(Int32.max)

  @usableFromInline let bits: Int
  @usableFromInline let wordCount: Int
  @usableFromInline let variableCount: Int
  /// The guard bits of a word.
  @usableFromInline let guardMask: UInt64
  /// The largest value of a field, 2^(bits − 1) − 1.
  @usableFromInline let fieldMask: UInt64
  @usableFromInline let places: [Place]
  /// Exponent i is the field `plus[i]` minus the field `minus[i]` (−1: nothing to subtract).
  @usableFromInline let plus: [Int]
  @usableFromInline let minus: [Int]
  /// Fields followed by the next smaller partial sum of their block, whose difference is an exponent.
  @usableFromInline let differenceMasks: [UInt64]
  @usableFromInline let hasDifferences: Bool
  private let functionals: [Functional]

  /// The layout of `order` on `count` variables with fields of `bits` bits: 8, 16, 32 or 64.
  init(order: MonomialOrder, variableCount count: Int, bits: Int) {
    var fields = FieldList(variableCount: count)
    fields.append(order, over: 0..<count)
    let perWord = 64 / bits
    self.bits = bits
    variableCount = count
    wordCount = max(1, (fields.functionals.count + perWord - 1) / perWord)
    fieldMask = UInt64.max >> UInt64(65 - bits)
    var guards: UInt64 = 0
    for i in 0..<perWord { guards |= 1 << UInt64(64 - bits * i - 1) }
    guardMask = guards
    places = fields.functionals.indices.map {
      Place(word: $0 / perWord, shift: UInt64(64 - bits * ($0 % perWord + 1)))
    }
    var masks = [UInt64](repeating: 0, count: wordCount)
    for field in fields.minus where field >= 0 {
      masks[places[field - 1].word] |= fieldMask << places[field - 1].shift
    }
    differenceMasks = masks
    hasDifferences = fields.minus.contains { $0 >= 0 }
    functionals = fields.functionals
    plus = fields.plus
    minus = fields.minus
  }

  /// The values of all fields for the given exponents.
  func fields(_ exponents: [Int]) -> [Int] {
    var prefix = [0]
    prefix.reserveCapacity(exponents.count + 1)
    for e in exponents { prefix.append(prefix.last! + e) }
    return functionals.map {
      switch $0 {
      case .sum(let range): prefix[range.upperBound] - prefix[range.lowerBound]
      case .weighted(let weights): zip(weights, exponents).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
  }

  /// The words of a monomial whose field values are given and fit.
  func pack(fields: [Int]) -> [UInt64] {
    var words = [UInt64](repeating: 0, count: wordCount)
    for (place, value) in zip(places, fields) { words[place.word] |= UInt64(value) << place.shift }
    return words
  }

  /// The value of a field of the monomial whose words start at `offset`.
  @inlinable
  func field(_ index: Int, of words: [UInt64], at offset: Int) -> UInt64 {
    let place = places[index]
    return (words[offset + place.word] >> place.shift) & fieldMask
  }

  /// The exponent of a variable in the monomial whose words start at `offset`.
  @inlinable
  func exponent(_ variable: Int, of words: [UInt64], at offset: Int) -> Int {
    let whole = field(plus[variable], of: words, at: offset)
    let rest = minus[variable]
    return Int(rest < 0 ? whole : whole - field(rest, of: words, at: offset))
  }

  /// All exponents of the monomial whose words start at `offset`.
  @inlinable
  func exponents(of words: [UInt64], at offset: Int) -> [Int] {
    (0..<variableCount).map { exponent($0, of: words, at: offset) }
  }
}

/// Collects the fields that an order needs, most significant first.
private struct FieldList {
  var functionals: [ExponentLayout.Functional] = []
  var plus: [Int]
  var minus: [Int]

  init(variableCount: Int) {
    plus = Array(repeating: 0, count: variableCount)
    minus = Array(repeating: -1, count: variableCount)
  }

  mutating func append(_ order: MonomialOrder, over range: Range<Int>) {
    switch order {
    case .lexicographic:
      for variable in range {
        plus[variable] = functionals.count
        functionals.append(.sum(variable..<variable + 1))
      }
    case .degreeLexicographic:
      functionals.append(.sum(range))
      append(.lexicographic, over: range)
    case .degreeReverseLexicographic:
      for variable in range.reversed() {
        plus[variable] = functionals.count
        minus[variable] = variable == range.lowerBound ? -1 : functionals.count + 1
        functionals.append(.sum(range.lowerBound..<variable + 1))
      }
    case .block(let count, let first, let then):
      append(first, over: range.lowerBound..<range.lowerBound + count)
      append(then, over: range.lowerBound + count..<range.upperBound)
    case .weighted(let weights, let then):
      var all = [Int](repeating: 0, count: plus.count)
      for (i, weight) in weights.enumerated() { all[range.lowerBound + i] = weight }
      functionals.append(.weighted(all))
      append(then, over: range)
    }
  }
}
