import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Polynomials

/// The search for the pieces of a rank locus: primes worked off by decreasing dimension.
///
/// When a prime's turn comes, all pieces of larger dimension are known, so a new piece lies in no other.
struct RankLocusSearch<F: GroebnerField> {
  /// A prime with the blocks as simplified above it.
  struct Node {
    let prime: MinimalPrime<F>
    var blocks: ReducedBlocks<F>?
    var outcome: RankLocusNode<F>.Outcome?
  }

  let problem: RankLocusProblem<F>
  let rankBound: Int
  let limits: RankLocusLimits
  let control: ComputationControl
  var random: RandomSource
  private(set) var nodes: [Node] = []
  private var numbers: [MinimalPrime<F>: Int] = [:]
  private var open: [Int] = []
  private var pieces: [(node: Int, rank: Int)] = []
  /// The first evidence met that is no proof.
  private var doubt: Evidence?

  init(
    problem: RankLocusProblem<F>, rankBound: Int, seed: UInt64, limits: RankLocusLimits,
    control: ComputationControl
  ) {
    self.problem = problem
    self.rankBound = rankBound
    self.limits = limits
    self.control = control
    random = RandomSource(seed: seed)
  }

  mutating func run() throws(ComputationStopped) -> RankLocus<F> {
    if rankBound < 0 {
      let tree = RankLocusTree<F>(rankBound: rankBound, roots: [], nodes: [])
      return RankLocus(
        pieces: [], tree: tree, evidence: .proven(detail: "a rank is never negative"))
    }
    let space = GroebnerBasis(
      ring: problem.ring, reduced: [], evidence: .proven(detail: "the zero ideal"))
    var blocks = ReducedBlocks(problem)
    try blocks.simplify(
      over: LocalDomain(prime: space, units: problem.units, control: control), limits: limits,
      random: &random, control: control)
    let base = Ideal(ring: problem.ring, generators: problem.base)
    let roots = try children(over: base, clauses: [], blocks: blocks)
    while let next = takeLargest() {
      try control.checkpoint()
      try treat(next)
    }
    return result(roots: roots)
  }

  /// The open prime of largest dimension, the first of these.
  private mutating func takeLargest() -> Int? {
    let best = open.indices.min {
      let (a, b) = (nodes[open[$0]].prime.dimension, nodes[open[$1]].prime.dimension)
      return a != b ? a > b : open[$0] < open[$1]
    }
    return best.map { open.remove(at: $0) }
  }

  /// The nodes of the minimal primes over an ideal and the products of clauses, old and new ones.
  mutating func children(
    over ideal: Ideal<F>, clauses: [[Polynomial<F>]], blocks: ReducedBlocks<F>
  ) throws(ComputationStopped) -> [Int] {
    let primes = try ideal.minimalPrimes(
      clauses: clauses, avoiding: problem.units, control: control)
    if !primes.evidence.isProven && doubt == nil { doubt = primes.evidence }
    var children: [Int] = []
    for prime in primes {
      if let known = numbers[prime] {
        children.append(known)
        continue
      }
      if nodes.count == limits.nodeCount {
        throw .sizeLimit(
          what: "the number of primes of a rank locus", needed: "more", limit: limits.nodeCount)
      }
      numbers[prime] = nodes.count
      open.append(nodes.count)
      children.append(nodes.count)
      nodes.append(Node(prime: prime, blocks: blocks))
    }
    return children
  }

  private mutating func treat(_ index: Int) throws(ComputationStopped) {
    let prime = nodes[index].prime
    guard var blocks = nodes[index].blocks else { return }
    nodes[index].blocks = nil
    if let piece = pieces.first(where: { prime.basis.contains(nodes[$0.node].prime.basis) }) {
      nodes[index].outcome = .insidePiece(piece.node)
      return
    }
    let domain = try LocalDomain(prime: prime.basis, units: problem.units, control: control)
    if let evidence = domain.doubt, doubt == nil { doubt = evidence }
    try blocks.simplify(over: domain, limits: limits, random: &random, control: control)
    let bound = rankBound - blocks.pivotCount
    if bound < 0 {
      nodes[index].outcome = .covered(pivots: blocks.minors(), covers: [])
      return
    }
    var ranks = PartRanks(
      parts: blocks.parts, domain: domain, limits: limits, control: control)
    try ranks.estimate(&random)
    if try ranks.areAtMost(bound) {
      pieces.append((index, ranks.total + blocks.pivotCount))
      nodes[index].outcome = .piece(
        rank: ranks.total + blocks.pivotCount, minors: blocks.minors(with: ranks.minors))
      return
    }
    var covers: [RankLocusCover<F>] = []
    for products in try ranks.products(ofTotalSize: bound + 1) {
      let clauses = products.map { $0.flatMap(\.factors) }
      let children = try children(over: prime.ideal, clauses: clauses, blocks: blocks)
      covers.append(RankLocusCover(products: products, children: children))
    }
    nodes[index].outcome = .covered(pivots: blocks.minors(), covers: covers)
  }

  private func result(roots: [Int]) -> RankLocus<F> {
    let sorted = pieces.sorted { nodes[$0.node].prime.precedes(nodes[$1.node].prime) }
    let tree = RankLocusTree(
      rankBound: rankBound, roots: roots,
      nodes: nodes.compactMap { node in
        node.outcome.map { RankLocusNode(prime: node.prime, outcome: $0) }
      })
    return RankLocus(
      pieces: sorted.map { node, rank in
        RankLocus.Piece(
          prime: nodes[node].prime, rank: rank,
          evidence: doubt
            ?? .proven(detail: "exact elimination over the function field of a certified prime"))
      },
      tree: tree,
      evidence: doubt
        ?? .proven(
          detail:
            "minors that vanish where the rank is at most \(rankBound), and the primes over them"
        ))
  }
}
