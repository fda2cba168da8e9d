import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Jacobians of networks with named activations on data, and their diagnosis.
@Suite struct NamedSpectrumTests {
  private struct Reference: Decodable {
    struct Spectrum: Decodable {
      let activation: String
      let weights: [Double]
      let inputs: [[Double]]
      let singularValues: [Double]
      let rank: Int
    }

    let spectra: [Spectrum]
  }

  private func network(
    _ widths: [Int], _ name: String, _ weights: [Double]
  ) throws -> NamedNetwork {
    let slope: Rational? = name == "leaky-relu" ? Rational("1/100") : nil
    let activation = try #require(NamedActivation(name: name, slope: slope))
    let architecture = try NamedArchitecture(
      widths: widths, activations: Array(repeating: activation, count: widths.count - 2),
      hasBias: true)
    return NamedNetwork(architecture, weights: weights)
  }

  @Test func singularValuesAndRanksAreThoseOfNumPy() throws {
    let reference = try JSONDecoder().decode(
      Reference.self, from: Data(contentsOf: referenceDataURL("named_activations.json")))
    #expect(reference.spectra.count == NamedActivation.names.count)
    for expected in reference.spectra {
      let network = try network([3, 5, 2], expected.activation, expected.weights)
      let jacobian = DataJacobian(network, inputs: expected.inputs)
      let spectrum = try #require(try DataSpectrum(jacobian))
      #expect(spectrum.rank == expected.rank, "\(expected.activation)")
      for (a, b) in zip(spectrum.singularValues, expected.singularValues) {
        #expect((a - b).magnitude < 1e-13 * expected.singularValues[0])
      }
    }
  }

  @Test func rowsAreGradients() throws {
    let weights = (0..<23).map { Double(($0 * 7) % 11) / 4 - 1 }
    let network = try network([2, 3, 2, 3], "gelu", weights + [0.5, 0.25, -1])
    #expect(network.architecture.parameterCount == weights.count + 3)
    let jacobian = DataJacobian(network, inputs: [[1, 2]])
    #expect(jacobian.rowCount == 3 && jacobian.parameterCount == 26)
    // One input: the singular values are those of the gradients.
    let spectrum = try #require(try DataSpectrum(jacobian))
    let square = network.gradients(at: [1, 2]).reduce(0) { $0 + $1 * $1 }
    let sum = spectrum.singularValues.reduce(0) { $0 + $1 * $1 }
    #expect((sum - square).magnitude < 1e-12 * square)
  }

  @Test func diagnosisAtSeveralTolerances() throws {
    // The second neuron is 10⁻⁵ off the first, the third one not used.
    let network = try network(
      [1, 4, 1], "tanh", [1, 0.5, 1, 0.50001, -2, 1, 3, -1, 1, 2, 0, 1.5, 0.25])
    let diagnosis = NamedDiagnosis(of: network, tolerance: 1e-3)
    #expect(diagnosis.stop == nil && diagnosis.isSubnetwork == true)
    #expect(diagnosis.neurons.map(\.state) == [.redundant, .redundant, .inactiveOut, .active])
    #expect(diagnosis.tolerance?.reason == .given)
    #expect(diagnosis.sweep.count == 12)
    #expect(diagnosis.sweep.first?.widths == [1, 3, 1])
    #expect(diagnosis.sweep.last?.widths == [1, 2, 1])
    let bound = try #require(diagnosis.reduction?.error.value)
    let sampled = try #require(diagnosis.sampledDifference?.value)
    // The square of the distance, by the signed mean.
    #expect(sampled <= bound && bound < 1e-9)
  }

  @Test func tooManyNeuronsAreRefusedBeforeAnythingIsDone() throws {
    let width = 40_000
    let network = try network([1, width, 1], "relu", Array(repeating: 1, count: 3 * width + 1))
    let diagnosis = NamedDiagnosis(of: network, tolerance: 1e-3)
    #expect(diagnosis.neurons.isEmpty && diagnosis.distances == nil && diagnosis.stop != nil)
  }
}
