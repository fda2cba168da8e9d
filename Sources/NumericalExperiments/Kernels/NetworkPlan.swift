import AlgebraicStructures
import CKernels
import Computation
import ExactArithmetic
import Networks

/// The shape of a network as the C kernels read it; immutable, and owner of the memory.
final class NetworkPlan: @unchecked Sendable {
  let shape: UnsafeMutablePointer<slt_network_shape>
  private let widths: UnsafeMutablePointer<Int32>
  private let activations: UnsafeMutablePointer<slt_activation>
  private let coefficients: [UnsafeMutablePointer<Double>]

  /// The best instruction set of this processor.
  static let instructionSet = slt_isa_available()

  /// The most layers that the kernels allow.
  static let maximumLayerCount = Int(SLT_MAXIMAL_LAYER_COUNT)

  /// Traps where `SquaredLoss.limit(of:)` is not `nil`.
  init(_ architecture: Architecture) {
    if let limit = SquaredLoss.limit(of: architecture) {
      require(false, "a loss of \(architecture): \(limit)")
    }
    widths = .allocate(capacity: architecture.widths.count)
    for (index, width) in architecture.widths.enumerated() { widths[index] = Int32(width) }
    activations = .allocate(capacity: max(architecture.activations.count, 1))
    var coefficients: [UnsafeMutablePointer<Double>] = []
    for (index, activation) in architecture.activations.enumerated() {
      var entry = slt_activation(degree: Int32(activation.degree), coefficients: nil)
      if activation.monomialCoefficient != 1 {
        let values = activation.coefficients.map(\.asDouble)
        let copy = UnsafeMutablePointer<Double>.allocate(capacity: values.count)
        copy.initialize(from: values, count: values.count)
        coefficients.append(copy)
        entry.coefficients = UnsafePointer(copy)
      }
      activations[index] = entry
    }
    self.coefficients = coefficients
    shape = .allocate(capacity: 1)
    shape.initialize(
      to: slt_network_shape(
        layer_count: Int32(architecture.layerCount), has_bias: architecture.hasBias ? 1 : 0,
        widths: widths, activations: activations))
  }

  deinit {
    widths.deallocate()
    activations.deallocate()
    coefficients.forEach { $0.deallocate() }
    shape.deallocate()
  }
}
