import Computation

/// The architecture (n, m, o) with σ = t^r and no biases: o forms that are combinations of the same m
/// powers of linear forms, an open part of a secant variety of a Segre-Veronese variety.
struct ShallowBlock {
  private let n: Int
  private let m: Int
  private let o: Int
  private let r: Int

  init(variables: Int, neurons: Int, outputs: Int, degree: Int) {
    n = variables
    m = neurons
    o = outputs
    r = degree
  }

  /// Hands over the bounds that exploit special geometry.
  func forEachBound(_ body: (Int, DimensionTheorem) -> Void) {
    if r == 2 && o == 1 {
      let rank = min(m, n)
      body(Saturating.product(rank, n) - rank * (rank - 1) / 2, .symmetricRank)
    }
    if o == 1 && isAlexanderHirschowitzException {
      body(ambientDimension - 1, .alexanderHirschowitz)
    }
    if r == 2 && o == 3 && n % 2 == 0 && m < 3 * (n / 2) {
      body(ambientDimension - 1, .skewFlattening)
    }
    if n >= 2 && m - 2 <= n { rationalNormalCurveBound.map { body($0, .rationalNormalCurve) } }
  }

  private var ambientDimension: Int {
    Saturating.product(o, Saturating.monomialCount(variables: n, degree: r))
  }

  private var isAlexanderHirschowitzException: Bool {
    switch (r, n, m) {
    case (4, 3, 5), (4, 4, 9), (4, 5, 14), (3, 5, 7): true
    default: false
    }
  }

  /// For n ≥ 2 and m ≤ n + 2: the parameters less the excess of representations on one rational normal curve.
  private var rationalNormalCurveBound: Int? {
    let onCurve = Saturating.product(m, o + 1)
    let span = Saturating.product(o, Saturating.sum(Saturating.product(r, n - 1), 1))
    guard onCurve > span, onCurve < Saturating.saturated else { return nil }
    let parameters = Saturating.product(m, n + o - 1)
    return parameters < Saturating.saturated ? parameters - (onCurve - span) : nil
  }
}
