import SingularLearning
import Testing

/// The critical curves in planes against what is known by hand and against exact and numerical ranks.
@Suite struct LandscapeCurveTests {
  @Test func theKnownHyperbolaAndLinesAreFound() throws {
    let example = try SmallCubic()
    let landscape = try example.landscape(on: example.hyperbolaPlane(), range: -3...3)
    #expect(Set(landscape.curves.keys) == ["s*t - 1", "2*s - 1", "t"])
    #expect(landscape.sections.allSatisfy { $0.status == .curves })
    #expect(landscape.curves["s*t - 1"]?.paths.count == 2)
    #expect(landscape.curves["2*s - 1"]?.paths.count == 1)
    #expect(landscape.curves["t"]?.paths.count == 1)
    let labels = landscape.sections.map { "\($0.component.label) \($0.curves[0].equation)" }
    #expect(
      Set(labels) == [
        "redundant(1;1,2) s*t - 1", "inactive-out(1;1) 2*s - 1", "inactive-out(1;2) t",
      ])
    for point in try #require(landscape.curves["s*t - 1"]).paths.joined() {
      #expect(abs(point.s * point.t - 1) < 1e-14)
    }
    for point in try #require(landscape.curves["t"]).paths.joined() { #expect(point.t == 0) }
    // The branches reach from one side of the frame to another one.
    for path in try #require(landscape.curves["s*t - 1"]).paths {
      for end in [path[0], path[path.count - 1]] { #expect(abs(end.s) == 3 || abs(end.t) == 3) }
    }
  }

  @Test("lines along the frame, on each of its sides") func linesAlongTheFrame() throws {
    let example = try SmallCubic()
    for range in [0.0...2, -2...0] {
      let landscape = try example.landscape(on: example.hyperbolaPlane(), range: range)
      let paths = try #require(landscape.curves["t"]).paths
      #expect(paths.count == 1 && paths[0].allSatisfy { $0.t == 0 })
      #expect(Set([paths[0].first?.s, paths[0].last?.s]) == [range.lowerBound, range.upperBound])
    }
    for range in [0.5...2.5, -1.5...0.5] {
      let landscape = try example.landscape(on: example.hyperbolaPlane(), range: range)
      let paths = try #require(landscape.curves["2*s - 1"]).paths
      #expect(paths.count == 1 && paths[0].allSatisfy { $0.s == 0.5 })
      #expect(Set([paths[0].first?.t, paths[0].last?.t]) == [range.lowerBound, range.upperBound])
    }
  }

  @Test func aCircleIsOneClosedPath() throws {
    let example = try SmallCubic()
    let landscape = try example.landscape(on: example.circlePlane(), range: -2...2)
    #expect(Set(landscape.curves.keys) == ["s^2 + t^2 - 1"])
    let paths = try #require(landscape.curves["s^2 + t^2 - 1"]).paths
    #expect(paths.count == 1 && paths[0].first == paths[0].last)
    var length = 0.0
    for (a, b) in zip(paths[0], paths[0].dropFirst()) {
      length += ((a.s - b.s) * (a.s - b.s) + (a.t - b.t) * (a.t - b.t)).squareRoot()
    }
    #expect(abs(length - 2 * Double.pi) < 1e-2 && length < 2 * Double.pi)
    #expect(paths[0].allSatisfy { abs($0.s * $0.s + $0.t * $0.t - 1) < 1e-14 })
  }

  /// W₁ = [s c; 1 t], so that det W₁ = s t − c: both branches pass through one cell of a coarse grid.
  @Test(arguments: [Rational(1, 10), Rational(-1, 10)])
  func branchesInOneCellAreNotExchanged(c: Rational) throws {
    let example = try SmallCubic()
    let plane = try example.plane([0, c, 1, 0, 1, 1], [1, 0, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0])
    let landscape = try example.landscape(on: plane, range: -1.5...2.5, cells: 1)
    let paths = try #require(landscape.curves.values.first).paths
    #expect(landscape.curves.count == 1 && paths.count == 2)
    for path in paths { #expect(Set(path.map { $0.s > 0 }).count == 1) }
  }

  @Test func doubledCurvesAndCurvesOfHigherCodimensionAreFound() throws {
    let example = try SmallCubic()
    // W₁ = [s 0; 0 s]: det W₁ = s² has no change of sign.
    let doubled = try example.landscape(
      on: example.plane([0, 0, 0, 0, 1, 1], [1, 0, 0, 1, 0, 0], [0, 0, 0, 0, 1, 2]), range: -1...1)
    #expect(doubled.curves["s"]?.paths.count == 1)

    let architecture = try Architecture(widths: [3, 2, 1], degree: 3)
    let locus = try criticalLocus(of: architecture)
    let redundant = try #require(locus.components.first { $0.label == "redundant(1;1,2)" })
    #expect(redundant.codimension == 2)
    func section(_ first: [Rational], _ second: [Rational]) throws -> PlaneSection {
      let origin = try Network(architecture, weights: [1, 0, 0, 0, 0, 0, 1, 1])
      let plane = try #require(WeightPlane(origin: origin, first: first, second: second))
      let loss = SquaredLoss(architecture, inputs: [[1, 2, 3]], targets: [[1]])
      let landscape = try lossLandscape(
        of: loss, on: plane, grid: PlaneGrid(first: -1...1, second: -1...1, cellCount: 8),
        locus: locus)
      return try #require(landscape.sections.first { $0.component.label == "redundant(1;1,2)" })
    }
    // Second row (s, t, 0): the minors are t and 0. Second row (s, t, s + t): only a point is common.
    let line = try section([0, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 0, 0])
    #expect(line.curves.map { "\($0.equation)" } == ["t"] && line.curves[0].paths.count == 1)
    let point = try section([0, 0, 0, 1, 0, 1, 0, 0], [0, 0, 0, 0, 1, 1, 0, 0])
    #expect(point.curves.isEmpty && point.status == .curves)
    // Second row (s, 0, 0): the component contains the plane.
    let inside = try section([0, 0, 0, 1, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0, 1, 2])
    #expect(inside.status == .containsPlane)
  }

  @Test func exactRanksDropExactlyOnTheCurves() throws {
    let example = try SmallCubic()
    let plane = try example.hyperbolaPlane()
    let curves = try example.landscape(on: plane, range: -3...3, cells: 4).curves.values
    var random = RandomSource(seed: 5)
    var critical = 0
    for _ in 0..<60 {
      var (s, t) = (
        Rational(Integer(random.integer(in: -9...9)), 4),
        Rational(Integer(random.integer(in: -9...9)), 4)
      )
      switch random.integer(in: 0...3) {
      case 0 where !s.isZero: t = 1 / s
      case 1: s = Rational(1, 2)
      case 2: t = 0
      default: break
      }
      let isOnCurve = curves.contains { $0.equation.evaluate(at: [s, t]).isZero }
      let found = try rank(at: plane.network(s, t)).rank
      #expect((found < 4) == isOnCurve, "rank \(found) at (\(s), \(t))")
      // Beside a curve the rank is full again.
      if isOnCurve {
        critical += 1
        let beside = plane.network(s + Rational(1, 1000), t + Rational(1, 999))
        #expect(try rank(at: beside).rank == 4)
      }
    }
    #expect((10..<60).contains(critical))
  }

  @Test(arguments: [
    ([2, 2, 1], 3), ([2, 2, 2], 2), ([2, 3, 1], 4), ([3, 3, 1], 2), ([2, 2, 2, 1], 2),
  ])
  func pointsSatisfyTheEquationsAndLowerTheNumericalRank(widths: [Int], degree: Int) throws {
    let architecture = try Architecture(widths: widths, degree: degree)
    let locus = try criticalLocus(of: architecture)
    let sampler = JacobianSampler(architecture)
    for seed in 1...2 as ClosedRange<UInt64> {
      let plane = try #require(try suggestedPlane(for: locus, seed: seed))
      #expect(try suggestedPlane(for: locus, seed: seed) == plane)
      let loss = try SquaredLoss(
        architecture, teacher: architecture, teacherParameters: plane.origin.roundedWeights,
        inputs: .gaussian)
      let landscape = try lossLandscape(
        of: loss, on: plane, grid: PlaneGrid(first: -1...2, second: -1...2, cellCount: 10),
        locus: locus)
      let visible = landscape.sections.flatMap(\.visibleCurves)
      #expect(Set(visible).count >= 2, "few curves for \(architecture)")
      for curve in visible {
        #expect(try curve.equation.factorization().isIrreducible)
        for (k, point) in curve.paths.joined().enumerated() where k.isMultiple(of: 7) {
          #expect(try relativeResidual(curve.equation, at: point) < 1e-12)
          let weights = (0..<architecture.parameterCount).map { i in
            plane.origin.weights[i].asDouble + point.s * plane.first[i].asDouble
              + point.t * plane.second[i].asDouble
          }
          let values = try #require(try sampler.rank(at: weights)).singularValues
          let last = values[locus.genericRank.dimension - 1]
          #expect(last <= 1e-10 * values[0], "\(curve.equation) at \(point)")
        }
      }
      for point in landscape.points where point.kind != .weights {
        #expect(point.rank.rank < locus.genericRank.dimension)
      }
    }
  }
}
