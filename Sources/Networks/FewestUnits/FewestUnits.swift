import Computation
import ExactArithmetic

/// The fewest hidden units of a network with one hidden layer that computes a given function, with what they stand for.
///
/// Compared are networks with one hidden layer of the same activation, with biases (in both layers) or without as the
/// given one, and any real weights.
public struct FewestUnits: Hashable, Sendable {
  /// Units whose rows are equal or opposite; with the sine and biases, units of one frequency.
  public struct Group: Hashable, Sendable {
    /// The units, from 1.
    public let units: [Int]
    /// Those with the opposite row of the first, among them.
    public let opposite: [Int]
    /// How many units their part of the function needs: 0 where it vanishes; 2 only for the sine.
    public let fewest: Int
  }

  /// The least number of units.
  public let atLeast: Int
  /// A number that suffices; larger only where a search was cut off.
  public let atMost: Int
  /// The groups of units with nonzero incoming weights, in the order of their first ones.
  public let groups: [Group]
  /// The units, from 1, without incoming weights, which are constant.
  public let constantUnits: [Int]
  /// How it is known; a theorem.
  public let evidence: Evidence

  /// The number of units, if it is decided.
  public var count: Int? { atLeast == atMost ? atLeast : nil }
}

/// The fewest units with the function of a network with one hidden layer at exact weights, with proof.
///
/// **tanh** (H. Sussmann, *Uniqueness of the weights for minimal feedforward nets with a given input-output map*, 1992;
/// M. Farrugia-Roberts, *Functional equivalence and path connectivity of reducible hyperbolic tangent networks*, 2023): the
/// functions 1 and tanh(w·x + b) are linearly independent for rows (w, b), w ≠ 0, that are different and not
/// opposite, by their poles along a line. So a function determines the rows up to sign that occur in it with a coefficient
/// that is not zero, and each needs one unit, whatever the number of outputs; constants go to the output bias.
///
/// **erf**: the same; the derivatives along a line are multiples of exp(−(ut + b)²), and such functions are independent if
/// no two exponents differ by a constant only.
///
/// **sigmoid**: σ(z) = ½ + ½ tanh(z/2). Without biases nothing takes constants: with coefficients α_i of the p
/// odd parts and the constant c, p units suffice iff Σ ±α_i = 2c for some signs, and p + 1 always do.
///
/// **sin**: sin(w·x), cos(w·x) and 1 are independent for different frequencies up to sign. With biases the units of one frequency
/// have Σ a_k e^{ib_k} as coefficient, and need as many units as its real and imaginary parts span dimensions: units a·sin(wx + b)
/// have all coefficients of rank one. The numbers e^{ib} of different rational b are linearly independent over the
/// rationals (Lindemann, Weierstrass), so that this is decided.
///
/// - Parameter architecture: The shape.
/// - Parameter weights: One number for each parameter, else it traps.
/// - Parameter budget: The most sums of signs, or products of two outgoing weights, that are looked at.
/// - Returns: `nil` where no theorem applies: another number of hidden layers, or another activation.
/// - Complexity: O(N) rational operations but for the search for signs, and pairs of biases of one frequency.
public func fewestUnits(
  of architecture: NamedArchitecture, weights: [Rational], budget: Int = 1 << 16
) -> FewestUnits? {
  require(
    weights.count == architecture.parameterCount,
    "\(weights.count) weights for \(architecture.parameterCount) parameters")
  guard architecture.layerCount == 2 else { return nil }
  let units = UnitGroups(architecture, weights: weights)
  let isBiased = architecture.hasBias
  switch architecture.activations[0] {
  case .tanh:
    return units.result(
      "Sussmann's conditions: tanh units with rows that differ up to sign are independent")
  case .erf:
    return units.result(
      "erf units with rows that differ up to sign are independent: Gaussians with different exponents"
    )
  case .sigmoid:
    let reason =
      "Sussmann's conditions for sigmoid = 1/2 + tanh(z/2)/2: rows that differ up to sign are independent"
    return isBiased ? units.result(reason) : units.signedResult(reason, budget: budget)
  case .sin:
    return isBiased
      ? units.frequencyResult(budget: budget)
      : units.result("sines of frequencies that differ up to sign are independent")
  case .gelu, .silu, .softplus, .relu, .leakyReLU: return nil
  }
}

