import AlgebraTestSupport
import Networks
import SingularLearning
import Testing

/// The assignment problem against all permutations.
@Suite struct AssignmentTests {
  @Test func isTheBestOfAllPermutations() throws {
    var random = RandomSource(seed: 1)
    for count in 0...6 {
      for _ in 0..<20 {
        let costs = (0..<count * count).map { _ in Double(random.integer(in: -20...20)) }
        func cost(_ places: [Int]) -> Double {
          places.enumerated().reduce(0) { $0 + costs[$1.offset * count + $1.element] }
        }
        let found = try minimumCostAssignment(
          costs, count: count, control: ComputationControl())
        #expect(found.sorted() == Array(0..<count))
        #expect(cost(found) == permutations(of: Array(0..<count)).map(cost).min())
      }
    }
  }

  @Test func keepsTheOrderWhereAllAreEqual() throws {
    let costs = [Double](repeating: 3, count: 49)
    #expect(
      try minimumCostAssignment(costs, count: 7, control: ComputationControl()) == Array(0..<7))
  }

  @Test func stopsAtALimit() {
    let costs = [Double](repeating: 3, count: 10_000)
    #expect(throws: ComputationStopped.self) {
      try minimumCostAssignment(
        costs, count: 100, control: ComputationControl(stepLimit: 10))
    }
  }
}

/// All orders of a list.
func permutations(of values: [Int]) -> [[Int]] {
  guard let first = values.first else { return [[]] }
  return permutations(of: Array(values.dropFirst())).flatMap { rest in
    (0...rest.count).map { Array(rest[..<$0]) + [first] + Array(rest[$0...]) }
  }
}
