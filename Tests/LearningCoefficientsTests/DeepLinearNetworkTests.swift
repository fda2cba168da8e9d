import SingularLearning
import Testing

@Suite("closed form: deep linear networks")
struct DeepLinearNetworkTests {
  /// All widths from 1 to `largest`, `count` of them.
  private static func widths(_ count: Int, upTo largest: Int) -> [[Int]] {
    count == 0
      ? [[]] : widths(count - 1, upTo: largest).flatMap { w in (1...largest).map { w + [$0] } }
  }

  /// Weights up to base change: how often each interval [i, j] occurs, a line in each of the spaces from i to j with
  /// identities between.
  private struct Intervals {
    let widths: [Int]
    let numbers: [(interval: (i: Int, j: Int), count: Int)]

    /// The rank of the product from space i to space j.
    func rank(_ i: Int, _ j: Int) -> Int {
      numbers.reduce(0) { $0 + ($1.interval.i <= i && j <= $1.interval.j ? $1.count : 0) }
    }

    var ranks: [[Int]] { widths.indices.map { i in (i..<widths.count).map { rank(i, $0) } } }

    /// The codimension of the orbit of the base changes, from the dimension of the stabilizer.
    var codimension: Int {
      var codimension =
        zip(widths, widths.dropFirst()).map(*).reduce(0, +) - widths.map { $0 * $0 }.reduce(0, +)
      for (p, count) in numbers {
        for (q, other) in numbers where q.i <= p.i && p.i <= q.j && q.j <= p.j {
          codimension += count * other
        }
      }
      return codimension
    }

    /// The matrices, with zeros and ones.
    var matrices: [Matrix<RationalField>] {
      let lines = numbers.flatMap { Array(repeating: $0.interval, count: $0.count) }
      let spaces = widths.indices.map { k in
        lines.indices.filter { lines[$0].i <= k && k <= lines[$0].j }
      }
      return zip(spaces, spaces.dropFirst()).map { from, to in
        Matrix(
          ring: RationalField(), rows: to.map { line in from.map { $0 == line ? 1 : 0 } },
          columnCount: from.count)
      }
    }

    /// All with a product of rank r.
    static func all(_ widths: [Int], productRank r: Int) -> [Self] {
      let last = widths.count - 1
      let free = widths.indices.flatMap { i in (i...last).dropFirst().map { (i: i, j: $0) } }
        .filter { $0 != (0, last) }
      // The full interval has its number, and those of points fill up what the others leave.
      let intervals = [(i: 0, j: last)] + free + widths.indices.map { (i: $0, j: $0) }
      var all: [Self] = []
      func choose(_ numbers: [Int], _ left: [Int]) {
        guard numbers.count < free.count else {
          let counts = zip(intervals, [r] + numbers + left).map { (interval: $0, count: $1) }
          all.append(Self(widths: widths, numbers: counts.filter { $0.count > 0 }))
          return
        }
        let (i, j) = free[numbers.count]
        for count in 0...left[i...j].min()! {
          choose(
            numbers + [count], left.indices.map { left[$0] - (i <= $0 && $0 <= j ? count : 0) })
        }
      }
      choose([], widths.map { $0 - r })
      return all
    }
  }

  /// The least codimension of the fiber over a truth of rank r, from the orbits: the truth is one of the matrices of
  /// this rank.
  private static func codimension(_ widths: [Int], _ r: Int) -> Int {
    Intervals.all(widths, productRank: r).map(\.codimension).min()!
      + r * (widths.first! + widths.last! - r)
  }

