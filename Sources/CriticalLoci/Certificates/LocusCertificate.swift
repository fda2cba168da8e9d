/// A proof, in a form to be saved, that the listed closed sets are, up to permutation of hidden neurons, the
/// irreducible components over ℚ of {W : rank J(W) ≤ k}, with their dimensions and ranks.
///
/// Polynomials are texts that `PolynomialRing.parse` reads: those of components in the parameters
/// (`Architecture.parameterNames`), those of a chart in its coordinates. Layers and neurons count from 1,
/// list indices and the images of permutations from 0. The file format is the JSON form of this value;
/// `Documentation/certificates.md` describes it, and `verify(_:control:)` checks it without trusting any
/// member.
public struct LocusCertificate: Codable, Hashable, Sendable {
  /// The version of the format that this library writes and reads.
  public static let currentSchema = 2

  /// The version of the format.
  public var schema: Int
  /// d₀, …, d_L.
  public var widths: [Int]
  /// The degrees of the monomial activations of the hidden layers.
  public var degrees: [Int]
  /// R, the rank of J at generic weights.
  public var genericRank: Int
  /// k.
  public var rankBound: Int
  /// The statement of the `EqualityTheorem` by which the list is complete; `nil` if it is by charts.
  public var theorem: String?
  /// The components.
  public var components: [Component]
  /// A decision tree for each choice of ranks and bases of the first and the last matrix.
  public var covers: [Cover]
  /// The families of normal forms to which the trees lead.
  public var charts: [Chart]
}

extension LocusCertificate {
  /// An irreducible component of {rank J ≤ k}.
  public struct Component: Codable, Hashable, Sendable {
    /// `subnetwork` or `exotic`, as in `CriticalComponent.Kind`.
    public var kind: String
    /// What holds on the set, in words; not checked.
    public var label: String
    /// The inactive and redundant neurons of all its points.
    public var operations: [Operation]
    /// Polynomials whose common zeros are the set.
    public var generators: [String]
    /// The dimension.
    public var dimension: Int
    /// The rank of J at the generic points.
    public var rank: Int
    /// The weights of a point of the set with that rank; `nil` if none is known.
    public var witness: [String]?
  }

  /// A `SubnetworkOperation`.
  public struct Operation: Codable, Hashable, Sendable {
    /// `redundant`, `inactive-in` or `inactive-out`.
    public var type: String
    /// The hidden layer.
    public var layer: Int
    /// The neurons concerned.
    public var neurons: [Int]
  }

  /// An image of a component under a permutation of hidden neurons.
  public struct Location: Codable, Hashable, Sendable {
    /// The index of the component.
    public var component: Int
    /// For each hidden layer the images of its neurons, from 0.
    public var permutation: [[Int]]
  }

  /// Why charts cover all weights with given ranks and bases of W₁ and W_L: see `ChartCover`.
  public struct Cover: Codable, Hashable, Sendable {
    /// The rank of W₁.
    public var inputRank: Int
    /// The neurons, from 1, whose columns are a basis of the column space of W_L.
    public var pivots: [Int]
    /// The nodes of the decision tree; the first is the root, and nodes refer to later ones.
    public var steps: [Step]
  }

  /// A node of a decision tree.
  public enum Step: Codable, Hashable, Sendable {
    /// Either the entry does not vanish, or all entries of `vanishing` do, up to permutation.
    case split(entry: String, nonzero: Int, vanishing: [String], zero: Int)
    /// All points lie on an image of a component.
    case covered(by: Location)
    /// The points have normal forms in the chart of this index.
    case chart(index: Int)
  }

  /// A family of normal forms.
  public struct Chart: Codable, Hashable, Sendable {
    /// The rows of W₁, …, W_L: `0`, `1` and names of coordinates.
    public var normalForm: [[[String]]]
    /// The coordinates.
    public var coordinates: [String]
    /// The coordinates that do not vanish.
    public var nonzero: [String]
    /// Further polynomials whose zeros need not be considered.
    public var units: [Unit]
    /// How the points with rank J ≤ k are accounted for.
    public var outcome: Outcome
  }

  /// A polynomial whose zeros in a chart lie on a component.
  public struct Unit: Codable, Hashable, Sendable {
    /// The polynomial.
    public var polynomial: String
    /// Where its zeros lie.
    public var zeros: Location
  }

  /// How the points of a chart with rank J ≤ k are accounted for: see `ChartReport.Outcome`.
  public enum Outcome: Codable, Hashable, Sendable {
    /// The whole chart lies on a component.
    case covered(by: Location)
    /// The rank locus of J.
    case solved(locus: Locus)
    /// By the network without its last layer: where its rank is at most k, where the powers of the last
    /// two neurons have a syzygy, and for each piece of the latter the rank locus of J on it, `nil` where
    /// the piece lies on a component.
    case solvedByInnerNetwork(inner: Locus, syzygyDegree: Int, syzygies: Locus, loci: [Locus?])
  }

  /// The proof tree of a rank locus: see `RankLocusTree`.
  public struct Locus: Codable, Hashable, Sendable {
    /// The rows of the matrix to which minors refer: for a Jacobian output, from 1, and exponents of the
    /// inputs; for the matrix of syzygies exponents of the inputs.
    public var rows: [[Int]]
    /// Its columns: for a Jacobian `[position]` with the position of the parameter, from 0; for the matrix
    /// of syzygies i and the exponents of a monomial of Aᵢ.
    public var columns: [[Int]]
    /// The nodes on which all points lie.
    public var roots: [Int]
    /// The nodes.
    public var nodes: [Node]
  }

  /// A closed set of normal forms in a proof.
  public struct Node: Codable, Hashable, Sendable {
    /// Polynomials whose common zeros are the set.
    public var prime: [String]
    /// How its points of small rank are accounted for.
    public var outcome: NodeOutcome
  }

  /// How the points of small rank on a node are accounted for: see `RankLocusNode.Outcome`.
  public enum NodeOutcome: Codable, Hashable, Sendable {
    /// All its points have at most this rank, shown by a minor of that size; they lie on `location`,
    /// `nil` if they are accounted for otherwise.
    case piece(rank: Int, minor: Minor, location: Location?)
    /// It lies in the piece with this index.
    case insidePiece(node: Int)
    /// Its points of small rank lie on other nodes.
    case covered(pivots: Minor, covers: [NodeCover])
  }

  /// Rows and columns as indices into those of the locus.
  public struct Minor: Codable, Hashable, Sendable {
    /// The rows.
    public var rows: [Int]
    /// As many columns.
    public var columns: [Int]
  }

  /// Products of minors that cannot all be different from zero where the rank is small.
  public struct NodeCover: Codable, Hashable, Sendable {
    /// Lists of minors of the Schur complement of the pivots.
    public var products: [[Factor]]
    /// Nodes on which all common zeros of the products lie.
    public var children: [Int]
  }

  /// A minor of a Schur complement.
  public struct Factor: Codable, Hashable, Sendable {
    /// Rows and columns beyond the pivots.
    public var minor: Minor
    /// Polynomials that have a zero wherever the minor has one.
    public var factors: [String]
  }
}
