import SingularLearning
import Testing

/// The decision trees of charts cover every pattern of zeros, up to permutation of neurons.
@Suite struct ChartTreeTests {
  @Test(arguments: [
    ([2, 2, 1], 2), ([2, 3, 1], 3), ([2, 2, 2], 2), ([2, 2, 2, 1], 3), ([1, 3, 2], 2),
  ])
  func everyPatternReachesAChart(_ widths: [Int], _ degree: Int) throws {
    let architecture = try Architecture(widths: widths, degree: degree)
    for shape in ChartShape.all(of: architecture) where shape.entries.count <= 8 {
      var tree = ChartTree(shape, maximumLeaves: 1_000, control: ComputationControl()) { _ in nil }
      let decision = try tree.build()
      let group = neuronPermutations(blocks: shape.blocks, limit: 5_040).group
        .map { shape.entryPositions(under: $0) }
      let names = shape.entries.map { architecture.parameterNames[$0.position] }
      for number in 0..<(1 << shape.entries.count) {
        let isNonzero = shape.entries.indices.map { number >> $0 & 1 == 1 }
        // With other zeros another shape applies.
        if shape.initialZeros.contains(where: { isNonzero[$0] }) { continue }
        let isCovered = group.contains { positions in
          var moved = isNonzero
          for (from, to) in positions.enumerated() { moved[to] = isNonzero[from] }
          return leads(decision, Dictionary(zip(names, moved)) { a, _ in a }) { leaf in
            zip(tree.leaves[leaf], moved).allSatisfy { state, isNonzero in
              switch state {
              case .zero: !isNonzero
              case .one, .unit: isNonzero
              case .free: true
              case .undecided: false
              }
            }
          }
        }
        #expect(isCovered, "\(isNonzero) of \(names)")
      }
    }
  }

  private func leads(
    _ decision: ChartDecision, _ isNonzero: [String: Bool], to fits: (Int) -> Bool
  ) -> Bool {
    switch decision {
    case .covered: false
    case .chart(let leaf): fits(leaf)
    case .split(let entry, let nonzero, let vanishing, let zero):
      if isNonzero[entry] == true {
        leads(nonzero, isNonzero, to: fits)
      } else {
        vanishing.allSatisfy { isNonzero[$0] == false } && leads(zero, isNonzero, to: fits)
      }
    }
  }

  @Test func theNumberOfLeavesIsLimited() throws {
    let shape = ChartShape.all(of: try Architecture(widths: [2, 3, 1], degree: 2))[0]
    var tree = ChartTree(shape, maximumLeaves: 1, control: ComputationControl()) { _ in nil }
    #expect(throws: ComputationStopped.self) { try tree.build() }
  }

  @Test func leavesOfEarlierTreesCountToo() throws {
    let shape = ChartShape.all(of: try Architecture(widths: [2, 3, 1], degree: 2))[0]
    func leaves(atMost limit: Int, after count: Int) throws -> Int {
      var tree = ChartTree(
        shape, maximumLeaves: limit, leavesBefore: count, control: ComputationControl()
      ) { _ in nil }
      _ = try tree.build()
      return tree.leaves.count
    }
    let count = try leaves(atMost: 1_000, after: 0)
    #expect(try leaves(atMost: count + 3, after: 3) == count)
    #expect(throws: ComputationStopped.self) { try leaves(atMost: count + 3, after: 4) }
  }

  @Test func whatIsKnownNeedsNoChart() throws {
    let shape = ChartShape.all(of: try Architecture(widths: [2, 3, 1], degree: 2))[0]
    var tree = ChartTree(shape, maximumLeaves: 0, control: ComputationControl()) { _ in "all" }
    #expect(try tree.build() == .covered(by: "all"))
  }
}
