import SingularLearning
import Testing

@Suite struct RandomSourceTests {
  /// The outputs of the authors' C code from state 1, 2, 3, 4.
  @Test func publishedVectors() {
    var random = RandomSource(state: (1, 2, 3, 4))
    let expected: [UInt64] = [
      11_520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
      10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
    ]
    for value in expected { #expect(random.next() == value) }
  }

  /// The first outputs of SplitMix64 from 1234567 become the state.
  @Test func seeding() {
    #expect(
      RandomSource(seed: 1_234_567)
        == RandomSource(
          state: (
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431
          )))
  }

  @Test func boundedNumbersAreInRangeAndUniform() {
    var random = RandomSource(seed: 7)
    var counts = [Int](repeating: 0, count: 6)
    for _ in 0..<60_000 { counts[Int(random.next(below: 6))] += 1 }
    // Five standard deviations of a binomial count are about 456.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 456 })
    for bound in [1, 2, 3, 1 << 63, (1 << 63) + 1, .max] as [UInt64] {
      for _ in 0..<100 { #expect(random.next(below: bound) < bound) }
    }
    for range in [-3...3, Int.min...Int.max, 5...5, Int.min...(-1), 0...Int.max] {
      for _ in 0..<100 { #expect(range.contains(random.integer(in: range))) }
    }
  }

  @Test func streamsDifferAndDoNotAdvanceTheirParent() {
    let parent = RandomSource(seed: 9)
    var first = parent.split(stream: 0)
    var again = parent.split(stream: 0)
    var second = parent.split(stream: 1)
    var seen: Set<UInt64> = []
    for _ in 0..<100 {
      let x = first.next()
      #expect(x == again.next())
      seen.insert(x)
      seen.insert(second.next())
    }
    #expect(seen.count == 200)
    #expect(parent == RandomSource(seed: 9))
  }
}
