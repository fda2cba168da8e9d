import SingularLearning
import Testing

/// Checks the proof of a rank locus by exact arithmetic: minors anew, memberships by normal forms, and
/// covers by radical membership.
struct RankLocusProofCheck<F: GroebnerField> {
  let problem: RankLocusProblem<F>
  let tree: RankLocusTree<F>
  let unit: Polynomial<F>

  init(_ locus: RankLocus<F>, of problem: RankLocusProblem<F>) {
    self.problem = problem
    tree = locus.tree
    unit = problem.units.reduce(problem.ring.one) { $0 * $1 }
  }

  func run() throws {
    if tree.rankBound >= 0 { #expect(try isCovered(problem.base, by: tree.roots)) }
    for node in tree.nodes {
      let basis = node.prime.basis
      #expect(try !basis.ideal.radicalContains(unit))
      switch node.outcome {
      case .insidePiece(let piece): #expect(basis.contains(tree.nodes[piece].prime.basis))
      case .piece(let rank, let minors): checkPiece(basis, rank, minors)
      case .covered(let pivots, let covers):
        try checkPivots(basis, pivots, covers)
        for cover in covers { try checkCover(node, pivots, cover) }
      }
    }
  }

  /// Whether the common zeros without zeros of units lie on the given nodes.
  private func isCovered(_ equations: [Polynomial<F>], by children: [Int]) throws -> Bool {
    // This holds iff all products of elements of the primes and the units vanish there.
    let ideal = Ideal(ring: problem.ring, generators: equations)
    var products = [unit]
    for child in children {
      let generators = tree.nodes[child].prime.basis.polynomials
      products = products.flatMap { f in generators.map { f * $0 } }
      // A random sample would do as well; the first ones already differ in all primes but few.
      if products.count > 40 { products = Array(products.prefix(40)) }
    }
    for f in products where try !ideal.radicalContains(f) { return false }
    return true
  }

  private func determinant(_ minor: BlockMinor) -> Polynomial<F> {
    problem.blocks[minor.block].submatrix(rows: minor.rows, columns: minor.columns)
      .fractionFreeDeterminant()
  }

  private func determinant(_ minors: [BlockMinor]) -> Polynomial<F> {
    var product = problem.ring.one
    for minor in minors { product = product * determinant(minor) }
    return product
  }

  private func checkPiece(_ basis: GroebnerBasis<F>, _ rank: Int, _ minors: [BlockMinor]) {
    #expect(rank == minors.map(\.size).reduce(0, +))
    #expect(rank <= tree.rankBound)
    #expect(!basis.contains(determinant(minors)))
    for (index, block) in problem.blocks.enumerated() {
      let minor =
        minors.first { $0.block == index } ?? BlockMinor(block: index, rows: [], columns: [])
      for i in 0..<block.rowCount where !minor.rows.contains(i) {
        for j in 0..<block.columnCount where !minor.columns.contains(j) {
          let larger = BlockMinor(
            block: index, rows: minor.rows + [i], columns: minor.columns + [j])
          #expect(basis.contains(determinant(larger)))
        }
      }
    }
  }

  /// The pivots vanish nowhere, and with one product of each cover they have size k + 1.
  private func checkPivots(
    _ basis: GroebnerBasis<F>, _ pivots: [BlockMinor], _ covers: [RankLocusCover<F>]
  ) throws {
    #expect(try isZeroOnlyAtUnits(basis, determinant(pivots), times: problem.ring.one))
    var size = pivots.map(\.size).reduce(0, +)
    for cover in covers {
      size += cover.products.map { product in product.map(\.minor.size).reduce(0, +) }.min() ?? 0
    }
    #expect(size >= tree.rankBound + 1)
  }

  /// Whether the zeros of f on V(P) are zeros of g or of units.
  private func isZeroOnlyAtUnits(
    _ basis: GroebnerBasis<F>, _ f: Polynomial<F>, times g: Polynomial<F>
  ) throws -> Bool {
    try Ideal(ring: problem.ring, generators: basis.polynomials + [f]).radicalContains(unit * g)
  }

  private func checkCover(
    _ node: RankLocusNode<F>, _ pivots: [BlockMinor], _ cover: RankLocusCover<F>
  ) throws {
    let basis = node.prime.basis
    var equations = basis.polynomials
    for product in cover.products {
      var minors: [BlockMinor] = []
      var stated = problem.ring.one
      for factor in product {
        // Together with the pivots of its block each is a minor of the block.
        let pivot = pivots.first { $0.block == factor.minor.block }
        let rows = (pivot?.rows ?? []) + factor.minor.rows
        let columns = (pivot?.columns ?? []) + factor.minor.columns
        minors.append(BlockMinor(block: factor.minor.block, rows: rows, columns: columns))
        for f in factor.factors { stated = stated * f }
      }
      let value = determinant(minors)
      #expect(!basis.contains(value))
      #expect(try isZeroOnlyAtUnits(basis, value, times: stated))
      equations.append(value)
    }
    #expect(try isCovered(equations, by: cover.children))
    for child in cover.children {
      #expect(tree.nodes[child].prime.dimension < node.prime.dimension)
    }
  }
}
