import SingularLearning
import Testing

/// Numbers of neurons decide what all numberings would.
@Suite struct LayerMatchingTests {
  @Test(arguments: 1...300) func matchesWhatSomeNumberingSatisfies(_ seed: UInt64) {
    var random = RandomSource(seed: seed)
    let width = 2 + Int(seed % 3)
    func flags(_ odds: Int) -> [Bool] { (0..<width).map { _ in random.integer(in: 0...odds) == 0 } }
    let zeroRows = flags(3)
    let zeroColumns = flags(2)
    // Neurons without inputs are redundant with all, the others are in one of two groups.
    let groups: [Int?] = zeroRows.map { $0 ? nil : random.integer(in: 0...1) }
    var layer = StratumLayer(width: width)
    layer.isZeroRow = flags(4)
    layer.isZeroColumn = flags(3)
    let members = (0..<width).filter { !layer.isZeroRow[$0] && random.integer(in: 0...1) == 0 }
    if members.count > 1 { layer.classes = [members] }
    let numberings = neuronPermutations(blocks: [[Array(0..<width)]], limit: 24).group.map { $0[0] }
    let expected = numberings.contains { numbering in
      (0..<width).allSatisfy { neuron in
        let image = numbering[neuron]
        return (!layer.isZeroRow[neuron] || zeroRows[image])
          && (!layer.isZeroColumn[neuron] || zeroColumns[image])
      }
        && layer.classes.allSatisfy { members in
          Set(members.compactMap { groups[numbering[$0]] }).count <= 1
        }
    }
    var matching = LayerMatching(zeroRows: zeroRows, zeroColumns: zeroColumns, groups: groups)
    #expect(matching.accepts(layer) == expected, "\(layer) in \(zeroRows) \(zeroColumns) \(groups)")
  }

  @Test("members of a class that need zero columns are not counted for others too")
  func unusedMembers() {
    var layer = StratumLayer(width: 2)
    layer.classes = [[0, 1]]
    layer.isZeroColumn = [true, false]
    func accepts(groups: [Int?]) -> Bool {
      var matching = LayerMatching(
        zeroRows: [false, false], zeroColumns: [true, true], groups: groups)
      return matching.accepts(layer)
    }
    #expect(accepts(groups: [0, 0]) && !accepts(groups: [0, 1]))
  }
}
