import SingularLearning
import Testing

/// Planes, the loss on them, and its level sets.
@Suite struct LossLandscapeTests {
  @Test(arguments: InputDistribution.allCases)
  func lossAtNodesIsTheExactPopulationLoss(inputs: InputDistribution) throws {
    let example = try SmallCubic()
    let plane = try example.hyperbolaPlane()
    let teacher = try Network(
      Architecture(widths: [2, 1, 1], degree: 3), weights: [1, Rational(1, 2), Rational(3, 4)])
    let loss = try SquaredLoss(
      example.architecture, teacher: teacher.architecture,
      teacherParameters: teacher.roundedWeights, inputs: inputs)
    let grid = PlaneGrid(first: -1...1, second: -2...2, cellCount: 8)
    let landscape = try lossLandscape(of: loss, on: plane, grid: grid, locus: example.locus)
    for row in 0...8 {
      for column in 0...8 {
        let node = grid.node(column: column, row: row)
        let network = plane.network(
          try #require(Rational(exactly: node.s)), try #require(Rational(exactly: node.t)))
        let exact = try exactPopulationLoss(network, teacher: teacher, inputs: inputs).asDouble
        #expect(agree(landscape.values[row][column], exact, scale: 1e-3))
      }
    }
    #expect(landscape.smallestLoss == landscape.values.joined().min())
  }

  /// Whether the chains enclose the point by the even-odd rule.
  private func encloses(_ chains: [[PlanePoint]], _ point: PlanePoint) -> Bool {
    var isInside = false
    for chain in chains {
      for (a, b) in zip(chain, chain.dropFirst()) where (a.t > point.t) != (b.t > point.t) {
        if a.s + (point.t - a.t) / (b.t - a.t) * (b.s - a.s) > point.s { isInside.toggle() }
      }
    }
    return isInside
  }

  @Test func bordersSeparateTheNodesByTheirLoss() throws {
    let example = try SmallCubic()
    for plane in [try example.hyperbolaPlane(), try example.circlePlane()] {
      let landscape = try example.landscape(on: plane, range: -2...2, cells: 17)
      let sorted = landscape.values.joined().sorted()
      for part in [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98] {
        let k = Int(part * Double(sorted.count))
        let level = (sorted[k] + sorted[k + 1]) / 2
        let chains = landscape.border(ofLossAtLeast: level)
        #expect(chains.allSatisfy { $0.first == $0.last })
        for row in 1..<17 {
          for column in 1..<17 {
            let isAbove = landscape.values[row][column] >= level
            #expect(
              encloses(chains, landscape.grid.node(column: column, row: row)) == isAbove)
          }
        }
      }
      #expect(landscape.border(ofLossAtLeast: 2 * landscape.largestLoss).isEmpty)
    }
  }

  @Test func coordinatesAndRestrictionsAreExact() throws {
    let example = try SmallCubic()
    let plane = try example.hyperbolaPlane()
    let (s, t) = (Rational(3, 7), Rational(-5, 11))
    let place = try #require(plane.coordinates(of: plane.network(s, t)))
    #expect(place.s == s && place.t == t)
    let outside = try Network(example.architecture, weights: [2, 0, 0, 1, 0, 0])
    #expect(plane.coordinates(of: outside) == nil)
    let ring = try PolynomialRing(
      coefficients: RationalField(), variables: example.architecture.parameterNames)
    let f = try ring.parse("w1_1_1*w1_2_2 - w1_1_2*w1_2_1 + w2_1_1^2*w2_1_2")
    #expect(
      plane.restriction(of: f).evaluate(at: [s, t])
        == f.evaluate(at: plane.network(s, t).weights))
    #expect(
      WeightPlane(origin: outside, first: [1, 2, 0, 0, 0, 0], second: [2, 4, 0, 0, 0, 0]) == nil)
  }

  @Test func witnessesTeacherAndWeightsAreMarked() throws {
    let example = try SmallCubic()
    let witnesses = example.locus.components.compactMap(\.witness)
    let origin = try Network(example.architecture, weights: [1, 2, 3, -1, 1, 2])
    func difference(_ network: Network) -> [Rational] {
      zip(network.weights, origin.weights).map { $0 - $1 }
    }
    let plane = try #require(
      WeightPlane(
        origin: origin, first: difference(witnesses[0]), second: difference(witnesses[1])))
    let teacher = plane.network(Rational(1, 3), Rational(1, 3))
    let loss = try SquaredLoss(
      example.architecture, teacher: example.architecture,
      teacherParameters: teacher.roundedWeights, inputs: .gaussian)
    let landscape = try lossLandscape(
      of: loss, on: plane, grid: PlaneGrid(first: -1...2, second: -1...2, cellCount: 9),
      locus: example.locus, teacher: teacher)
    let places = landscape.points.map { [$0.s, $0.t] }
    #expect(places.contains([1, 0]) && places.contains([0, 1]) && places.contains([0, 0]))
    #expect(landscape.points.first { $0.kind == .teacher }?.s == Rational(1, 3))
    #expect(landscape.points.first { $0.kind == .weights }?.rank.rank == 4)
    #expect(landscape.smallestLoss < 1e-20 * landscape.largestLoss)
  }

  /// Where the middle of the plane is critical, another point is taken, and the middle where no point has the rank.
  @Test func regularNetworksHaveTheRankThatIsAskedFor() throws {
    let example = try SmallCubic()
    // W₁ = [1 0; 0 s − 1/2] and a = (1, 1): of rank 4 but for s = 1/2.
    let plane = try example.plane(
      [1, 0, 0, Rational(-1, 2), 1, 1], [0, 0, 0, 1, 0, 0], [0, 0, 0, 0, 0, 1])
    #expect(try rank(at: plane.network(Rational(1, 2), Rational(1, 2))).rank < 4)
    #expect(try rank(at: plane.regularNetwork(rank: 4)).rank == 4)
    let half = Rational(1, 2)
    #expect(try plane.regularNetwork(rank: 5) == plane.network(half, half))
  }
}
