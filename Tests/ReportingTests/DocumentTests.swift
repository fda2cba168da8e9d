import SingularLearning
import Testing

/// The writers of documents.
@Suite struct DocumentTests {
  private static func reports() throws -> [any Report] {
    let control = ComputationControl()
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    let rank = try genericRank(of: architecture, seed: 1, control: control)
    let network = try Network(
      architecture, weights: [1, 2, 2, 4, 0, 0, 1, 1, 1].map { Rational($0) })
    let map = try architecture.polynomialMap(maximumTerms: 1000, control: control)
    return [
      DimensionReport(
        name: Array(repeating: "name", count: 30).joined(separator: " "),
        architecture: architecture, rank: rank, seed: 1),
      AnalysisReport(
        name: nil,
        analysis: weightsAnalysis(of: network, includingKernel: true, seed: 1, control: control)),
      ThresholdReport(
        try criticalityThreshold(widths: [2, 2, 1], seed: 1, control: control), seed: 1),
      SampleReport(
        name: nil, sample: try sampleRanks(of: architecture, count: 3, seed: 1, control: control)),
      JacobianReport(
        name: nil, map: map, jacobian: try map.jacobian(maximumTerms: 1000, control: control),
        seed: 1),
    ]
  }

  @Test func modelsSayWhatTheyAre() throws {
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    let data = DataModel(architecture, data: [[1, 0], [1, 2]])
    let layered = try LayeredModel(
      inputs: .vector(2), layers: [DenseLayer(outputs: 3)])
    let models: [(any ReportedModel, keys: [String])] = [
      (architecture, ["widths"]), (data, ["widths", "dataPoints"]),
      (layered, ["inputs", "layers"]),
    ]
    for (model, keys) in models {
      #expect(!model.title(name: nil).isEmpty)
      var document = DimensionReport(
        name: nil, architecture: architecture, rank: nil, seed: 1
      ).document
      model.addMembers(name: "model", to: &document)
      model.addDetails(name: "model", to: &document)
      model.addInputs(to: &document)
      for key in keys { #expect("\(document.json)".contains(key), "\(key) of \(model)") }
    }
  }

  @Test func textFitsTheWidthGiven() throws {
    for report in try Self.reports() {
      for width in [40, 80, 133] {
        let text = report.document.text(width: width)
        // Only words that are longer than their column stand out.
        for line in text.split(separator: "\n") where line.count > width {
          let words = line.split(separator: " ").map(\.count)
          #expect(words.contains { $0 > width / 3 }, "\(width): \(line)")
        }
      }
      #expect(report.document.text() == report.text)
    }
  }

  @Test func noWidthLosesWords() throws {
    func words(_ text: String) -> [Substring] {
      text.split { " \n".contains($0) }.filter { !$0.allSatisfy { "-=".contains($0) } }.sorted()
    }
    for report in try Self.reports() {
      for width in [1, 40, 80, 133] {
        #expect(words(report.document.text(width: width)) == words(report.text))
      }
    }
  }

  @Test func objectsBeginWithTheSchemaAndNameNoKeyTwice() throws {
    for report in try Self.reports() {
      guard case .object(let members) = report.json else {
        Issue.record("not an object: \(report.json)")
        continue
      }
      #expect(members.first == .init("schema", .integer(jsonSchemaVersion)))
      #expect(Set(members.map(\.key)).count == members.count)
    }
  }
}
