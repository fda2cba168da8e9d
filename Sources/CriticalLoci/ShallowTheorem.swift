import Networks

/// Theorems by which {rank J ≤ k} of a network with one hidden layer of m neurons is a union of strata of
/// subnetworks: rank J(W) depends only on which neurons are inactive or redundant.
///
/// Then the stratum of the type of a point of the locus lies in it, and the maximal strata are the
/// components. Let l₁, …, l_m be the rows of W₁ as linear forms and a_i the columns of W₂. The image of J
/// is the sum over the classes of proportional nonzero rows of l^r ⊗ Kⁿ + l^(r−1)·S¹ ⊗ A, where n = d_L and
/// A is the span of the a_i of the class.
enum ShallowTheorem {
  /// d₀ = 2, n = 1: with p classes where A ≠ 0 and q classes where A = 0, rank J = min(r + 1, 2p + q).
  ///
  /// The annihilator of the image consists of the forms divisible by the product of the points of the
  /// classes, squared where A ≠ 0.
  case binaryForms
  /// d₀ ≥ 2, r ≥ 2m − 1: the sum over classes is direct, so its dimension is Σ (n + (d₀ − 1)·dim A).
  ///
  /// Products of squares of linear forms through all other points and one more linear form separate the
  /// first derivatives at each point: double points impose independent conditions. The rank is the
  /// largest one, m·(n + d₀ − 1), exactly for networks without inactive or redundant neurons; for n = 1
  /// dim A says only whether A = 0, and every rank is determined by the type.
  case doublePoints

  /// The theorem that applies, if any.
  init?(_ architecture: Architecture, rankBound: Int) {
    guard architecture.layerCount == 2, architecture.isHomogeneous else { return nil }
    let (inputs, width, outputs) = (
      architecture.widths[0], architecture.widths[1], architecture.widths[2]
    )
    if inputs == 2 && outputs == 1 {
      self = .binaryForms
    } else if inputs >= 2, architecture.degrees[0] >= 2 * width - 1,
      outputs == 1 || rankBound == width * (outputs + inputs - 1) - 1
    {
      self = .doublePoints
    } else {
      return nil
    }
  }

  /// The theorem in words.
  var statement: String {
    switch self {
    case .binaryForms:
      "two inputs, one hidden layer, one output: rank J = min(r + 1, 2p + q) with the numbers of "
        + "classes of proportional rows with and without outgoing weights"
    case .doublePoints:
      "one hidden layer with r >= 2 d_1 - 1 and d_0 >= 2: double points impose independent "
        + "conditions, so rank J is determined by the inactive and redundant neurons"
    }
  }
}
