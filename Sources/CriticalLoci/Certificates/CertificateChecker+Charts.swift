import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

extension CertificateChecker {
  /// A chart with its polynomials read.
  struct Chart {
    let name: String
    let shape: CertificateShape
    let weights: [Polynomial<RationalField>]
    let zeroSets: ZeroSets
    /// The dimension of the set of weights with one normal form.
    let orbitDimension: Int
  }

  /// Checks that the points of a chart with rank J ≤ k lie on components.
  mutating func checkChart(_ index: Int, _ shape: CertificateShape) throws(CertificateError) {
    let data = certificate.charts[index]
    let name = "chart \(index)"
    counts.charts += 1
    let ring = PolynomialRing.rational(data.coordinates)
    let texts = Array(data.normalForm.joined().joined())
    let weights = texts.map { text in
      ring.index(of: text).map { ring.variable($0) } ?? (text == "1" ? ring.one : ring.zero)
    }
    let units = try checkUnits(data, weights, name, ring)
    let scaled = shape.entries.count { texts[$0.position] == "1" }
    let chart = Chart(
      name: name, shape: shape, weights: weights,
      zeroSets: ZeroSets(ring: ring, units: units, control: control),
      orbitDimension: shape.inputRank * architecture.inputCount
        + shape.pivots.count * architecture.outputCount + scaled)
    switch data.outcome {
    case .covered(let location):
      if try !lies(weights, on: location, name, where: \.isZero) {
        fail("\(name): it does not lie on component \(location.component)")
      }
    case .solved(let locus):
      let matrix = try jacobian(chart, layers: architecture.layerCount)
      let parsed = try CertificateLocus(
        locus, name: name, matrix: matrix, bound: certificate.rankBound, zeroSets: chart.zeroSets)
      try check(parsed)
      for piece in parsed.pieces { try checkPiece(piece, of: parsed, chart) }
    case .solvedByInnerNetwork(let inner, let degree, let syzygies, let loci):
      try checkTwoNeurons(chart, data, inner, degree, syzygies, loci)
    }
  }

  /// The polynomials whose zeros need not be considered.
  private mutating func checkUnits(
    _ data: LocusCertificate.Chart, _ weights: [Polynomial<RationalField>], _ name: String,
    _ ring: PolynomialRing<RationalField>
  ) throws(CertificateError) -> [Polynomial<RationalField>] {
    var units: [Polynomial<RationalField>] = []
    for coordinate in data.nonzero {
      guard let index = ring.index(of: coordinate) else {
        throw .malformed("\(name): \(coordinate) is no coordinate")
      }
      units.append(ring.variable(index))
    }
    for unit in data.units {
      let polynomial = try Self.parse([unit.polynomial], in: ring, "\(name), a unit")[0]
      if polynomial.constantValue != nil { throw .malformed("\(name): the unit \(polynomial)") }
      let isRight = try lies(weights, on: unit.zeros, name) {
        $0.isZero || $0.dividedExactly(by: polynomial) != nil
      }
      if !isRight {
        fail("\(name): the zeros of \(polynomial) are not on component \(unit.zeros.component)")
      }
      units.append(polynomial)
    }
    return units
  }

  func jacobian(
    _ chart: Chart, layers: Int
  ) throws(CertificateError) -> CertificateMatrix {
    try limited { () throws(ComputationStopped) in
      try CertificateNetwork(
        architecture, layers: layers, weights: chart.weights, ring: chart.zeroSets.ring
      ).jacobian(control: control)
    }
  }

  /// Checks where a piece lies, if it says so, and its rank.
  mutating func checkPiece(
    _ index: Int, of locus: CertificateLocus, _ chart: Chart, isElsewhere: Bool = false
  ) throws(CertificateError) {
    guard case .piece(let rank, let minor, let location) = locus.locus.nodes[index].outcome else {
      return
    }
    let place = "\(locus.name), piece \(index)"
    try locus.validate(minor, place)
    let basis = try limited { () throws(ComputationStopped) in
      try locus.zeroSets.basis(locus.primes[index])
    }
    guard let location else {
      if !isElsewhere { fail("\(place): it lies on no component") }
      return
    }
    if try !lies(chart.weights, on: location, place, where: { basis.contains($0) }) {
      return fail("\(place): it does not lie on component \(location.component)")
    }
    if rank > locus.bound || rank != minor.rows.count {
      return fail("\(place): a minor of size \(minor.rows.count) and the rank \(rank)")
    }
    let (rows, columns) = (locus.matrix.rowLabels, locus.matrix.columnLabels)
    var elimination = ResidueElimination(
      locus.matrix.entries(rows: rows, columns: columns), zeroSets: locus.zeroSets, basis: basis)
    let hasRank = try limited { () throws(ComputationStopped) -> Bool in
      let isNonzero = try elimination.eliminate(
        rows: minor.rows.compactMap { rows.firstIndex(of: locus.locus.rows[$0]) },
        columns: minor.columns.compactMap { columns.firstIndex(of: locus.locus.columns[$0]) },
        everywhere: false)
      return isNonzero
        && elimination.rows.allSatisfy { i in
          elimination.columns.allSatisfy { elimination.entries[i][$0].isZero }
        }
    }
    counts.minors += 1
    if !hasRank { return fail("\(place): its minor vanishes or a minor bordering it does not") }
    // The rank is known where the pivots do not vanish, which has to be a part of full dimension.
    let dimension = try limited { () throws(ComputationStopped) -> (whole: Int, part: Int) in
      var ideal = basis.ideal
      let whole = try ideal.dimension(control: control)
      for condition in locus.zeroSets.units + elimination.conditions {
        if ideal.generators.isEmpty { break }
        ideal = try ideal.saturated(by: condition, control: control)
      }
      return (whole, try ideal.dimension(control: control))
    }
    if dimension.whole == dimension.part {
      pieces.append((location.component, chart.orbitDimension + dimension.whole, rank))
    }
  }
}
