import AlgebraTestSupport
import Foundation
import NumericalExperiments
import Testing

/// R̂ and effective sample sizes against ArviZ: `rhat(method="split")`, `ess(method="mean")`, `rhat(method="rank")`
/// and `ess(method="bulk")`.
@Suite struct ChainDiagnosticsTests {
  struct Reference: Decodable {
    struct Case: Decodable {
      var chains: Int
      var length: Int
      var a: Double
      var drift: Double
      var spread: Double
      var power: Int
      var widening: Double
      var digits: Double
      var rHat: Double
      var effectiveSampleSize: Double
      var rankRHat: Double
      var bulkEffectiveSampleSize: Double
    }
    var cases: [Case]
  }

  /// The chain that `generate_chain_diagnostics.py` makes.
  private func chain(_ index: Int, _ example: Reference.Case) -> [Double] {
    var (state, x) = (11 + 97 * index, 0.0)
    return (0..<example.length).map { k in
      state = (1_103_515_245 * state + 12_345) % (1 << 31)
      x = example.a * x + Double(state) / 0x1p31 - 0.5
      var value = x
      for _ in 1..<example.power { value *= x }
      value =
        (1 + example.widening * Double(index)) * (value + example.drift * Double(k))
        + example.spread * Double(index)
      return example.digits > 0 ? (value * example.digits).rounded(.down) : value
    }
  }

  @Test func agreeWithArviZ() throws {
    let reference = try JSONDecoder().decode(
      Reference.self, from: Data(contentsOf: referenceDataURL("chain_diagnostics.json")))
    #expect(reference.cases.count == 12)
    for example in reference.cases {
      let diagnostics = ChainDiagnostics((0..<example.chains).map { chain($0, example) })
      #expect(abs(diagnostics.rHat / example.rHat - 1) < 1e-10)
      #expect(abs(diagnostics.effectiveSampleSize / example.effectiveSampleSize - 1) < 1e-9)
      #expect(abs(diagnostics.rankRHat / example.rankRHat - 1) < 1e-10)
      #expect(
        abs(diagnostics.bulkEffectiveSampleSize / example.bulkEffectiveSampleSize - 1) < 1e-9)
    }
  }

  @Test func constantChains() {
    let same = ChainDiagnostics(Array(repeating: Array(repeating: 1, count: 20), count: 4))
    #expect(same.rHat == 1 && same.effectiveSampleSize == 80)
    #expect(same.rankRHat == 1 && same.bulkEffectiveSampleSize == 80)
    let different = ChainDiagnostics((0..<4).map { Array(repeating: Double($0), count: 20) })
    #expect(different.rHat == .infinity)
  }
}
