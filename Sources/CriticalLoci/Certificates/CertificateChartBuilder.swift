import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// The translation of one chart into its part of a certificate.
struct CertificateChartBuilder {
  let builder: CertificateBuilder
  let report: ChartReport
  private let ring: PolynomialRing<RationalField>
  private let weights: [Polynomial<RationalField>]

  init(builder: CertificateBuilder, report: ChartReport) {
    self.builder = builder
    self.report = report
    let ring = PolynomialRing.rational(report.coordinates)
    self.ring = ring
    weights = report.normalForm.joined().joined().map { text in
      ring.index(of: text).map { ring.variable($0) } ?? (text == "1" ? ring.one : ring.zero)
    }
  }

  /// `nil` if the chart is unfinished or something in it is not found on a component.
  func chart() -> LocusCertificate.Chart? {
    var units: [LocusCertificate.Unit] = []
    for unit in report.units where !report.nonzeroCoordinates.contains(unit.description) {
      guard
        let location = builder.location(
          weights: weights, where: { $0.isZero || $0.dividedExactly(by: unit) != nil })
      else { return nil }
      units.append(LocusCertificate.Unit(polynomial: unit.description, zeros: location))
    }
    guard let outcome = outcome() else { return nil }
    return LocusCertificate.Chart(
      normalForm: report.normalForm, coordinates: report.coordinates,
      nonzero: report.nonzeroCoordinates, units: units, outcome: outcome)
  }

  private func outcome() -> LocusCertificate.Outcome? {
    switch report.outcome {
    // A peeling proof rests on another locus.
    case .unfinished, .solvedByPeeling: return nil
    case .covered:
      return builder.location(weights: weights, where: \.isZero).map { .covered(by: $0) }
    case .solved(let locus):
      return translated(locus, jacobian: report.blocks).map { .solved(locus: $0) }
    case .solvedByInnerNetwork(let proof):
      let syzygyPrimes = proof.syzygyLocus.pieces.map(\.prime)
      // Pieces that lie on a syzygy piece are accounted for there.
      let inner = translated(proof.innerLocus, jacobian: proof.innerBlocks) { prime in
        syzygyPrimes.contains { prime.basis.contains($0.basis) }
      }
      var loci: [LocusCertificate.Locus?] = []
      var searched: [MinimalPrime<RationalField>] = []
      for (prime, locus) in zip(syzygyPrimes, proof.loci) {
        guard let locus else { continue }
        guard let translated = translated(locus, jacobian: report.blocks) else { return nil }
        searched.append(prime)
        loci.append(translated)
      }
      let syzygies = translated(proof.syzygyLocus, blocks: proof.syzygyBlocks) {
        searched.contains($0)
      }
      guard let inner, let syzygies else { return nil }
      return .solvedByInnerNetwork(
        inner: inner, syzygyDegree: proof.syzygyDegree, syzygies: syzygies,
        loci: aligned(loci, searched, proof.syzygyLocus))
    }
  }

  /// The loci on the pieces in the order of the piece nodes of the tree.
  private func aligned(
    _ loci: [LocusCertificate.Locus?], _ primes: [MinimalPrime<RationalField>],
    _ locus: RankLocus<RationalField>
  ) -> [LocusCertificate.Locus?] {
    locus.tree.nodes.compactMap { node -> LocusCertificate.Locus?? in
      guard case .piece = node.outcome else { return nil }
      return .some(primes.firstIndex(of: node.prime).flatMap { loci[$0] })
    }
  }

  /// The rows of Jacobians count outputs from 1 in certificates.
  private func translated(
    _ locus: RankLocus<RationalField>, jacobian blocks: [BlockLabels],
    except isElsewhere: (MinimalPrime<RationalField>) -> Bool = { _ in false }
  ) -> LocusCertificate.Locus? {
    let blocks = blocks.map { block in
      BlockLabels(
        rows: block.rows.map { [$0[0] + 1] + $0.dropFirst() }, columns: block.columns)
    }
    return translated(locus, blocks: blocks, except: isElsewhere)
  }

  private func translated(
    _ locus: RankLocus<RationalField>, blocks: [BlockLabels],
    except isElsewhere: (MinimalPrime<RationalField>) -> Bool
  ) -> LocusCertificate.Locus? {
    var rowOffsets: [Int] = []
    var columnOffsets: [Int] = []
    var (rowCount, columnCount) = (0, 0)
    for block in blocks {
      rowOffsets.append(rowCount)
      columnOffsets.append(columnCount)
      rowCount += block.rows.count
      columnCount += block.columns.count
    }
    func minor(_ minors: [BlockMinor]) -> LocusCertificate.Minor {
      LocusCertificate.Minor(
        rows: minors.flatMap { m in m.rows.map { rowOffsets[m.block] + $0 } },
        columns: minors.flatMap { m in m.columns.map { columnOffsets[m.block] + $0 } })
    }
    var nodes: [LocusCertificate.Node] = []
    for node in locus.tree.nodes {
      let outcome: LocusCertificate.NodeOutcome
      switch node.outcome {
      case .insidePiece(let piece): outcome = .insidePiece(node: piece)
      case .piece(let rank, let minors):
        let location = builder.location(
          weights: weights, where: { node.prime.basis.contains($0) })
        if location == nil && !isElsewhere(node.prime) { return nil }
        outcome = .piece(rank: rank, minor: minor(minors), location: location)
      case .covered(let pivots, let covers):
        outcome = .covered(
          pivots: minor(pivots),
          covers: covers.map { cover in
            LocusCertificate.NodeCover(
              products: cover.products.map { product in
                product.map {
                  LocusCertificate.Factor(
                    minor: minor([$0.minor]), factors: $0.factors.map(\.description))
                }
              }, children: cover.children)
          })
      }
      nodes.append(
        LocusCertificate.Node(
          prime: node.prime.basis.polynomials.map(\.description), outcome: outcome))
    }
    return LocusCertificate.Locus(
      rows: blocks.flatMap(\.rows), columns: blocks.flatMap(\.columns), roots: locus.tree.roots,
      nodes: nodes)
  }
}
