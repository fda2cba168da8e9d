import SingularLearning
import Testing

@Suite("closed form: products of linear forms")
struct HyperplaneArrangementTests {
  private static func arrangement(_ forms: [[Int]], _ multiplicities: [Int]? = nil)
    -> HyperplaneArrangement
  {
    HyperplaneArrangement(
      forms: forms.map { $0.map { Rational($0) } }, multiplicities: multiplicities)
  }

  private static func unit(_ i: Int, of n: Int) -> [Int] { (0..<n).map { $0 == i ? 1 : 0 } }

  @Test("by hand")
  func values() throws {
    let cases: [([[Int]], [Int]?, Rational, Int)] = [
      // xy(x + y): three lines.
      ([[1, 0], [0, 1], [1, 1]], nil, Rational(1, 3), 1),
      // x²y(x + y): the line x and the point, which lies on it.
      ([[1, 0], [0, 1], [1, 1]], [2, 1, 1], Rational(1, 4), 2),
      // xy(x + y) and the third power of another variable, and the same with squares of the lines.
      ([[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1]], [1, 1, 1, 3], Rational(1, 6), 1),
      ([[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1]], [2, 2, 2, 3], Rational(1, 6), 2),
      // Four planes in general position, and five in four-space.
      ([[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 1]], nil, Rational(3, 8), 1),
      (
        [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [1, 1, 1, 1]], nil, Rational(2, 5),
        1
      ),
      // Proportional forms are one hyperplane: x³y.
      ([[1, 0], [-2, 0], [3, 0], [0, 1]], nil, Rational(1, 6), 1),
      // A flag: the plane x with 1/4, the line x = y = 0 with 2/8, the origin with 3/12.
      (
        [[1, 0, 0], [0, 1, 0], [1, 1, 0], [0, 0, 1], [1, 0, 1]], [2, 1, 1, 1, 1],
        Rational(1, 4), 3
      ),
    ]
    for (forms, multiplicities, lambda, multiplicity) in cases {
      #expect(
        try Self.arrangement(forms, multiplicities).value()
          == LearningCoefficient(lambda, multiplicity: multiplicity),
        "\(forms) \(multiplicities ?? [])")
    }
  }

  @Test("coordinate hyperplanes are normal crossings")
  func coordinates() throws {
    for n in 1...12 {
      #expect(
        try Self.arrangement((0..<n).map { Self.unit($0, of: n) }).value()
          == LearningCoefficient(Rational(1, 2), multiplicity: n))
    }
    for exponents in [[1, 2, 2], [3, 1, 3], [4, 1, 1]] {
      let k = exponents.max()!
      #expect(
        try Self.arrangement((0..<3).map { Self.unit($0, of: 3) }, exponents).value()
          == LearningCoefficient(
            Rational(1, Integer(2 * k)), multiplicity: exponents.count { $0 == k }))
    }
  }

  @Test(
    "braid arrangements: Π (x_i − x_j) has λ = 1/n, and all set partitions as flats",
    arguments: 2...6)
  func braids(n: Int) throws {
    let forms = (0..<n).flatMap { i in
      (0..<i).map { j in (0..<n).map { $0 == i ? 1 : $0 == j ? -1 : 0 } }
    }
    let braid = Self.arrangement(forms)
    #expect(try braid.value() == LearningCoefficient(Rational(1, Integer(n)), multiplicity: 1))
    // Bell numbers, without the partition into points.
    let flats = try braid.flats()
    #expect(flats.count == [1, 4, 14, 51, 202][n - 2])
    #expect(flats.filter { $0.codimension == 1 }.count == n * (n - 1) / 2)
    #expect(flats.last?.forms == Array(forms.indices) && flats.last?.codimension == n - 1)
  }

  /// λ and m from all subsets of the forms, by irreducible flats and nested sets, as in the resolution.
  private static func valueBySubsets(_ arrangement: HyperplaneArrangement) -> LearningCoefficient {
    let forms = arrangement.forms
    func rank(_ members: Set<Int>) -> Int {
      Matrix(ring: RationalField(), rows: members.map { forms[$0] }, columnCount: forms[0].count)
        .rank
    }
    func subsets<T>(_ elements: [T]) -> [[T]] {
      elements.reduce([[]]) { known, next in known + known.map { $0 + [next] } }
    }
    func closure(_ members: Set<Int>) -> Set<Int> {
      Set(forms.indices.filter { rank(members.union([$0])) == rank(members) })
    }
    let irreducible = Set(subsets(Array(forms.indices)).map { closure(Set($0)) }).filter { flat in
      !flat.isEmpty
        && subsets(Array(flat)).allSatisfy { part in
          part.isEmpty || part.count == flat.count
            || rank(Set(part)) + rank(flat.subtracting(part)) > rank(flat)
        }
    }
    func candidate(_ flat: Set<Int>) -> Rational {
      let order = flat.reduce(0) { $0 + arrangement.multiplicities[$1] }
      return Rational(Integer(rank(flat)), Integer(2 * order))
    }
    let lambda = irreducible.map(candidate).min()!
    let nested = subsets(irreducible.filter { candidate($0) == lambda }).filter { set in
      subsets(set).allSatisfy { antichain in
        antichain.count < 2
          || antichain.contains { a in antichain.contains { a.isStrictSubset(of: $0) } }
          || {
            let union = antichain.reduce(Set<Int>()) { $0.union($1) }
            return rank(union) == antichain.map(rank).reduce(0, +) && closure(union) == union
          }()
      }
    }
    return LearningCoefficient(lambda, multiplicity: nested.map(\.count).max()!)
  }

  @Test(
    "random arrangements against nested sets of irreducible flats",
    arguments: 1...20 as ClosedRange<UInt64>)
  func nestedSets(seed: UInt64) throws {
    var random = RandomSource(seed: seed)
    func small(_ range: ClosedRange<Int>) -> Int {
      range.lowerBound + Int(random.next() % UInt64(range.count))
    }
    let dimension = small(2...4)
    let forms = (0..<small(2...6)).map { _ in
      var form = (0..<dimension).map { _ in small(-1...1) }
      form[small(0...(dimension - 1))] = 1
      return form
    }
    let arrangement = Self.arrangement(forms, forms.map { _ in small(1...3) })
    #expect(try arrangement.value() == Self.valueBySubsets(arrangement), "\(arrangement)")
  }

  @Test("two linear forms are the square of a difference of squares")
  func overlap() throws {
    #expect(
      try Self.arrangement([[1, 1], [1, -1]]).value()
        == PowerSum(coefficients: [1, -1], exponents: [2, 2]).valueOfSquare)
  }

  @Test("limits")
  func limits() throws {
    let forms = (0..<7).flatMap { i in
      (0..<i).map { j in (0..<7).map { $0 == i ? 1 : $0 == j ? -1 : 0 } }
    }
    #expect(throws: ComputationStopped.workLimit(steps: 20)) {
      try Self.arrangement(forms).value(control: ComputationControl(stepLimit: 20))
    }
  }

  @Test("misuse traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) { _ = HyperplaneArrangement(forms: []) }
    await #expect(processExitsWith: .failure) { _ = HyperplaneArrangement(forms: [[0, 0]]) }
    await #expect(processExitsWith: .failure) {
      _ = HyperplaneArrangement(forms: [[1, 0]], multiplicities: [0])
    }
  }
}
