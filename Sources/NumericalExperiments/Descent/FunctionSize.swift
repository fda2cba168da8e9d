import AlgebraicStructures
import CKernels
import Computation
import ExactArithmetic
import Foundation
import Networks

/// How large the function of a network is beside the targets of a loss (`ParameterDistances` has the definition).
///
/// The sum Σ_i |a_i|·(E h_i²)^{1/2} over the neurons h_i of the last hidden layer with outgoing weights a_i, divided by
/// (E|y|²)^{1/2}; where constants can go elsewhere, to a bias or to another constant neuron, both are taken without their
/// means. By the triangle inequality it is at least 1 where the loss is zero.
final class FunctionSize {
  private let loss: SquaredLoss
  private let plan: NetworkPlan?
  private let workspace: AlignedDoubles
  private let values: AlignedDoubles
  /// The samples that are evaluated at once: whole blocks, but for the last one.
  private let chunk: Int
  private let removesMeans: Bool
  /// The last activation.
  private let activation: (Double) -> Double
  /// What sizes are divided by.
  private var reference = 0.0

  private static let largestChunk = 1 << 18

  /// The size beside the targets of `loss`; where these are zero, beside the function at `start`.
  init(_ loss: SquaredLoss, start: [Double]) {
    self.loss = loss
    let architecture = loss.architecture
    removesMeans = architecture.hasBias || architecture.activations.last?.vanishesAtZero == false
    let last = architecture.activations.last ?? .monomial(degree: 1)
    if let factor = last.monomialCoefficient?.asDouble {
      let degree = Double(last.degree)
      activation = { factor * pow($0, degree) }
    } else {
      let coefficients = last.coefficients.map(\.asDouble)
      activation = { horner(coefficients, $0) }
    }
    let samples = loss.samples
    let width = architecture.widths[architecture.layerCount - 1]
    let blocks = max(FunctionSize.largestChunk / (samples.block * width), 1)
    chunk = min(blocks * samples.block, samples.paddedCount)
    values = AlignedDoubles(count: (chunk + samples.block) * width)
    guard architecture.layerCount > 1 else {
      (plan, workspace) = (nil, AlignedDoubles(count: 0))
      return
    }
    let truncated: Architecture
    do {
      truncated = try Architecture(
        widths: architecture.widths.dropLast(), activations: architecture.activations.dropLast(),
        hasBias: architecture.hasBias)
    } catch {
      contractViolation("\(architecture) without its last layer: \(error)")
    }
    let plan = NetworkPlan(truncated)
    self.plan = plan
    workspace = AlignedDoubles(count: slt_network_workspace(plan.shape, samples.block))
    reference = targetSize
    if reference == 0 { reference = absoluteSize(at: start) }
  }

  /// The size at given parameters; 1 where there is nothing to compare with.
  ///
  /// - Complexity: one evaluation of the network at all samples.
  func value(at parameters: [Double]) -> Double {
    guard reference > 0, reference.isFinite else { return 1 }
    let size = absoluteSize(at: parameters) / reference
    return size.isFinite ? size : 1
  }

  private var targetSize: Double {
    let (samples, width) = (loss.samples, loss.architecture.outputCount)
    var sum = 0.0
    for output in 0..<width {
      sum += meanSquare(0..<loss.sampleCount) {
        samples.targets.pointer[samples.position(sample: $0, row: output, width: width)]
      }
    }
    return sum.squareRoot()
  }

  /// The mean square of a function of the samples, without its mean where that does not count.
  private func meanSquare(_ range: Range<Int>, _ value: (Int) -> Double) -> Double {
    var moments = Moments()
    for s in range { moments.add(value(s), weight: loss.samples.weights.pointer[s]) }
    return removesMeans ? moments.variance : moments.meanSquare
  }

  private func absoluteSize(at parameters: [Double]) -> Double {
    guard let plan else { return 0 }
    let (architecture, samples) = (loss.architecture, loss.samples)
    let layer = architecture.layerCount
    let width = architecture.widths[layer - 1]
    let weights = Array(parameters[..<architecture.layerOffset(layer)])
    var moments = [Moments](repeating: Moments(), count: width)
    for first in stride(from: 0, to: samples.paddedCount, by: chunk) {
      let count = min(chunk, samples.paddedCount - first)
      var data = samples.data
      data.inputs = data.inputs + first * architecture.inputCount
      data.samples = count
      slt_network_outputs(
        NetworkPlan.instructionSet, plan.shape, weights, &data, workspace.pointer, values.pointer)
      for i in 0..<width {
        for s in 0..<min(count, loss.sampleCount - first) {
          let z = values.pointer[samples.position(sample: s, row: i, width: width)]
          moments[i].add(activation(z), weight: samples.weights.pointer[first + s])
        }
      }
    }
    return (0..<width).reduce(0) { sum, i in
      let column = (1...architecture.outputCount).map {
        parameters[architecture.parameterIndex(layer: layer, row: $0, column: i + 1)]
      }
      let square = removesMeans ? moments[i].variance : moments[i].meanSquare
      return sum + euclideanNorm(column) * square.squareRoot()
    }
  }
}

/// Weighted sums of a function; the variance by updates of the mean, which small deviations survive.
private struct Moments {
  private var weight = 0.0
  private var mean = 0.0
  private var deviations = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double, weight share: Double) {
    guard share > 0 else { return }
    weight += share
    let change = value - mean
    mean += change * share / weight
    deviations += share * change * (value - mean)
    squares += share * value * value
  }

  var meanSquare: Double { weight > 0 ? squares / weight : 0 }
  var variance: Double { weight > 0 ? max(deviations, 0) / weight : 0 }
}
