import AlgebraicStructures
import Computation
import ExactArithmetic

/// The shape of a fully connected network: widths d₀, …, d_L, an activation for each hidden layer,
/// and whether layers have biases.
///
/// Layer ℓ = 1, …, L maps a ∈ K^{d_{ℓ−1}} to W_ℓ a (+ b_ℓ), and hidden layers ℓ < L then apply their
/// activation to every coordinate. The parameters are ordered by layer, row, column; with biases, the
/// bias of a row follows the row: `w1_1_1, w1_1_2, b1_1, w1_2_1, …`.
///
/// In this interface layers, rows and columns count from 1, as in the names; positions in the
/// parameter vector count from 0.
public struct Architecture: Hashable, Sendable {
  /// The most parameters N.
  public static let maximumParameterCount = 1 << 30
  /// The most layers L.
  public static let maximumLayerCount = 10_000
  /// The largest degree D in the inputs: 2⁵⁸, so that sums of D with numbers of variables are exact.
  public static let maximumInputDegree = 1 << 58
  /// The most factors of the binomial coefficient that is the ambient dimension: min(D, d₀) is at most
  /// this.
  public static let maximumAmbientFactors = 1 << 15

  /// The widths d₀, …, d_L, all at least 1.
  public let widths: [Int]
  /// The activations of the hidden layers 1, …, L − 1; coefficient lists end in a nonzero entry.
  public let activations: [Activation]
  /// Whether each layer adds a bias vector.
  public let hasBias: Bool
  /// The number N of parameters.
  public let parameterCount: Int
  /// The degree D = Π degree of the outputs as polynomials in the inputs; 1 for a linear network.
  public let inputDegree: Int
  /// `layerOffsets[ℓ − 1]` is the position of the first parameter of layer ℓ.
  @usableFromInline let layerOffsets: [Int]

  /// An architecture with one activation for each hidden layer.
  ///
  /// - Throws: `ArchitectureError` when there are fewer than two widths, a width or degree is below
  ///   one, the number of activations is not L − 1, or N, L, D or min(D, d₀) exceeds its limit.
  public init(
    widths: [Int], activations: [Activation], hasBias: Bool = false
  ) throws(ArchitectureError) {
    guard widths.count >= 2 else { throw .tooFewWidths(count: widths.count) }
    guard widths.count - 1 <= Self.maximumLayerCount else {
      throw .tooManyLayers(count: widths.count - 1)
    }
    for (layer, width) in widths.enumerated() where width < 1 {
      throw .widthBelowOne(layer: layer, width: width)
    }
    guard activations.count == widths.count - 2 else {
      throw .activationCount(expected: widths.count - 2, found: activations.count)
    }
    for (index, activation) in activations.enumerated() {
      let degree = activation.degree
      guard degree >= 1 else { throw .degreeBelowOne(layer: index + 1, degree: degree) }
      if case .hermite = activation, degree > Activation.maximumHermiteDegree {
        throw .hermiteDegreeTooLarge(layer: index + 1, degree: degree)
      }
    }
    guard let offsets = parameterOffsets(widths: widths, hasBias: hasBias) else {
      throw .parameterCountOverflow(widths: widths)
    }
    let degrees = activations.map(\.degree)
    guard let inputDegree = overflowCheckedProduct(degrees) else {
      throw .inputDegreeOverflow(degrees: degrees)
    }
    guard offsets[widths.count - 1] <= Self.maximumParameterCount else {
      throw .tooManyParameters(widths: widths, count: offsets[widths.count - 1])
    }
    guard inputDegree <= Self.maximumInputDegree else {
      throw .inputDegreeTooLarge(degrees: degrees, product: inputDegree)
    }
    guard min(inputDegree, widths[0]) <= Self.maximumAmbientFactors else {
      throw .ambientDimensionTooLarge(inputs: widths[0], degree: inputDegree)
    }
    self.widths = widths
    self.activations = activations.map(\.normalized)
    self.hasBias = hasBias
    self.parameterCount = offsets[widths.count - 1]
    self.inputDegree = inputDegree
    self.layerOffsets = offsets
  }

  /// An architecture with the activation t^degree in every hidden layer.
  public init(widths: [Int], degree: Int, hasBias: Bool = false) throws(ArchitectureError) {
    let hidden = max(widths.count - 2, 0)
    try self.init(
      widths: widths, activations: Array(repeating: .monomial(degree: degree), count: hidden),
      hasBias: hasBias)
  }

  /// An architecture with the activation t^degrees[ℓ − 1] in hidden layer ℓ.
  public init(widths: [Int], degrees: [Int], hasBias: Bool = false) throws(ArchitectureError) {
    try self.init(
      widths: widths, activations: degrees.map { .monomial(degree: $0) }, hasBias: hasBias)
  }
}

extension Architecture {
  /// The number L of layers with parameters: one less than the number of widths.
  @inlinable public var layerCount: Int { widths.count - 1 }
  /// The number d₀ of inputs.
  @inlinable public var inputCount: Int { widths[0] }
  /// The number d_L of outputs.
  @inlinable public var outputCount: Int { widths[widths.count - 1] }
  /// The degrees of the activations.
  public var degrees: [Int] { activations.map(\.degree) }

  /// Whether every output is homogeneous of degree `inputDegree` in the inputs: all activations are
  /// monomials (with any coefficient) and there are no biases.
  public var isHomogeneous: Bool { !hasBias && activations.allSatisfy(\.isMonomial) }

  /// The dimension of the space that the functions of the network span: d_L times the number of monomials
  /// that can occur in an output.
  ///
  /// These are C(D + d₀ − 1, d₀ − 1) for a homogeneous network and C(D + d₀, d₀) with biases. Without
  /// biases other activations can miss degrees: for t + t³ only odd ones occur. Counted are the degrees to
  /// which exponents of the activations add up (`DegreeSupport`); in layers of few neurons the coefficients
  /// of such a degree can cancel, which is not noticed, and for D > 4096 so are single missing degrees.
  ///
  /// - Complexity: the product of min(D, d₀) machine words, at most `maximumAmbientFactors`, for each degree that
  ///   occurs.
  public var ambientDimension: Integer {
    Integer(outputCount) * DegreeSupport(self).monomialCount(variables: inputCount)
  }
}

/// The position of the first parameter of each layer, and N at the end; `nil` if N overflows.
private func parameterOffsets(widths: [Int], hasBias: Bool) -> [Int]? {
  var offsets = [0]
  for layer in 1..<widths.count {
    let (stride, strideOverflows) = widths[layer - 1].addingReportingOverflow(hasBias ? 1 : 0)
    let (size, sizeOverflows) = widths[layer].multipliedReportingOverflow(by: stride)
    let (sum, sumOverflows) = offsets[layer - 1].addingReportingOverflow(size)
    if strideOverflows || sizeOverflows || sumOverflows { return nil }
    offsets.append(sum)
  }
  return offsets
}

private func overflowCheckedProduct(_ factors: [Int]) -> Int? {
  var product = 1
  for factor in factors {
    let (value, overflows) = product.multipliedReportingOverflow(by: factor)
    if overflows { return nil }
    product = value
  }
  return product
}
