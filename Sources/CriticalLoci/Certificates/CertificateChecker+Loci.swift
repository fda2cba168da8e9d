import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

extension CertificateChecker {
  /// Checks that all points considered with small rank lie on the pieces of the locus.
  mutating func check(_ locus: CertificateLocus) throws(CertificateError) {
    if try !locus.isAcyclic() { return fail("\(locus.name): the nodes refer to each other") }
    // Ranks are never negative.
    if locus.bound < 0 { return }
    let roots = locus.locus.roots.map { locus.primes[$0] }
    if try !limited({ () throws(ComputationStopped) in
      try locus.zeroSets.isCovered(locus.base, by: roots)
    }) {
      fail("\(locus.name): the roots do not cover all points")
    }
    for (index, node) in locus.locus.nodes.enumerated() {
      if failures.count >= CertificateCheck.mostFailures { return }
      counts.nodes += 1
      let place = "\(locus.name), node \(index)"
      switch node.outcome {
      case .piece: continue
      case .insidePiece(let piece):
        guard case .piece = locus.locus.nodes[piece].outcome else {
          fail("\(place): node \(piece) is no piece")
          continue
        }
        if try !limited({ () throws(ComputationStopped) in
          try locus.zeroSets.isCovered(locus.primes[index], by: [locus.primes[piece]])
        }) {
          fail("\(place): it does not lie in node \(piece)")
        }
      case .covered(let pivots, let covers):
        try check(locus, index, pivots, covers, place)
      }
    }
  }

  /// Checks that points of small rank on a node lie on its children.
  private mutating func check(
    _ locus: CertificateLocus, _ index: Int, _ pivots: LocusCertificate.Minor,
    _ covers: [LocusCertificate.NodeCover], _ place: String
  ) throws(CertificateError) {
    try locus.validate(pivots, "\(place), pivots")
    let products = covers.flatMap(\.products)
    for factor in products.joined() { try locus.validate(factor.minor, place) }
    // Only rows and columns that occur are needed.
    let rows = Set(pivots.rows + products.joined().flatMap(\.minor.rows)).sorted()
    let columns = Set(pivots.columns + products.joined().flatMap(\.minor.columns)).sorted()
    func local(_ minor: LocusCertificate.Minor) -> (rows: [Int], columns: [Int]) {
      (
        minor.rows.compactMap { rows.firstIndex(of: $0) },
        minor.columns.compactMap { columns.firstIndex(of: $0) }
      )
    }
    let basis = try limited { () throws(ComputationStopped) in
      try locus.zeroSets.basis(locus.primes[index])
    }
    var elimination = ResidueElimination(
      rows.map { row in columns.map { locus.entries[row][$0] } }, zeroSets: locus.zeroSets,
      basis: basis)
    let (pivotRows, pivotColumns) = local(pivots)
    let areUnits = try limited { () throws(ComputationStopped) in
      try elimination.eliminate(rows: pivotRows, columns: pivotColumns, everywhere: true)
    }
    counts.minors += 1
    if !areUnits { return fail("\(place): the minor of the pivots may vanish") }
    if let text = dependence(elimination, covers, local) { return fail("\(place): \(text)") }
    var size = pivots.rows.count
    for cover in covers {
      size += cover.products.map { $0.reduce(0) { $0 + $1.minor.rows.count } }.min() ?? 0
    }
    if size <= locus.bound {
      return fail("\(place): minors of size \(size) do not show a rank above \(locus.bound)")
    }
    for (number, cover) in covers.enumerated() {
      try check(locus, index, elimination, cover, local, "\(place), cover \(number)")
    }
  }

  /// Why the minors that a choice of products may combine do not form a block diagonal matrix.
  private func dependence(
    _ elimination: ResidueElimination, _ covers: [LocusCertificate.NodeCover],
    _ local: (LocusCertificate.Minor) -> (rows: [Int], columns: [Int])
  ) -> String? {
    func meet(_ a: LocusCertificate.Minor, _ b: LocusCertificate.Minor) -> Bool {
      let (first, second) = (local(a), local(b))
      if !Set(first.rows).isDisjoint(with: second.rows) { return true }
      if !Set(first.columns).isDisjoint(with: second.columns) { return true }
      return first.rows.contains { i in
        second.columns.contains { !elimination.entries[i][$0].isZero }
      }
        || second.rows.contains { i in
          first.columns.contains { !elimination.entries[i][$0].isZero }
        }
    }
    let factors = covers.map { $0.products.map { $0.map(\.minor) } }
    for (number, cover) in factors.enumerated() {
      for product in cover {
        for (i, a) in product.enumerated() {
          let (rows, columns) = local(a)
          if !elimination.rows.isSuperset(of: rows) || !elimination.columns.isSuperset(of: columns)
          {
            return "a minor uses rows or columns of the pivots"
          }
          let others = product[..<i] + factors[..<number].joined().joined()
          if others.contains(where: { meet(a, $0) }) {
            return "minors of cover \(number) are not independent of others"
          }
        }
      }
    }
    return nil
  }

  private mutating func check(
    _ locus: CertificateLocus, _ index: Int, _ elimination: ResidueElimination,
    _ cover: LocusCertificate.NodeCover,
    _ local: (LocusCertificate.Minor) -> (rows: [Int], columns: [Int]), _ place: String
  ) throws(CertificateError) {
    guard !cover.products.isEmpty else { return fail("\(place): there are no products") }
    var clauses: [[Polynomial<RationalField>]] = []
    for (number, product) in cover.products.enumerated() {
      var clause: [Polynomial<RationalField>] = []
      for factor in product {
        let stated = try Self.parse(factor.factors, in: locus.matrix.ring, "\(place), a factor")
        guard !stated.contains(where: { $0.constantValue != nil }) else {
          throw .malformed("\(place): a factor of a minor is a number")
        }
        let (rows, columns) = local(factor.minor)
        counts.minors += 1
        let isRight = try limited { () throws(ComputationStopped) in
          try locus.zeroSets.vanishesNowhere(
            elimination.determinant(rows: rows, columns: columns), on: elimination.basis,
            except: stated)
        }
        if !isRight {
          let labels = factor.minor.rows.map { locus.locus.rows[$0] }
          fail(
            "\(place), product \(number): the minor of rows \(labels) has other zeros than its factors"
          )
        }
        clause += stated
      }
      clauses.append(clause)
    }
    let children = cover.children.map { locus.primes[$0] }
    let isCovered = try limited { () throws(ComputationStopped) in
      try locus.zeroSets.isCovered(locus.primes[index], clauses: clauses, by: children)
    }
    if !isCovered { fail("\(place): the children do not contain all zeros of the products") }
  }
}