  @Test("λ is half the codimension of the fiber, from its orbits")
  func codimension() {
    for widths in Self.widths(3, upTo: 3) + Self.widths(4, upTo: 2) + [
      [3, 3, 3, 3], [2, 1, 2, 1, 2],
    ] {
      for r in 0...widths.min()! {
        #expect(
          DeepLinearNetwork(widths: widths).minimum(rank: r).lambda
            == Rational(Integer(Self.codimension(widths, r)), 2),
          "widths \(widths), rank \(r)")
      }
    }
  }

  @Test(
    "at any weights, λ is half the codimension of the fiber there, from the orbits whose closure they are in"
  )
  func points() throws {
    for widths in [
      [2, 3, 2], [1, 2, 2], [2, 2, 2, 2], [3, 2, 2, 3], [2, 1, 3, 2], [1, 2, 2, 2, 1],
    ] {
      let network = DeepLinearNetwork(widths: widths)
      for r in 0...widths.min()! {
        let points = Intervals.all(widths, productRank: r)
        for point in points {
          let ranks = point.ranks
          let codimension = points.filter { other in
            zip(other.ranks, ranks).allSatisfy { zip($0, $1).allSatisfy(>=) }
          }.map(\.codimension).min()!
          let value = try network.value(ranks: ranks)
          #expect(
            value.lambda
              == Rational(Integer(codimension + r * (widths.first! + widths.last! - r)), 2),
            "\(widths), \(ranks)")
          #expect(network.minimum(rank: r) <= value, "\(widths), \(ranks)")
          #expect(value.multiplicity <= network.parameterCount)
          #expect(try network.value(at: point.matrices) == value, "\(widths), \(ranks)")
        }
      }
    }
  }

  @Test("at the standard point it is the minimum, with its multiplicity")
  func standardPoints() throws {
    for widths in Self.widths(4, upTo: 3) + [
      [2, 2, 2, 2, 2], [3, 4, 3, 3, 4], [1, 1, 1, 1, 1, 1], [5, 4, 3, 4, 5],
    ] {
      let network = DeepLinearNetwork(widths: widths)
      for r in 0...widths.min()! {
        let ranks = widths.indices.map { i in
          [widths[i]] + Array(repeating: r, count: widths.count - 1 - i)
        }
        #expect(
          try network.value(ranks: ranks) == network.minimum(rank: r), "\(widths), rank \(r)")
      }
    }
  }

  @Test("with one hidden layer the value at any weights is that of reduced-rank regression")
  func shallowPoints() throws {
    for model in ReducedRankRegressionTests.models where model.parameterCount <= 24 {
      let network = DeepLinearNetwork(widths: [model.inputs, model.hidden, model.outputs])
      for r in 0...network.widths.min()! {
        for a in r...model.hidden {
          for b in r...model.hidden
          where model.admits(rankOfA: a, rankOfB: b, rankOfProduct: r) {
            #expect(
              try network.value(
                ranks: [[model.inputs, a, r], [model.hidden, b], [model.outputs]])
                == model.value(rankOfA: a, rankOfB: b, rankOfProduct: r),
              "\(model), \((a, b, r))")
          }
        }
      }
    }
  }

  @Test(
    "inner layers of rank 1 between zero layers, where volumes by simulation have slopes of 5.01, 4.00, 2.99, 3.00, 4.00",
    arguments: [
      ([4, 2, 2, 4], "5/2", 2), ([3, 2, 2, 3], "2", 2), ([2, 2, 2, 2], "3/2", 3),
      ([3, 2, 2, 2], "3/2", 1), ([4, 2, 2, 2, 3], "2", 2),
    ])
  func innerRanks(widths: [Int], lambda: String, multiplicity: Int) throws {
    let last = widths.count - 1
    let ranks = widths.indices.map { i in
      (i...last).map { j in i == j ? widths[i] : i >= 1 && j < last ? 1 : 0 }
    }
    #expect(
      try DeepLinearNetwork(widths: widths).value(ranks: ranks)
        == LearningCoefficient(try #require(Rational(lambda)), multiplicity: multiplicity))
  }

  @Test("a rank over two layers forbids some chains: (3/2, 4) next to (3/2, 5) at zero")
  func chainsNearAPoint() throws {
    // The blocks x y + u w₂ w₃ v of two columns and two rows. With |y| = e^(−α), w_i = e^(−ω_i) and the angle e^(−θ)
    // between y and v, the least volume is at θ = t − ω₂ − ω₃, with three free numbers α ≤ ω₂ + ω₃, ω₂, ω₃.
    let network = DeepLinearNetwork(widths: [2, 2, 2, 2, 2])
    #expect(
      try network.value(ranks: [[2, 0, 0, 0, 0], [2, 1, 1, 0], [2, 1, 0], [2, 0], [2]])
        == LearningCoefficient(Rational(3, 2), multiplicity: 4))
    #expect(network.minimum(rank: 0) == LearningCoefficient(Rational(3, 2), multiplicity: 5))
  }

  @Test("with one hidden layer it is reduced-rank regression, with none linear regression")
  func shallow() {
    for model in ReducedRankRegressionTests.models {
      let network = DeepLinearNetwork(widths: [model.inputs, model.hidden, model.outputs])
      #expect(network.parameterCount == model.parameterCount)
      for r in 0...network.widths.min()! {
        #expect(network.minimum(rank: r) == model.minimum(rank: r), "\(model), rank \(r)")
      }
      let regression = DeepLinearNetwork(widths: [model.inputs, model.outputs])
      for r in 0...regression.widths.min()! {
        #expect(
          regression.minimum(rank: r)
            == LearningCoefficient(
              Rational(Integer(model.inputs * model.outputs), 2), multiplicity: 1))
      }
    }
  }

  @Test("at zero the order of the widths does not matter, and a very wide layer changes nothing")
  func laws() {
    for widths in Self.widths(4, upTo: 3) {
      let value = DeepLinearNetwork(widths: widths).minimum(rank: 0)
      #expect(value == DeepLinearNetwork(widths: widths.sorted()).minimum(rank: 0), "\(widths)")
      for r in 0...widths.min()! {
        var wider = widths
        wider.insert(40, at: 2)
        #expect(
          DeepLinearNetwork(widths: widths).minimum(rank: r)
            == DeepLinearNetwork(widths: wider).minimum(rank: r),
          "\(widths), rank \(r)")
      }
    }
  }

  @Test("layers of width one are a product of L variables")
  func chains() {
    for count in 2...6 {
      #expect(
        DeepLinearNetwork(widths: Array(repeating: 1, count: count)).minimum(rank: 0)
          == LearningCoefficient(Rational(1, 2), multiplicity: count - 1))
    }
  }

  @Test("limits")
  func limits() {
    let network = DeepLinearNetwork(widths: [30, 30, 30, 30, 30])
    let ranks = (0..<5).map { i in [30] + Array(repeating: 0, count: 4 - i) }
    #expect(throws: ComputationStopped.workLimit(steps: 100)) {
      try network.value(ranks: ranks, control: ComputationControl(stepLimit: 100))
    }
  }

  @Test("misuse traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) { _ = DeepLinearNetwork(widths: [2]) }
    await #expect(processExitsWith: .failure) {
      _ = DeepLinearNetwork(widths: [2, 1, 2]).minimum(rank: 2)
    }
    // The kernel of W_2 cannot hold the image of W_1.
    await #expect(processExitsWith: .failure) {
      _ = try DeepLinearNetwork(widths: [2, 2, 2]).value(ranks: [[2, 2, 0], [2, 1], [2]])
    }
    await #expect(processExitsWith: .failure) {
      _ = try DeepLinearNetwork(widths: [2, 2]).value(
        at: [Matrix.zero(ring: RationalField(), rowCount: 1, columnCount: 2)])
    }
  }
}
