import SingularLearning
import Testing

@Suite("closed form: deep linear networks")
struct DeepLinearNetworkTests {
  /// All widths from 1 to `largest`, `count` of them.
  private static func widths(_ count: Int, upTo largest: Int) -> [[Int]] {
    count == 0
      ? [[]] : widths(count - 1, upTo: largest).flatMap { w in (1...largest).map { w + [$0] } }
  }

  /// The least codimension of the fiber over a truth of rank r, from the orbits of the base changes.
  ///
  /// Weights up to base change are sums of intervals: [i, j] is a line in each of the layers from i to j with identities
  /// between. Their numbers determine the orbit, whose codimension follows from the dimension of its stabilizer; the
  /// interval [0, L] occurs r times, and the truth is one of the matrices of rank r.
  private static func codimension(_ widths: [Int], _ r: Int) -> Int {
    let last = widths.count - 1
    let points = widths.indices.map { ($0, $0) }
    // The full interval has its number, and those of points fill up what the others leave.
    let free = widths.indices.flatMap { i in (i...last).dropFirst().map { (i, $0) } }
      .filter { $0 != (0, last) }
    let intervals = [(0, last)] + free + points
    let ambient =
      zip(widths, widths.dropFirst()).map(*).reduce(0, +) - widths.map { $0 * $0 }.reduce(0, +)
    var least = Int.max
    func choose(_ numbers: [Int], _ left: [Int]) {
      guard numbers.count < free.count else {
        let all = zip(intervals, [r] + numbers + left).filter { $0.1 > 0 }
        var stabilizer = 0
        for (p, count) in all {
          for (q, other) in all where q.0 <= p.0 && p.0 <= q.1 && q.1 <= p.1 {
            stabilizer += count * other
          }
        }
        least = min(least, ambient + stabilizer + r * (widths[0] + widths[last] - r))
        return
      }
      let (i, j) = free[numbers.count]
      for count in 0...left[i...j].min()! {
        choose(numbers + [count], left.indices.map { left[$0] - (i <= $0 && $0 <= j ? count : 0) })
      }
    }
    choose([], widths.map { $0 - r })
    return least
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

  @Test("misuse traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) { _ = DeepLinearNetwork(widths: [2]) }
    await #expect(processExitsWith: .failure) {
      _ = DeepLinearNetwork(widths: [2, 1, 2]).minimum(rank: 2)
    }
  }
}
