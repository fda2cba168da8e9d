import AlgebraicStructures
import Computation

/// A seeded source of random numbers: xoshiro256** of Blackman and Vigna, its state filled by
/// SplitMix64 as its authors recommend.
///
/// The same seed gives the same numbers on every platform. Not for cryptography.
/// Source: D. Blackman, S. Vigna, *Scrambled linear pseudorandom number generators*, ACM TOMS 47
/// (2021).
public struct RandomSource: RandomNumberGenerator, Hashable, Sendable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// The source with the given seed.
  public init(seed: UInt64) {
    var mixer = SplitMix64(state: seed)
    s0 = mixer.next()
    s1 = mixer.next()
    s2 = mixer.next()
    s3 = mixer.next()
  }

  /// The source whose next outputs are those of the published generator in the given state; traps
  /// if the state is all zero, where the generator is stuck.
  public init(state: (UInt64, UInt64, UInt64, UInt64)) {
    require(state != (0, 0, 0, 0), "the state of a random source must not be all zero")
    (s0, s1, s2, s3) = state
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let result = rotateLeft(s1 &* 5, 7) &* 9
    let t = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = rotateLeft(s3, 45)
    return result
  }

  /// A uniform number in 0 ..< `bound`, without bias; traps for `bound` = 0.
  ///
  /// Source: D. Lemire, *Fast random integer generation in an interval*, ACM TOMACS 29 (2019).
  public mutating func next(below bound: UInt64) -> UInt64 {
    require(bound > 0, "a random number below 0 does not exist")
    var (high, low) = next().multipliedFullWidth(by: bound)
    if low < bound {
      let threshold = (0 &- bound) % bound
      while low < threshold { (high, low) = next().multipliedFullWidth(by: bound) }
    }
    return high
  }

  /// A uniform integer in `range`.
  public mutating func integer(in range: ClosedRange<Int>) -> Int {
    let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
    let offset = width == .max ? next() : next(below: width + 1)
    return range.lowerBound &+ Int(truncatingIfNeeded: offset)
  }

  /// A source for the work package numbered `stream`, determined by the present state and `stream`.
  ///
  /// This source does not advance; distinct streams are independent for practical purposes.
  public func split(stream: UInt64) -> RandomSource {
    var mixer = SplitMix64(state: stream)
    var child = self
    child.s0 ^= mixer.next()
    child.s1 ^= mixer.next()
    child.s2 ^= mixer.next()
    child.s3 ^= mixer.next()
    // Passing through the mixer again removes the linear relation to this source's state.
    var digest: UInt64 = 0
    for word in [child.s0, child.s1, child.s2, child.s3] {
      var step = SplitMix64(state: digest ^ word)
      digest = step.next()
    }
    return RandomSource(seed: digest)
  }
}

/// Steele, Lea and Flood's SplitMix64, the recommended seeder of xoshiro256**.
struct SplitMix64 {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

private func rotateLeft(_ x: UInt64, _ count: UInt64) -> UInt64 {
  x << count | x >> (64 - count)
}
