import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// A rank locus of a certificate with its polynomials read, and the matrix it is about.
struct CertificateLocus {
  let name: String
  let locus: LocusCertificate.Locus
  /// The whole matrix.
  let matrix: CertificateMatrix
  /// The entries in the rows and columns of the locus.
  let entries: [[Polynomial<RationalField>]]
  /// The points considered have at most this rank.
  let bound: Int
  /// Polynomials that vanish at all points considered.
  let base: [Polynomial<RationalField>]
  let primes: [[Polynomial<RationalField>]]
  let zeroSets: ZeroSets

  init(
    _ locus: LocusCertificate.Locus, name: String, matrix: CertificateMatrix, bound: Int,
    base: [Polynomial<RationalField>] = [], zeroSets: ZeroSets
  ) throws(CertificateError) {
    var primes: [[Polynomial<RationalField>]] = []
    for (index, node) in locus.nodes.enumerated() {
      primes.append(
        try CertificateChecker.parse(
          node.prime, in: matrix.ring, "\(name), the prime of node \(index)"))
    }
    guard Set(locus.rows).count == locus.rows.count,
      Set(locus.columns).count == locus.columns.count
    else { throw .malformed("\(name): a row or a column is listed twice") }
    let rows = Set(matrix.rowLabels)
    guard locus.rows.allSatisfy(rows.contains),
      locus.columns.allSatisfy({ matrix.columns[$0] != nil })
    else { throw .malformed("\(name): a listed row is zero, or a listed column does not exist") }
    self.name = name
    self.locus = locus
    self.matrix = matrix
    entries = matrix.entries(rows: locus.rows, columns: locus.columns)
    self.bound = bound
    self.base = base
    self.primes = primes
    self.zeroSets = zeroSets
  }

  /// The node indices of the pieces.
  var pieces: [Int] {
    locus.nodes.indices.filter { if case .piece = locus.nodes[$0].outcome { true } else { false } }
  }

  /// The nodes to which a node refers.
  private func successors(_ node: Int) -> [Int] {
    switch locus.nodes[node].outcome {
    case .piece: []
    case .insidePiece(let piece): [piece]
    case .covered(_, let covers): covers.flatMap(\.children)
    }
  }

  /// Whether all references are to nodes and none leads back, so that every path ends in a piece or in
  /// nothing.
  func isAcyclic() throws(CertificateError) -> Bool {
    var depth = [Int](repeating: 0, count: locus.nodes.count)
    var incoming = depth
    for index in locus.roots + locus.nodes.indices.flatMap(successors)
    where !locus.nodes.indices.contains(index) {
      throw .malformed("\(name): there is no node \(index)")
    }
    for node in locus.nodes.indices { for next in successors(node) { incoming[next] += 1 } }
    var open = locus.nodes.indices.filter { incoming[$0] == 0 }
    var seen = 0
    while let node = open.popLast() {
      seen += 1
      for next in successors(node) {
        depth[next] = max(depth[next], depth[node] + 1)
        incoming[next] -= 1
        if incoming[next] == 0 { open.append(next) }
      }
    }
    return seen == locus.nodes.count
  }

  /// Throws unless the minor has as many rows as columns, different ones of the locus.
  func validate(_ minor: LocusCertificate.Minor, _ place: String) throws(CertificateError) {
    guard minor.rows.count == minor.columns.count,
      minor.rows.allSatisfy(locus.rows.indices.contains),
      minor.columns.allSatisfy(locus.columns.indices.contains),
      Set(minor.rows).count == minor.rows.count, Set(minor.columns).count == minor.columns.count
    else {
      throw .malformed("\(place): rows \(minor.rows), columns \(minor.columns) are no minor")
    }
  }
}