/// The units of a network by their rows up to sign.
private struct UnitGroups {
  struct Unit {
    /// The number from 1.
    let number: Int
    /// Whether the row has been turned.
    let isOpposite: Bool
    /// The bias after that; 0 without.
    let bias: Rational
    /// The outgoing weights times the sign.
    let column: [Rational]
  }

  let outputCount: Int
  /// The units with one row up to sign, biases included, in the order of their first ones.
  private(set) var groups: [[Unit]] = []
  /// The numbers of the units without incoming weights.
  private(set) var constants: [Int] = []
  /// The sum of all outgoing weights.
  private(set) var total: [Rational]
  /// The same units by frequency alone.
  private(set) var frequencies: [[Unit]] = []

  init(_ architecture: NamedArchitecture, weights: [Rational]) {
    let layers = architecture.layers
    outputCount = layers.outputCount
    total = Array(repeating: 0, count: outputCount)
    var (places, frequencyPlaces): ([[Rational]: Int], [[Rational]: Int]) = ([:], [:])
    for number in 1...layers.widths[1] {
      var row = Array(weights[layers.weightRange(ofLayer: 1, row: number)])
      var bias: Rational =
        layers.hasBias ? weights[layers.biasIndex(layer: 1, row: number)] : 0
      var column = (1...outputCount).map {
        weights[layers.parameterIndex(layer: 2, row: $0, column: number)]
      }
      total = zip(total, column).map { $0 + $1 }
      guard let leading = row.first(where: { !$0.isZero }) else {
        constants.append(number)
        continue
      }
      let isOpposite = leading < 0
      if isOpposite { (row, bias, column) = (row.map { -$0 }, -bias, column.map { -$0 }) }
      let unit = Unit(number: number, isOpposite: isOpposite, bias: bias, column: column)
      place(unit, row + [bias], in: &groups, &places)
      place(unit, row, in: &frequencies, &frequencyPlaces)
    }
  }

  private func place(
    _ unit: Unit, _ key: [Rational], in lists: inout [[Unit]], _ places: inout [[Rational]: Int]
  ) {
    if let place = places[key] {
      lists[place].append(unit)
    } else {
      places[key] = lists.count
      lists.append([unit])
    }
  }

  /// Σ ±a_k of units.
  private func sum(_ units: [Unit]) -> [Rational] {
    units.dropFirst().reduce(units[0].column) { zip($0, $1.column).map { $0 + $1 } }
  }

  private func group(_ units: [Unit], fewest: Int) -> FewestUnits.Group {
    let isTurned = units[0].isOpposite
    return .init(
      units: units.map(\.number),
      opposite: units.filter { $0.isOpposite != isTurned }.map(\.number), fewest: fewest)
  }

  private func result(
    _ groups: [FewestUnits.Group], between bounds: ClosedRange<Int>, _ reason: String
  ) -> FewestUnits {
    FewestUnits(
      atLeast: bounds.lowerBound, atMost: bounds.upperBound, groups: groups,
      constantUnits: constants, evidence: .proven(detail: reason))
  }

  /// One unit for each row whose coefficient is not zero.
  func result(_ reason: String) -> FewestUnits {
    let found = groups.map { group($0, fewest: sum($0).allSatisfy(\.isZero) ? 0 : 1) }
    let count = found.count { $0.fewest == 1 }
    return result(found, between: count...count, reason)
  }

