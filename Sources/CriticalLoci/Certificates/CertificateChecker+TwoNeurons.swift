import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

extension CertificateChecker {
  /// Checks the parts of `TwoNeuronProof`, whose lemma needs two neurons q₁, q₂ in the last hidden layer,
  /// one output, nonvanishing weights of both, and a last degree of at least three.
  mutating func checkTwoNeurons(
    _ chart: Chart, _ data: LocusCertificate.Chart, _ inner: LocusCertificate.Locus, _ degree: Int,
    _ syzygies: LocusCertificate.Locus, _ loci: [LocusCertificate.Locus?]
  ) throws(CertificateError) {
    let last = architecture.layerCount
    let weights = data.normalForm[last - 1].joined()
    let outer = architecture.degrees[last - 2]
    guard last >= 3, architecture.outputCount == 1, architecture.widths[last - 1] == 2, outer >= 3,
      weights.allSatisfy({ $0 == "1" || data.nonzero.contains($0) }),
      degree == architecture.inputDegree / outer / (outer - 1)
    else { return fail("\(chart.name): the lemma on two neurons does not apply") }
    let network = try limited { () throws(ComputationStopped) in
      try CertificateNetwork(
        architecture, layers: last - 1, weights: chart.weights, ring: chart.zeroSets.ring)
    }
    let syzygyMatrix = network.syzygies(degree: degree)
    let syzygyLocus = try CertificateLocus(
      syzygies, name: "\(chart.name), syzygies", matrix: syzygyMatrix,
      bound: syzygyMatrix.columns.count - 1, zeroSets: chart.zeroSets)
    try check(syzygyLocus)
    guard syzygyLocus.pieces.count == loci.count else {
      return fail("\(chart.name): \(loci.count) loci for \(syzygyLocus.pieces.count) syzygy pieces")
    }
    for (piece, locus) in zip(syzygyLocus.pieces, loci) {
      guard let locus else {
        try checkSyzygyPiece(piece, of: syzygyLocus, chart)
        continue
      }
      let parsed = try CertificateLocus(
        locus, name: "\(chart.name), on syzygy piece \(piece)",
        matrix: try jacobian(chart, layers: last), bound: certificate.rankBound,
        base: syzygyLocus.primes[piece], zeroSets: chart.zeroSets)
      try check(parsed)
      for index in parsed.pieces { try checkPiece(index, of: parsed, chart) }
    }
    let innerLocus = try CertificateLocus(
      inner, name: "\(chart.name), inner network",
      matrix: try jacobian(chart, layers: last - 1), bound: certificate.rankBound,
      zeroSets: chart.zeroSets)
    try check(innerLocus)
    let primes = syzygyLocus.pieces.map { syzygyLocus.primes[$0] }
    for piece in innerLocus.pieces {
      let isElsewhere = try limited { () throws(ComputationStopped) in
        try chart.zeroSets.isCovered(innerLocus.primes[piece], by: primes)
      }
      let count = pieces.count
      try checkPiece(piece, of: innerLocus, chart, isElsewhere: isElsewhere)
      // Where powers have a syzygy the rank of J is not that of the inner network.
      if pieces.count > count, try !isThin(innerLocus.primes[piece], on: primes, chart.zeroSets) {
        pieces.removeLast()
      }
    }
  }

  /// Whether each of the sets meets the zeros of the generators in a smaller dimension.
  private func isThin(
    _ generators: [Polynomial<RationalField>], on sets: [[Polynomial<RationalField>]],
    _ zeroSets: ZeroSets
  ) throws(CertificateError) -> Bool {
    try limited { () throws(ComputationStopped) in
      let dimension = try zeroSets.basis(generators).dimension(control: zeroSets.control)
      for set in sets
      where try zeroSets.basis(generators + set).dimension(control: zeroSets.control) >= dimension {
        return false
      }
      return true
    }
  }

  private mutating func checkSyzygyPiece(
    _ index: Int, of locus: CertificateLocus, _ chart: Chart
  ) throws(CertificateError) {
    let place = "\(locus.name), piece \(index)"
    guard case .piece(_, _, let location?) = locus.locus.nodes[index].outcome else {
      return fail("\(place): it lies on no component and has no locus")
    }
    let basis = try limited { () throws(ComputationStopped) in
      try locus.zeroSets.basis(locus.primes[index])
    }
    if try !lies(chart.weights, on: location, place, where: { basis.contains($0) }) {
      fail("\(place): it does not lie on component \(location.component)")
    }
  }
}
