import Ideals
import Polynomials

/// The proof that a list of pieces is the whole rank locus: primes, each with what follows from it.
///
/// Every point of the locus lies on a root; every point of the locus on a node lies on a piece or on
/// one of the node's children, which have smaller dimension. Children can be shared.
public struct RankLocusTree<F: GroebnerField>: Sendable {
  /// The bound k of the rank.
  public let rankBound: Int
  /// The minimal primes of the base that contain no unit, as indices into `nodes`.
  public let roots: [Int]
  /// All primes treated, each once.
  public let nodes: [RankLocusNode<F>]
}

/// A prime P in the proof of a rank locus and what is known of the points of V(P) where no unit
/// vanishes.
public struct RankLocusNode<F: GroebnerField>: Sendable {
  /// The prime; it contains no unit.
  public let prime: MinimalPrime<F>
  /// What follows for the points of rank at most k.
  public let outcome: Outcome

  /// How the points of rank at most k on a node are accounted for.
  public enum Outcome: Sendable {
    /// The generic rank is at most k, so all points belong to the locus.
    ///
    /// `minors` has for every block of positive generic rank a minor of that size outside P. All
    /// minors bordering it lie in P.
    case piece(rank: Int, minors: [BlockMinor])
    /// The prime contains that of the piece with this node index.
    case insidePiece(Int)
    /// The generic rank exceeds k; every point of rank at most k lies on a child.
    ///
    /// `pivots` has for every block with unit pivots their minor, which vanishes nowhere on V(P)
    /// outside the units. `covers` extend them.
    case covered(pivots: [BlockMinor], covers: [RankLocusCover<F>])
  }
}

/// A square submatrix of a block, or rows and columns that extend one.
public struct BlockMinor: Hashable, Sendable {
  /// The index of the block.
  public let block: Int
  /// Row indices of the block.
  public let rows: [Int]
  /// Column indices of the block, as many as rows.
  public let columns: [Int]
  /// The number of rows.
  public var size: Int { rows.count }

  /// A minor of the given rows and columns.
  public init(block: Int, rows: [Int], columns: [Int]) {
    self.block = block
    self.rows = rows
    self.columns = columns
  }
}

/// Products of minors outside a prime, and the primes above it where all of them vanish.
///
/// Let S be the Schur complements of a node's pivots in the blocks, over the residue ring of P with the
/// units inverted. They are block diagonal, and minors of different `part` belong to different diagonal
/// blocks. Choosing one product from every cover of a node gives minors of different parts, of total
/// size at least k + 1 together with the pivots: so at a point of rank at most k every choice contains
/// a vanishing product, hence all products of one cover vanish.
public struct RankLocusCover<F: GroebnerField>: Sendable {
  /// A minor of the Schur complement.
  public struct Minor: Hashable, Sendable {
    /// Rows and columns beyond the pivots of the block.
    public let minor: BlockMinor
    /// The number of the diagonal block of the Schur complements to which it belongs.
    public let part: Int
    /// The distinct irreducible factors that are no units of a representative modulo P.
    public let factors: [Polynomial<F>]
  }

  /// Products of minors, each of which vanishes on the children.
  public let products: [[Minor]]
  /// The minimal primes over P and all products that contain no unit, as node indices.
  public let children: [Int]
}
