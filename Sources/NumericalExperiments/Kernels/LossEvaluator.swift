import AlgebraicStructures
import CKernels
import Computation
import Networks

/// Evaluates one loss with its derivatives; owns the workspace, so that evaluation allocates nothing.
///
/// Not thread-safe: make one for each thread with `SquaredLoss.makeEvaluator()`. Parameters are in the
/// order of the architecture; arrays of another length trap. All results are floating point.
public final class LossEvaluator {
  /// The loss.
  public let loss: SquaredLoss
  private let workspace: AlignedDoubles
  private lazy var square: AlignedDoubles = {
    let width = loss.architecture.widths.reduce(1, max)
    return AlignedDoubles(count: 16 * width * width)
  }()
  private let isa = NetworkPlan.instructionSet

  init(_ loss: SquaredLoss) {
    self.loss = loss
    workspace = AlignedDoubles(
      count: slt_network_workspace(loss.plan.shape, loss.samples.block))
  }

  /// The loss at `parameters`.
  ///
  /// - Complexity: N multiplications per sample.
  public func value(at parameters: [Double]) -> Double {
    requireCount(parameters.count, "parameters")
    var data = loss.samples.data
    return slt_network_loss(isa, loss.plan.shape, parameters, &data, workspace.pointer, nil)
  }

  /// The loss at `parameters`, with its gradient in `gradient`.
  ///
  /// - Complexity: about 3N multiplications per sample.
  public func gradient(at parameters: [Double], into gradient: inout [Double]) -> Double {
    requireCount(parameters.count, "parameters")
    requireCount(gradient.count, "gradient entries")
    var data = loss.samples.data
    return gradient.withUnsafeMutableBufferPointer { target in
      slt_network_loss(
        isa, loss.plan.shape, parameters, &data, workspace.pointer, target.baseAddress)
    }
  }

  /// The loss at `parameters`, with its gradient and the product of its Hessian with `direction`, by
  /// forward differentiation of the reverse mode.
  ///
  /// - Complexity: about 9N multiplications per sample.
  public func hessianProduct(
    at parameters: [Double], direction: [Double], gradient: inout [Double],
    into product: inout [Double]
  ) -> Double {
    requireCount(parameters.count, "parameters")
    requireCount(direction.count, "direction entries")
    requireCount(gradient.count, "gradient entries")
    requireCount(product.count, "product entries")
    var data = loss.samples.data
    return gradient.withUnsafeMutableBufferPointer { gradient in
      product.withUnsafeMutableBufferPointer { product in
        slt_network_hessian_product(
          isa, loss.plan.shape, parameters, direction, &data, workspace.pointer,
          gradient.baseAddress, product.baseAddress)
      }
    }
  }

  /// The trace of the Hessian of the loss, from second derivatives by the neurons' inputs: no
  /// differences and no random probes.
  ///
  /// - Complexity: Σ d_ℓ d_{ℓ−1} (d_ℓ + d_{ℓ−1}) multiplications per sample and output.
  public func hessianTrace(at parameters: [Double]) -> Double {
    requireCount(parameters.count, "parameters")
    var data = loss.samples.data
    return slt_network_hessian_trace(
      isa, loss.plan.shape, parameters, &data, workspace.pointer, square.pointer)
  }

  /// The outputs at every sample.
  public func outputs(at parameters: [Double]) -> [[Double]] {
    requireCount(parameters.count, "parameters")
    let width = loss.architecture.outputCount
    let values = AlignedDoubles(count: loss.samples.targets.count)
    var data = loss.samples.data
    slt_network_outputs(
      isa, loss.plan.shape, parameters, &data, workspace.pointer, values.pointer)
    return (0..<loss.sampleCount).map { sample in
      (0..<width).map {
        values.pointer[loss.samples.position(sample: sample, row: $0, width: width)]
      }
    }
  }

  /// The derivatives of all outputs at all samples by the parameters, each times the square root of the
  /// weight of its sample: JᵀJ is half the Gauss–Newton matrix of the loss.
  ///
  /// Rows that pad the samples to a multiple of 8 are zero.
  public func weightedJacobian(at parameters: [Double]) -> DenseMatrix {
    requireCount(parameters.count, "parameters")
    let rows = residualCount
    var data = loss.samples.rootWeightedData
    let elements = [Double](
      unsafeUninitializedCapacity: rows * parameters.count
    ) { buffer, count in
      slt_network_jacobian(
        isa, loss.plan.shape, parameters, &data, workspace.pointer, buffer.baseAddress)
      count = rows * parameters.count
    }
    return DenseMatrix(rowCount: rows, columnCount: parameters.count, elements: elements)
  }

  /// The number of rows of `weightedJacobian(at:)`.
  var residualCount: Int { loss.samples.paddedCount * loss.architecture.outputCount }

  /// The residuals f − y times the square roots of the weights, in the order of the rows of
  /// `weightedJacobian(at:)`.
  public func weightedResiduals(at parameters: [Double]) -> [Double] {
    requireCount(parameters.count, "parameters")
    let width = loss.architecture.outputCount
    let samples = loss.samples
    let values = AlignedDoubles(count: samples.targets.count)
    var data = samples.data
    slt_network_outputs(
      isa, loss.plan.shape, parameters, &data, workspace.pointer, values.pointer)
    var result = [Double](repeating: 0, count: samples.paddedCount * width)
    for output in 0..<width {
      for sample in 0..<loss.sampleCount {
        let at = samples.position(sample: sample, row: output, width: width)
        let weight = samples.rootWeights.pointer[sample]
        result[output * samples.paddedCount + sample] =
          weight * (values.pointer[at] - samples.targets.pointer[at])
      }
    }
    return result
  }

  private func requireCount(_ count: Int, _ what: String) {
    require(
      count == loss.architecture.parameterCount,
      "\(count) \(what) for an architecture with \(loss.architecture.parameterCount) parameters")
  }
}
