import SingularLearning
import Testing

@Suite("Rank loci of network Jacobians in charts")
struct RankLocusNetworkTests {
  private func critical(
    _ degree: Int, _ weights: [[[String]]], _ coordinates: String, units: [String] = [],
    atMost k: Int
  ) throws -> Set<String> {
    let names = coordinates.map { String($0) }
    let matrix = try jacobian(degree: degree, weights: weights, coordinates: names)
    let problem = RankLocusProblem(
      ring: matrix.ring, blocks: [matrix], units: try units.map { try matrix.ring.parse($0) })
    let result = try rankLocus(problem, atMost: k)
    #expect(result.evidence.isProven)
    if names.count < 6 { try RankLocusProofCheck(result, of: problem).run() }
    return Set(result.pieces.map { "\($0.prime.ideal)" })
  }

  private let identity = [["1", "0"], ["0", "1"]]

  @Test("fact 2: on (2,m,1) the rank is min(r + 1, 2p + q)")
  func binaryShallow() throws {
    #expect(try critical(2, [identity, [["a", "b"]]], "ab", atMost: 2) == ["<b, a>"])
    #expect(try critical(3, [identity, [["a", "b"]]], "ab", atMost: 3) == ["<a>", "<b>"])
    let three = [identity + [["s", "t"]], [["a", "b", "c"]]]
    // Zero and proportional rows lose classes, zero outgoing weights turn 2 into 1.
    #expect(
      try critical(3, three, "stabc", atMost: 3)
        == ["<a, s>", "<b, t>", "<c, a, t>", "<c, b, s>", "<c, b, a>"])
    #expect(try critical(3, three, "stabc", units: ["s", "t"], atMost: 3) == ["<c, b, a>"])
    #expect(
      try critical(5, three, "stabc", atMost: 5) == ["<s>", "<t>", "<a>", "<b>", "<c>"])
  }

  @Test("fact 3: on (2,2,2) det W2 = 0 is critical for r = 2 only")
  func twoOutputs() throws {
    let weights = [identity, [["a", "b"], ["c", "d"]]]
    #expect(try critical(2, weights, "abcd", atMost: 5) == ["<b*c - a*d>"])
    #expect(try critical(3, weights, "abcd", atMost: 5) == ["<c, a>", "<d, b>"])
  }

  @Test("fact 4: on (3,3,1) coplanar rows are critical for r < 5 only")
  func coplanar() throws {
    let weights = [
      [["1", "0", "0"], ["0", "1", "0"], ["s", "t", "u"]], [["a", "b", "c"]],
    ]
    let units = ["s", "t", "a", "b", "c"]
    #expect(try critical(2, weights, "stuabc", units: units, atMost: 5) == ["<u>"])
    #expect(try critical(3, weights, "stuabc", units: units, atMost: 8) == ["<u>"])
    #expect(try critical(4, weights, "stuabc", units: units, atMost: 8) == ["<u>"])
    #expect(try critical(5, weights, "stuabc", units: units, atMost: 8).isEmpty)
  }

  @Test("fact 5: on (2,2,2,1) only subnetworks are critical", arguments: [2, 3, 4])
  func deep(degree: Int) throws {
    let weights = [identity, [["1", "1"], ["1", "t"]], [["1", "u"]]]
    let rank = degree == 2 ? 5 : 6
    #expect(try critical(degree, weights, "tu", atMost: rank - 1) == ["<u>", "<t - 1>"])
  }

  @Test("(3,3,3,1), r = 2: the open chart has an exotic hypersurface det W2 = 0")
  func sixCoordinates() throws {
    let weights = [
      [["1", "0", "0"], ["0", "1", "0"], ["0", "0", "1"]],
      [["1", "1", "1"], ["1", "a", "b"], ["1", "c", "d"]], [["1", "e", "f"]],
    ]
    let result = try critical(2, weights, "abcdef", units: ["e", "f"], atMost: 11)
    #expect(result == ["<b*c - a*d + a - b - c + d>"])
  }
}
