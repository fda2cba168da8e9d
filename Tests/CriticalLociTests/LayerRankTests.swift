import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct LayerRankTests {
  @Test(
    "generic ranks of random models with layers, and of networks on data, by another forward pass")
  func referenceRanks() throws {
    let data = try Data(contentsOf: referenceDataURL("layer_ranks.json"))
    let cases = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(cases.count == 300)
    for reference in cases {
      let spec = try JSONSerialization.data(withJSONObject: try #require(reference["spec"]))
      let text = String(decoding: spec, as: UTF8.self)
      let rank = try Self.rank(ModelSpecification(text: text))
      #expect(rank.dimension == reference["rank"] as? Int, "\(text)")
      #expect(rank.parameterCount == reference["parameters"] as? Int, "\(text)")
    }
  }

  private static func rank(_ specification: ModelSpecification) throws -> GenericRank {
    switch specification {
    case .layered(let layered): return try genericRank(of: layered.model)
    case .network(let network):
      guard let data = network.data else { return try genericRank(of: network.architecture) }
      guard case .exact(let inputs) = data.inputs else { throw InexactData() }
      return try genericRank(of: DataModel(network.architecture, data: inputs, loss: data.loss))
    }
  }

  private struct InexactData: Error {}
}
