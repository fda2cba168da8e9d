/// The reason for an upper bound of the dimension of a neurovariety.
///
/// In each proof, V(d₀,…,d_L) is the closure of the set of functions of the architecture over ℂ, whose
/// dimension is the generic rank R. Every statement is in characteristic 0, and a hidden layer k is
/// *monomial* when σ_k(t) = c·t^r. [KTB] is Kileel, Trager, Bruna, *On the expressive power of deep
/// polynomial neural networks* (2019).
public enum DimensionTheorem: Hashable, Sendable {
  /// N − Σ d_ℓ over monomial hidden layers: scaling a neuron's row (with its bias) by λ and its outgoing
  /// column by λ^{−r} does not change the function, and this torus acts with finite stabilisers.
  case parameterCount
  /// N less the dimension of general orbits of known symmetries, among them linear groups: at least that of the orbit of one
  /// point, along which the function is constant.
  case symmetries
  /// The outputs lie in a vector space of this dimension: polynomials of the degrees that can occur.
  case ambientSpace
  /// A first or last hidden layer narrower than the inputs or outputs. With a = d₁ < d₀, f = h∘A depends
  /// on a linear forms: a(d₀ − a) parameters of a Grassmannian, and h in the ambient space for a inputs.
  /// At the output end all d_L outputs lie in a space spanned by d_{L−1} < d_L functions.
  case bottleneck
  /// (n, m, 1) with σ = t²: a quadratic form of rank ≤ m, a determinantal variety of symmetric matrices.
  case symmetricRank
  /// (n, m, 1) with (r, n, m) one of (4,3,5), (4,4,9), (4,5,14), (3,5,7): the secant variety is a
  /// hypersurface (J. Alexander, A. Hirschowitz, *Polynomial interpolation in several variables*, 1995).
  case alexanderHirschowitz
  /// (n, m, 3) with σ = t², n even, 2m < 3n: for three quadratic forms A, B, C the skew matrix
  /// [[0,A,B],[−A,0,C],[−B,−C,0]] has rank ≤ 2 for each neuron, so its Pfaffian vanishes; it is not
  /// identically zero (direct sums of the case n = 2). G. Ottaviani, *An invariant regarding Waring's
  /// problem for cubic polynomials*, Nagoya Math. J. 193 (2009).
  case skewFlattening
  /// (n, m, o) with σ = t^r, n ≥ 2 and m ≤ n + 2: through the m general points of P^{n−1} passes a rational
  /// normal curve C. On P^{o−1} × C, in degree (1, r(n − 1)), m points have m(o + 1) parameters, but
  /// their combinations lie in a space of dimension o(r(n − 1) + 1); the excess is a lower bound for the
  /// dimension of the representations of a general function. Covers (4,6,5), r = 2 and (3,5,2), r = 3
  /// (E. Carlini, J. Chipalkatti, *On Waring's problem for several algebraic forms*, 2003).
  case rationalNormalCurve
  /// A shallow network with biases and a monomial activation is one without biases with one input more,
  /// set to 1, plus the output biases.
  case homogenization
  /// A composition h∘σ_k∘p of V(d₀,…,d_k) and V(d_k,…,d_L): the sum of both, less d_k if layer k is
  /// monomial. [KTB], Theorem "recursive bound": the torus acts on the pairs (p, h) with finite
  /// stabilisers, and the composite is constant on its orbits.
  case composition(layer: Int)
  /// A composition H∘p of p in V(d₀,…,d_k) and H in V(d_k,d_k,…,d_L), which begins with a square layer:
  /// GL(d_k) acts on the pairs (p, H), and on p alone its orbits have dimension d_k·s, where s is the
  /// dimension of the span of the functions in p (bounded below in `PowerSpan`); with biases the affine
  /// group acts and constants count as functions.
  case linearGroupComposition(layer: Int)
  /// As `composition`, but for fixed p the functions h∘σ_k∘p lie in a space that is smaller than that of
  /// all h: d_k is one more than the number n of inputs, so σ_k∘p maps into a hypersurface of degree at
  /// most e^{n−1} (Bézout, e the degree of σ_k∘p), whose multiples vanish when composed.
  case hypersurfaceComposition(layer: Int)
  /// As `linearGroupComposition`, with the hypersurface argument of `hypersurfaceComposition` for p.
  case linearGroupHypersurfaceComposition(layer: Int)
  /// A model on given inputs of its first linear layer: in coordinates on their span, of dimension d, the values are
  /// those of a network with d inputs; with biases the affine span counts. For a categorical loss the differences of
  /// its outputs are those of a network with one output less.
  case inputSpan

  /// A short name for reports.
  public var name: String {
    switch self {
    case .parameterCount: "parameters less scalings"
    case .symmetries: "parameters less symmetries"
    case .ambientSpace: "ambient space"
    case .bottleneck: "bottleneck"
    case .symmetricRank: "rank of quadratic forms"
    case .alexanderHirschowitz: "Alexander-Hirschowitz"
    case .skewFlattening: "Ottaviani's Pfaffian"
    case .rationalNormalCurve: "rational normal curves"
    case .homogenization: "homogenization"
    case .composition(let k): "composition at layer \(k)"
    case .linearGroupComposition(let k): "composition modulo GL at layer \(k)"
    case .hypersurfaceComposition(let k): "composition on a hypersurface at layer \(k)"
    case .linearGroupHypersurfaceComposition(let k):
      "composition modulo GL on a hypersurface at layer \(k)"
    case .inputSpan: "the span of the inputs"
    }
  }
}