  /// The same for sigmoids without biases, where signs have to make the constant.
  func signedResult(_ reason: String, budget: Int) -> FewestUnits {
    let found = groups.map { group($0, fewest: sum($0).allSatisfy(\.isZero) ? 0 : 1) }
    let needed = groups.filter { !sum($0).allSatisfy(\.isZero) }
    let count = needed.count
    let hasSigns = SignedSums(needed.map(sum), budget: budget)
      .reach(total, trying: needed.map { $0.allSatisfy(\.isOpposite) })
    let bounds =
      switch hasSigns {
      case true?: count...count
      case false?: count + 1...count + 1
      case nil: count...count + 1
      }
    return result(
      found, between: bounds, reason + "; without biases signs have to make the constant")
  }

  /// As many units for each frequency as its coefficient has rank.
  func frequencyResult(budget: Int) -> FewestUnits {
    var (least, most) = (0, 0)
    let found = frequencies.map { units in
      let rank = frequencyRank(units, budget: budget)
      least += rank.lowerBound
      most += rank.upperBound
      return group(units, fewest: rank.upperBound)
    }
    return result(
      found, between: least...most,
      "frequencies that differ up to sign are independent, and so are exp(ib) for different rational b"
    )
  }

  /// The dimension that the real and imaginary part of Σ a_k e^{ib_k} span.
  private func frequencyRank(_ units: [Unit], budget: Int) -> ClosedRange<Int> {
    var columns: [Rational: [Rational]] = [:]
    for unit in units {
      columns[unit.bias] =
        columns[unit.bias].map { zip($0, unit.column).map { $0 + $1 } } ?? unit.column
    }
    let terms = columns.filter { !$0.value.allSatisfy(\.isZero) }.sorted { $0.key < $1.key }
    if terms.isEmpty { return 0...0 }
    if terms.count == 1 || outputCount == 1 { return 1...1 }
    let work = Saturating.product(
      Saturating.product(terms.count, terms.count),
      Saturating.product(outputCount, outputCount))
    guard work <= Saturating.product(budget, 64) else { return 1...2 }
    // The minors V_j V̄_l − V_l V̄_j, by the differences of biases.
    for j in 0..<outputCount {
      for l in j + 1..<outputCount {
        var minors: [Rational: Rational] = [:]
        for (b, u) in terms {
          for (c, v) in terms {
            minors[b - c, default: 0] = minors[b - c, default: 0] + (u[j] * v[l] - u[l] * v[j])
          }
        }
        if minors.values.contains(where: { !$0.isZero }) { return 2...2 }
      }
    }
    return 1...1
  }
}

/// The sums Σ ±v_i of vectors.
private struct SignedSums {
  private let vectors: [[Rational]]
  private let budget: Int

  init(_ vectors: [[Rational]], budget: Int) { (self.vectors, self.budget) = (vectors, budget) }

  /// Whether a vector is a sum, for signs that are tried first, − where `turned`; `nil` if that would take more sums than
  /// the budget.
  func reach(_ target: [Rational], trying turned: [Bool]) -> Bool? {
    let first = zip(vectors, turned).reduce(target) { rest, term in
      zip(rest, term.0).map { term.1 ? $0 + $1 : $0 - $1 }
    }
    if first.allSatisfy(\.isZero) { return true }
    if vectors.isEmpty { return false }
    // Half of the vectors from each side.
    let half = vectors.count / 2
    guard let sums = sums(vectors[..<half], target.count),
      let others = self.sums(vectors[half...], target.count)
    else { return nil }
    return sums.contains { sum in others.contains(zip(target, sum).map { $0 - $1 }) }
  }

  private func sums(_ vectors: ArraySlice<[Rational]>, _ count: Int) -> Set<[Rational]>? {
    var sums: Set<[Rational]> = [Array(repeating: 0, count: count)]
    for vector in vectors {
      var next: Set<[Rational]> = []
      for sum in sums {
        next.insert(zip(sum, vector).map { $0 + $1 })
        next.insert(zip(sum, vector).map { $0 - $1 })
      }
      if next.count > budget { return nil }
      sums = next
    }
    return sums
  }
}
