import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Networks
import Polynomials

extension CertificateChecker {
  /// What a decision tree has decided about the entries of a shape.
  private struct Decisions {
    var zero: Set<Int>
    var nonzero: Set<Int> = []
  }

  /// A decision tree while it is replayed.
  private struct Replay {
    let name: String
    let shape: CertificateShape
    let steps: [LocusCertificate.Step]
    let symmetries: [[Int]]
    let entries: [String: Int]
  }

  /// Checks that there is a tree for every shape and that all of them are right.
  mutating func checkCovers() throws(CertificateError) {
    let names = architecture.parameterNames
    let shapes = CertificateShape.all(architecture)
    for (index, cover) in certificate.covers.enumerated()
    where !shapes.contains(where: { matches(cover, $0) }) {
      fail("cover \(index): no choice of bases has rank \(cover.inputRank), pivots \(cover.pivots)")
    }
    for (index, cover) in certificate.covers.enumerated() {
      if certificate.covers[..<index].contains(where: {
        $0.inputRank == cover.inputRank && $0.pivots == cover.pivots
      }) {
        fail("cover \(index): these bases have an earlier cover")
      }
      try checkTree(cover.steps, "cover \(index)")
    }
    for shape in shapes {
      let pivots = shape.pivots.map { $0 + 1 }
      guard let index = certificate.covers.firstIndex(where: { matches($0, shape) }) else {
        fail("no cover for W1 of rank \(shape.inputRank) and pivots \(pivots)")
        continue
      }
      let entries = Dictionary(
        uniqueKeysWithValues: shape.entries.enumerated().map { (names[$1.position], $0) })
      let replay = Replay(
        name: "cover \(index)", shape: shape, steps: certificate.covers[index].steps,
        symmetries: shape.symmetries(), entries: entries)
      try check(replay, step: 0, Decisions(zero: shape.initialZeros))
    }
  }

  /// Throws unless every step but the first is the branch of exactly one earlier one, so that each is looked
  /// at once.
  private func checkTree(
    _ steps: [LocusCertificate.Step], _ name: String
  ) throws(CertificateError) {
    var parents = [Int](repeating: 0, count: steps.count)
    for (index, step) in steps.enumerated() {
      guard case .split(_, let nonzero, _, let zero) = step else { continue }
      for branch in [nonzero, zero] {
        guard steps.indices.contains(branch) else {
          throw .malformed("\(name) has no step \(branch)")
        }
        guard branch > index else {
          throw .malformed("\(name), step \(index) refers to an earlier step")
        }
        parents[branch] += 1
      }
    }
    if let wrong = parents.indices.dropFirst().first(where: { parents[$0] != 1 }) {
      throw .malformed("\(name): step \(wrong) is a branch of \(parents[wrong]) steps")
    }
  }

  private func matches(_ cover: LocusCertificate.Cover, _ shape: CertificateShape) -> Bool {
    cover.inputRank == shape.inputRank && cover.pivots == shape.pivots.map { $0 + 1 }
  }

  private mutating func check(
    _ replay: Replay, step index: Int, _ decisions: Decisions
  ) throws(CertificateError) {
    try limited { () throws(ComputationStopped) in try control.checkpoint() }
    guard replay.steps.indices.contains(index) else {
      throw .malformed("\(replay.name) has no step \(index)")
    }
    let place = "\(replay.name), step \(index)"
    counts.decisions += 1
    switch replay.steps[index] {
    case .chart(let chart):
      guard certificate.charts.indices.contains(chart) else {
        return fail("\(place): there is no chart \(chart)")
      }
      let failureCount = failures.count
      checkForm(of: chart, replay.shape, decisions, place)
      if failures.count == failureCount { chartShapes[chart] = replay.shape }
    case .covered(let location):
      var weights = [Polynomial<RationalField>](
        repeating: ring.zero, count: architecture.parameterCount)
      for position in replay.shape.ones { weights[position] = ring.one }
      for (index, entry) in replay.shape.entries.enumerated()
      where !decisions.zero.contains(index) {
        weights[entry.position] = ring.variable(entry.position)
      }
      if try !lies(weights, on: location, place, where: \.isZero) {
        fail("\(place): the points are not on component \(location.component)")
      }
    case .split(let name, let nonzero, let vanishing, let zero):
      guard let entry = replay.entries[name],
        !decisions.zero.contains(entry), !decisions.nonzero.contains(entry)
      else { return fail("\(place): \(name) is no entry that is still to be decided") }
      var larger = decisions
      for other in [name] + vanishing {
        guard let image = replay.entries[other] else {
          throw .malformed("\(place): \(other) is no entry")
        }
        if !replay.symmetries.contains(where: { moves($0, entry, to: image, keeping: decisions) }) {
          fail("\(place): no permutation moves \(name) to \(other) and keeps the decisions")
        }
        larger.zero.insert(image)
      }
      try check(replay, step: zero, larger)
      larger = decisions
      larger.nonzero.insert(entry)
      try check(replay, step: nonzero, larger)
    }
  }

  private func moves(
    _ symmetry: [Int], _ entry: Int, to image: Int, keeping decisions: Decisions
  ) -> Bool {
    symmetry[entry] == image
      && decisions.zero.allSatisfy { decisions.zero.contains(symmetry[$0]) }
      && decisions.nonzero.allSatisfy { decisions.nonzero.contains(symmetry[$0]) }
  }

  /// Checks that every point with the given decisions has a normal form in the chart, up to scaling.
  private mutating func checkForm(
    of chart: Int, _ shape: CertificateShape, _ decisions: Decisions, _ place: String
  ) {
    let form = certificate.charts[chart].normalForm
    let texts = Array(form.joined().joined())
    guard form.map(\.count) == Array(architecture.widths.dropFirst()),
      zip(form, architecture.widths).allSatisfy({ rows, width in
        rows.allSatisfy { $0.count == width }
      })
    else { return fail("chart \(chart): the matrices of the normal form have wrong shapes") }
    let names = architecture.parameterNames
    let nonzero = certificate.charts[chart].nonzero
    var coordinates: Set<String> = []
    var expected = [String](repeating: "0", count: texts.count)
    for position in shape.ones { expected[position] = "1" }
    var scaled: [Int] = []
    for (index, entry) in shape.entries.enumerated() where !decisions.zero.contains(index) {
      let name = names[entry.position]
      if decisions.nonzero.contains(index) && texts[entry.position] == "1" {
        scaled.append(index)
        expected[entry.position] = "1"
      } else {
        coordinates.insert(name)
        expected[entry.position] = name
        if nonzero.contains(name) && !decisions.nonzero.contains(index) {
          fail("chart \(chart): \(name) may vanish at \(place)")
        }
      }
    }
    if let wrong = expected.indices.first(where: { expected[$0] != texts[$0] }) {
      fail(
        "chart \(chart): \(names[wrong]) is \(texts[wrong]) but has to be \(expected[wrong]) at \(place)"
      )
    }
    if coordinates != Set(certificate.charts[chart].coordinates)
      || coordinates.count != certificate.charts[chart].coordinates.count
    {
      fail("chart \(chart): the coordinates are not \(coordinates.sorted())")
    }
    let characters = Matrix(
      ring: RationalField(), rows: scaled.map { shape.character(of: $0).map { Rational($0) } },
      columnCount: shape.architecture.widths.dropFirst().dropLast().reduce(0, +))
    if characters.rank < scaled.count {
      fail("chart \(chart): the entries scaled to 1 cannot be scaled independently")
    }
  }
}
