import Foundation
import SingularLearning
import Testing

@Suite("free energies")
struct FreeEnergyTests {
  private static func energy(_ lambda: Rational, _ m: Int, loss: Double = 0) -> FreeEnergy {
    FreeEnergy(LearningCoefficient(lambda, multiplicity: m), loss: loss)
  }

  @Test("the terms")
  func value() {
    let energy = Self.energy(Rational(3, 2), 3, loss: 0.25)
    let expected = 250 + 1.5 * log(1000) - 2 * log(log(1000))
    #expect(abs(energy.value(sampleCount: 1000) - expected) < 1e-12)
  }

  /// The smallest n from 3 to `limit` from which on `a` is at most `b` as far as `limit`.
  private static func onsetByTrial(_ a: FreeEnergy, _ b: FreeEnergy, limit: Int) -> Int {
    (3...limit).last { a.value(sampleCount: $0) > b.value(sampleCount: $0) }.map { $0 + 1 } ?? 3
  }

  @Test("the onset is the first sample count after the last at which the other one is smaller")
  func onsets() throws {
    let cases = [
      (Self.energy(1, 1), Self.energy(Rational(3, 2), 3)),
      (Self.energy(1, 1), Self.energy(1, 2)),
      (Self.energy(Rational(1, 2), 1), Self.energy(Rational(2, 3), 1)),
      (Self.energy(2, 1, loss: 0.01), Self.energy(1, 1, loss: 0.02)),
      (Self.energy(2, 1, loss: 0.01), Self.energy(1, 4, loss: 0.011)),
      (Self.energy(2, 4, loss: 0.01), Self.energy(1, 1, loss: 0.011)),
      // The lead rises, falls and rises again: from 3 on it is negative, positive, negative, positive.
      (Self.energy(Rational(6, 5), 5, loss: 0), Self.energy(0, 1, loss: 0.0001)),
      (Self.energy(1, 5, loss: 0), Self.energy(0, 1, loss: 0.001)),
      (Self.energy(1, 5, loss: 0), Self.energy(0, 1, loss: 0.5)),
      // The lead is negative between 15 and 16 samples only.
      (Self.energy(1, 1), Self.energy(1 + Rational(3_678_784, 10_000_000), 2)),
      (Self.energy(Rational(5, 2), 2, loss: 0.1), Self.energy(2, 3, loss: 0.1005)),
    ]
    for (a, b) in cases {
      let (winner, loser) =
        if case .first = FreeEnergyComparison(a, b) { (a, b) } else { (b, a) }
      let onset = try #require(winner.onset(over: loser))
      let expected = Self.onsetByTrial(winner, loser, limit: 40_000)
      #expect(expected < 39_999, "the limit of the trial is too low for \((winner, loser))")
      #expect(onset.sampleCount == expected, "\((winner, loser))")
      #expect(abs(onset.logarithm - log(Double(expected))) < 1e-9)
      #expect(loser.onset(over: winner) == nil)
    }
  }

  @Test("the smaller loss wins in the end, then the smaller λ, then the larger m")
  func winners() {
    func isFirst(_ a: FreeEnergy, _ b: FreeEnergy) -> Bool {
      if case .first = FreeEnergyComparison(a, b) { true } else { false }
    }
    let ordered = [
      Self.energy(9, 1, loss: -1), Self.energy(1, 3), Self.energy(1, 2), Self.energy(2, 9),
      Self.energy(0, 1, loss: 1e-300),
    ]
    for (i, a) in ordered.enumerated() {
      for (j, b) in ordered.enumerated() where i != j { #expect(isFirst(a, b) == (i < j)) }
      #expect(FreeEnergyComparison(a, a) == .equal)
      #expect(a.onset(over: a)?.sampleCount == 3)
    }
  }

  @Test("onsets beyond all sample counts are known by their logarithms")
  func farOnsets() throws {
    // x/6 = 3 log x.
    let onset = try #require(
      Self.energy(Rational(1, 2), 1).onset(over: Self.energy(Rational(2, 3), 4)))
    #expect(onset.sampleCount == nil)
    #expect(abs(onset.logarithm - 18 * log(onset.logarithm)) < 1e-9 && onset.logarithm > 18)
    // x/1000 = log x, where eˣ is not a floating-point number.
    let far = try #require(
      Self.energy(1, 1).onset(over: Self.energy(Rational(1001, 1000), 2)))
    #expect(abs(far.logarithm - 1000 * log(far.logarithm)) < 1e-6 && far.logarithm > 1000)
    // A tiny difference of losses against a large one of λ.
    let tiny = try #require(
      Self.energy(10, 1).onset(over: Self.energy(1, 1, loss: 1e-308)))
    #expect(abs(tiny.logarithm + log(1e-308) - log(9 * tiny.logarithm)) < 1e-9)
  }

  @Test("misuse traps")
  func misuse() async {
    await #expect(processExitsWith: .failure) {
      _ = FreeEnergy(LearningCoefficient(1, multiplicity: 1), loss: .nan)
    }
    await #expect(processExitsWith: .failure) {
      _ = FreeEnergy(LearningCoefficient(1, multiplicity: 1)).value(sampleCount: 2)
    }
  }
}
