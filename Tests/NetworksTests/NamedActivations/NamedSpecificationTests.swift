import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Specs and weight files of networks with named activations.
@Suite struct NamedSpecificationTests {
  func named(_ text: String) throws -> NamedSpecification {
    guard case .named(let found) = try AnySpecification(text: text) else {
      throw CocoaError(.formatting)
    }
    return found
  }

  func message(_ text: String) -> String {
    do {
      _ = try AnySpecification(text: text)
      return "no error"
    } catch {
      return error.description
    }
  }

  @Test func readsAndWrites() throws {
    for text in [
      "widths: [2, 3, 1]\nactivation: {named: tanh}\n",
      """
      name: "two"
      widths: [2, 1, 1, 1]
      activation: [{named: leaky-relu, slope: "1/100"}, {named: gelu}]
      bias: true
      weights:
        - [[1, "1/2", -3]]
        - [[2, 0]]
        - [[1, 1]]
      data:
        inputs: [[1, 0], [0, 1]]
        targets: [[1], [2]]
        loss: squared

      """,
    ] {
      let specification = try named(text)
      #expect(specification.yaml == text)
      #expect(try named(specification.yaml) == specification)
    }
    let specification = try named("widths: [2, 2, 1]\nactivation: {named: relu}")
    let network = NamedNetwork(
      specification.architecture, weights: [0.1, -1e-7, 3, 1e20, 0.25, 1.0 / 3])
    let again = try named(specification.yaml(weights: network))
    #expect(again.weights?.map(\.asDouble) == network.weights)
  }

  @Test func polynomialsAreOthers() throws {
    guard
      case .polynomial(.network(let found)) = try AnySpecification(
        text: "widths: [2, 3, 1]\nactivation: {monomial: 3}")
    else {
      Issue.record("no polynomial network")
      return
    }
    #expect(found.architecture.degrees == [3])
  }

  @Test func errorsNameFieldAndExpectation() throws {
    #expect(
      message("widths: [2, 3, 1]\nactivation: {named: mish}").contains(
        "activation.named: expected one of tanh, sigmoid"))
    #expect(
      message("widths: [2, 3, 1]\nactivation: {named: leaky-relu}").contains(
        "activation.slope: expected a slope between 0 and 1"))
    #expect(
      message("widths: [2, 3, 1]\nactivation: {named: relu, slope: 0.1}").contains("no slope"))
    #expect(
      message("widths: [2, 3, 3, 1]\nactivation: [{named: relu}, {monomial: 2}]").contains(
        "activation[1]: expected {named: tanh}"))
    #expect(
      message("widths: [2, 3, 3, 1]\nactivation: [{named: relu}]").contains("2 activations"))
    #expect(
      message("widths: [2, 3, 1]\nactivation: {named: relu}\nfield: {cyclotomic: 5}").contains(
        "field: expected no number field"))
    for text in ["widths: [2, 3, 1]\nactivation: {named: tanh}"] {
      do {
        _ = try ModelSpecification(text: text)
        Issue.record("no error")
      } catch {
        #expect(error.description.contains("activation: expected a polynomial activation"))
        #expect(error.description.contains("analyze and reduce"))
      }
    }
    #expect(
      message("inputs: 2\nlayers:\n  - dense: 3\n  - activation: {named: tanh}\n  - dense: 1")
        .contains("expected a polynomial activation"))
  }

  @Test func weightFiles() throws {
    let folder = try ScratchFolder()
    let architecture = try NamedArchitecture(
      widths: [2, 3, 1], activations: [.tanh], hasBias: true)
    let weights = (0..<architecture.parameterCount).map { Double($0) / 8 - 0.5 }
    let network = NamedNetwork(architecture, weights: weights)
    for format in WeightFileFormat.allCases {
      let path = folder.url.appending(path: "w.\(format.rawValue)").path
      try Data(network.file(format).bytes).write(to: URL(filePath: path))
      let read = try NamedNetwork(architecture, weightsContentsOf: path)
      #expect(read.weights == weights && read.remarks.isEmpty)
      #expect(read.outputs(at: [1, 2]) == network.outputs(at: [1, 2]))
    }
  }
}
