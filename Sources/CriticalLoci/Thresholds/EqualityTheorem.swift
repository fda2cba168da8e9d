import Computation
import Networks

/// A theorem by which critical points and subnetworks are the same: C = S, with its hypotheses checked
/// for one architecture.
///
/// The statements with their proofs stand in `Documentation/criticality-thresholds.md`; the names of
/// the cases are those of its sections.
public indirect enum EqualityTheorem: Hashable, Sendable {
  /// No hidden layer: J is constant, and there are no neurons to be inactive or redundant.
  case linear
  /// (d₀, m, n) with d₀ ≥ 2 and r ≥ max(2, 2m − 1): double points impose independent conditions.
  case doublePoints(neurons: Int, degree: Int)
  /// (d₀, 2, 1) with d₀ ≥ 3 and r = 2: two independent squares.
  case twoSquares
  /// (d₀, 2, d₂, …) with d₀ ≥ 2 and r₁ ≥ 3: the first layer peels off, which leaves (2, d₂, …).
  case peeling(inner: EqualityTheorem)
  /// (…, d_{L−2}, 1, n): the last hidden neuron only raises (…, d_{L−2}, 1) to a power.
  case widthOneEnd(inner: EqualityTheorem)
  /// (d₀, m, 2, …, 2, n) with r₁ large against m and the other degrees: powers of two sums of powers
  /// have no short syzygy.
  case widthTwoEnd(neurons: Int, degrees: [Int])
  /// (d₀, m, 3, n) with r₁ and r₂ large against m: neither have those of three, by Mason's theorem.
  case threeLastNeurons(neurons: Int, degrees: [Int])

  /// The theorem that applies to a monomial architecture, or `nil` if none of those known here does.
  ///
  /// `nil` says nothing about C = S.
  /// - Complexity: O(L).
  public init?(_ architecture: Architecture) {
    guard architecture.isHomogeneous, architecture.inputCount >= 2,
      architecture.degrees.allSatisfy({ $0 >= 2 }),
      let theorem = EqualityTheorem(
        widths: architecture.widths[...], degrees: architecture.degrees[...])
    else { return nil }
    self = theorem
  }

  /// The theorem for widths with d₀ ≥ 2 and degrees of at least two.
  private init?(widths: ArraySlice<Int>, degrees: ArraySlice<Int>) {
    let (widths, degrees) = (Array(widths), Array(degrees))
    switch widths.count {
    case 2:
      self = .linear
      return
    case 3:
      let neurons = widths[1]
      if degrees[0] >= 2 * neurons - 1 {
        self = .doublePoints(neurons: neurons, degree: degrees[0])
      } else if neurons == 2, widths[0] >= 3, widths[2] == 1 {
        self = .twoSquares
      } else {
        return nil
      }
      return
    default: break
    }
    if widths[widths.count - 2] == 1,
      let inner = EqualityTheorem(widths: widths.dropLast(2) + [1], degrees: degrees.dropLast())
    {
      self = .widthOneEnd(inner: inner)
    } else if widths[1] == 2, degrees[0] >= 3,
      let inner = EqualityTheorem(widths: widths.dropFirst(), degrees: degrees.dropFirst())
    {
      self = .peeling(inner: inner)
    } else if widths[1] >= 2, widths[2..<widths.count - 1].allSatisfy({ $0 == 2 }),
      separatesPowers(neurons: widths[1], degrees: degrees, longestSyzygy: twoTermSyzygy)
    {
      self = .widthTwoEnd(neurons: widths[1], degrees: degrees)
    } else if widths.count == 4, widths[1] >= 2, widths[2] == 3,
      separatesPowers(neurons: widths[1], degrees: degrees, longestSyzygy: threeTermSyzygy)
    {
      self = .threeLastNeurons(neurons: widths[1], degrees: degrees)
    } else {
      return nil
    }
  }

  /// What was checked, in one sentence.
  public var statement: String {
    switch self {
    case .linear: "there is no hidden layer, and J is constant"
    case .doublePoints(let neurons, let degree):
      "r = \(degree) >= \(max(2, 2 * neurons - 1)): double points of \(neurons) "
        + "pairwise different forms impose independent conditions"
    case .twoSquares: "two squares of independent linear forms in at least three variables"
    case .peeling(let inner):
      "the first layer, of width two and degree at least 3, peels off; of the rest: \(inner.statement)"
    case .widthOneEnd(let inner):
      "the last hidden neuron only takes a power; of the network before it: \(inner.statement)"
    case .widthTwoEnd(let neurons, let degrees), .threeLastNeurons(let neurons, let degrees):
      "degrees \(degrees.map(String.init).joined(separator: ",")) are so large that powers of the "
        + "preactivations, sums of powers of \(neurons) forms, have no short syzygy"
    }
  }

  /// The smallest degree r* ≥ 2 such that for every r ≥ r* a theorem proves C = S for the network of
  /// these widths with the activation t^r in all hidden layers; `nil` if there is none.
  ///
  /// With equal degrees every hypothesis for r ≥ 23 has the form r ≥ c with c ≤ 6 max(d), so that
  /// finitely many degrees decide.
  public static func provenFromDegree(widths: [Int]) -> Int? {
    func applies(_ degree: Int) -> Bool {
      // Widths that are no network have no theorem.
      guard let architecture = try? Architecture(widths: widths, degree: degree) else {
        return false
      }
      return EqualityTheorem(architecture) != nil
    }
    guard let widest = widths.max(), widest <= Architecture.maximumParameterCount else {
      return nil
    }
    // From 23 on the longest syzygies no longer depend on the degree, so that what holds for one degree
    // holds for all larger ones.
    var (low, high) = (23, max(23, 6 * widest))
    guard applies(high) else { return nil }
    while low < high {
      let middle = low + (high - low) / 2
      if applies(middle) { high = middle } else { low = middle + 1 }
    }
    while high > 2, applies(high - 1) { high -= 1 }
    return high
  }
}

/// Whether r₁ suffices for m pairwise independent linear forms l: the sums of r₁-th powers that a later
/// layer of degree r forms have no common factor as long as a syzygy would need, and the outputs of the
/// first layer are independent as in `EqualityTheorem.doublePoints`.
private func separatesPowers(
  neurons: Int, degrees: [Int], longestSyzygy: (_ first: Int, _ later: Int) -> Int?
) -> Bool {
  let first = degrees[0]
  return first >= 2 * neurons - 1
    && degrees.dropFirst().allSatisfy { later in
      guard let longest = longestSyzygy(first, later) else { return false }
      return first >= Saturating.product(neurons - 1, longest + 1)
    }
}

/// The largest degree e, without the common factor, of two forms q of degree r₁ with a syzygy
/// q₁^{r−1}·A = q₂^{r−1}·B, deg A = deg B = r₁: e(r − 1) ≤ r₁.
private func twoTermSyzygy(_ first: Int, _ later: Int) -> Int? {
  later >= 2 ? first / (later - 1) : nil
}

/// The same for three forms: e(r − 4) ≤ 5r₁ − 2 by Mason's theorem.
private func threeTermSyzygy(_ first: Int, _ later: Int) -> Int? {
  later >= 5 ? (5 * first - 2) / (later - 4) : nil
}
