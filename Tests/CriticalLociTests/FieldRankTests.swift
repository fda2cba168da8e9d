import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct FieldRankTests {
  @Test("ranks at weights, and on data, in number fields, by regular representations")
  func referenceRanks() throws {
    let data = try Data(contentsOf: referenceDataURL("field_ranks.json"))
    let cases = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(cases.count == 60)
    var dataCount = 0
    for reference in cases {
      let spec = try JSONSerialization.data(withJSONObject: try #require(reference["spec"]))
      let text = String(decoding: spec, as: UTF8.self)
      let specification = try NetworkSpecification(text: text, file: "network.json")
      let network = try #require(specification.numberFieldNetwork)
      let found: NumberFieldPointRank
      if let set = specification.data {
        dataCount += 1
        let points = try #require(set.over(network.field))
        found = try rank(of: network.architecture, on: points, at: network.weights)
        let generic = try genericRank(of: network.architecture, on: points)
        #expect(generic.dimension >= found.rank && generic.dimension <= generic.upperBound.value)
        // What is written reads back.
        #expect(try NetworkSpecification(text: specification.yaml) == specification)
      } else {
        found = try rank(at: network)
      }
      #expect(found.rank == reference["rank"] as? Int, "\(text)")
      #expect(found.parameterCount == reference["parameters"] as? Int, "\(text)")
      #expect(found.evidence.isProven)
    }
    #expect(dataCount == 20)
  }

  @Test("ranks of models with layers in number fields, by regular representations")
  func layeredRanks() throws {
    let data = try Data(contentsOf: referenceDataURL("layer_field_ranks.json"))
    let cases = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(cases.count == 40)
    for reference in cases {
      let spec = try JSONSerialization.data(withJSONObject: try #require(reference["spec"]))
      let text = String(decoding: spec, as: UTF8.self)
      let weights = try #require(reference["weights"] as? [String])
      func check(
        _ inputs: ExactInputs<some PolynomialModel>?, over field: NumberField?
      ) throws {
        let (inputs, field) = (try #require(inputs), try #require(field))
        let analysis = weightsAnalysis(
          at: try weights.map { try field.parse($0) }, over: field, on: inputs)
        #expect(analysis.stop == nil)
        #expect(analysis.rank?.rank == reference["rank"] as? Int, "\(text)")
        #expect(analysis.rank?.parameterCount == reference["parameters"] as? Int, "\(text)")
        #expect(analysis.rank?.evidence.isProven == true)
        #expect(try #require(analysis.unexplainedDimension) >= 0, "\(text)")
        let generic = try #require(analysis.genericRank?.dimension)
        #expect(try #require(analysis.rank?.rank) <= generic, "\(text)")
      }
      switch try ModelSpecification(text: text, file: "model.json") {
      case .network(let network): try check(network.exactInputs, over: network.field)
      case .layered(let layered):
        try check(layered.exactInputs, over: layered.field)
        let field = try #require(layered.field)
        let complete = LayeredSpecification(
          name: "a", model: layered.model, field: field,
          weights: try weights.map { try field.parse($0) }, data: layered.data)
        #expect(try ModelSpecification(text: complete.yaml) == .layered(complete), "\(text)")
      }
    }
  }

  @Test("rational data over a field have the ranks and fits of rational data")
  func rationalData() throws {
    let architecture = try Architecture(widths: [2, 3, 2], degree: 2)
    let field = try NumberField(
      generator: "a", minimalPolynomial: "a^2 - 2", root: Rational(707, 500))
    var random = RandomSource(seed: 4)
    func number() -> Rational { Rational(random.integer(in: 0...6) - 3) }
    for loss in DataLoss.allCases {
      for count in [1, 2, 4, 7] {
        let inputs = (0..<count).map { _ in [number(), number()] }
        let weights = (0..<architecture.parameterCount).map { _ in number() }
        let model = DataModel(architecture, data: inputs, loss: loss)
        let points = NumberFieldData(
          field: field, inputs: inputs.map { $0.map { NumberFieldElement($0) } },
          targets: inputs.map { _ in [field.one, field.zero] }, loss: loss)
        let elements = weights.map { NumberFieldElement($0) }
        #expect(
          try rank(of: architecture, on: points, at: elements).rank
            == rank(of: model, at: weights, includingKernel: false).rank)
        #expect(
          try genericRank(of: architecture, on: points).dimension
            == genericRank(of: model).dimension)
        #expect(
          try points.fit(of: architecture, at: elements)
            == model.fit(at: weights, targets: inputs.map { _ in [1, 0] }))
      }
    }
  }
}
