import AlgebraTestSupport
import Foundation
import NumericalExperiments
import Testing

/// R̂ and effective sample sizes against ArviZ: `rhat(method="split")` and `ess(method="mean")`, the classic
/// formulas for halves of chains without rank normalisation.
@Suite struct ChainDiagnosticsTests {
  struct Reference: Decodable {
    struct Case: Decodable {
      var chains: Int
      var length: Int
      var a: Double
      var drift: Double
      var spread: Double
      var rHat: Double
      var effectiveSampleSize: Double
    }
    var cases: [Case]
  }

  /// The chain that `generate_chain_diagnostics.py` makes.
  private func chain(_ seed: Int, _ example: Reference.Case, offset: Double) -> [Double] {
    var (state, x) = (seed, 0.0)
    return (0..<example.length).map { k in
      state = (1_103_515_245 * state + 12_345) % (1 << 31)
      x = example.a * x + Double(state) / 0x1p31 - 0.5
      return x + example.drift * Double(k) + offset
    }
  }

  @Test func agreeWithArviZ() throws {
    let reference = try JSONDecoder().decode(
      Reference.self, from: Data(contentsOf: referenceDataURL("chain_diagnostics.json")))
    #expect(reference.cases.count == 6)
    for example in reference.cases {
      let chains = (0..<example.chains).map {
        chain(11 + 97 * $0, example, offset: example.spread * Double($0))
      }
      let diagnostics = ChainDiagnostics(chains)
      #expect(abs(diagnostics.rHat / example.rHat - 1) < 1e-10)
      #expect(abs(diagnostics.effectiveSampleSize / example.effectiveSampleSize - 1) < 1e-9)
    }
  }

  @Test func constantChains() {
    let same = ChainDiagnostics(Array(repeating: Array(repeating: 1, count: 20), count: 4))
    #expect(same.rHat == 1 && same.effectiveSampleSize == 80)
    let different = ChainDiagnostics((0..<4).map { Array(repeating: Double($0), count: 20) })
    #expect(different.rHat == .infinity)
  }
}
