import AlgebraicStructures
import Computation
import ExactArithmetic

/// The network function of an architecture over any commutative ring: one forward pass, and one
/// reverse-mode gradient.
///
/// The ring may be ℚ, F_p, a polynomial ring (which expands) or `DoubleField`; activation coefficients
/// are mapped into it once. Weights are given in the parameter order of the architecture.
///
///     let evaluator = try NetworkEvaluator(Architecture(widths: [2, 2, 1], degree: 2), ring: RationalField())
///     evaluator.outputs(weights: [1, 0, 0, 1, 1, 1], input: [3, 4])  // [25]
@frozen
public struct NetworkEvaluator<R: Ring>: Sendable {
  /// The shape of the network.
  public let architecture: Architecture
  /// The ring of weights, inputs and outputs.
  public let ring: R
  /// The activations of the hidden layers.
  @usableFromInline let activations: [ActivationFunction<R>]

  /// An evaluator of `architecture` over `ring`.
  ///
  /// - Throws: `ActivationImageError` when the denominator of an activation coefficient is not a unit
  ///   of the ring; never for activations with integer coefficients.
  public init(_ architecture: Architecture, ring: R) throws(ActivationImageError) {
    self.architecture = architecture
    self.ring = ring
    var activations: [ActivationFunction<R>] = []
    for (index, activation) in architecture.activations.enumerated() {
      activations.append(try ActivationFunction(activation, layer: index + 1, in: ring))
    }
    self.activations = activations
  }

  /// An empty workspace for this architecture: O(Σ d_ℓ) elements.
  public func makeWorkspace() -> NetworkWorkspace<R> {
    NetworkWorkspace(architecture, ring: ring)
  }

  /// Evaluates the network; the outputs are in `workspace.output`.
  ///
  /// - Parameter weights: N elements; another count traps.
  /// - Parameter input: The d₀ inputs; another count traps.
  /// - Parameter workspace: A workspace from `makeWorkspace`.
  /// - Parameter recordingSlopes: Whether to leave what `backward` needs; without, σ′ is not computed.
  /// - Complexity: N multiplications, and one power per hidden neuron.
  @inlinable
  public func forward(
    weights: Span<R.Element>, input: Span<R.Element>, in workspace: inout NetworkWorkspace<R>,
    recordingSlopes: Bool = true
  ) {
    requireCounts(weights: weights.count, input: input.count)
    for i in 0..<input.count { workspace.activations[0][i] = input[i] }
    for layer in 1...architecture.layerCount {
      let previous = workspace.activations[layer - 1]
      let stride = architecture.rowStride(ofLayer: layer)
      var start = architecture.layerOffset(layer)
      let isOutput = layer == architecture.layerCount
      for row in 0..<architecture.widths[layer] {
        let z = ring.dotProduct(weights.extracting(start..<start + stride), previous.span)
        start += stride
        if isOutput {
          workspace.output[row] = z
        } else if recordingSlopes {
          let (value, slope) = activations[layer - 1].valueAndSlope(z, in: ring)
          workspace.activations[layer][row] = value
          workspace.slopes[layer - 1][row] = slope
        } else {
          workspace.activations[layer][row] = activations[layer - 1].value(z, in: ring)
        }
      }
    }
  }

  /// Backpropagates the gradient of Σ c_k f_k to `workspace.cotangents`.
  ///
  /// Needs the state that `forward` left for the same weights. Repeat it for every output cotangent of
  /// interest.
  ///
  /// - Parameter weights: The weights given to `forward`.
  /// - Parameter outputCotangent: The vector c, one element for each output; another count traps.
  /// - Parameter workspace: The workspace that `forward` has used.
  /// - Complexity: N − d₀ d₁ multiplications; independent of the number of inputs.
  @inlinable
  public func backward(
    weights: Span<R.Element>, outputCotangent: Span<R.Element>,
    in workspace: inout NetworkWorkspace<R>
  ) {
    require(
      outputCotangent.count == architecture.outputCount,
      "an output cotangent of \(outputCotangent.count) entries for \(architecture.outputCount) outputs"
    )
    for k in 0..<outputCotangent.count {
      workspace.cotangents[architecture.layerCount - 1][k] = outputCotangent[k]
    }
    propagate(weights: weights, in: &workspace)
  }

  /// Backpropagates the gradient of the single output f_k, 0 ≤ k < d_L.
  @inlinable
  public func backward(
    weights: Span<R.Element>, output k: Int, in workspace: inout NetworkWorkspace<R>
  ) {
    require(
      k >= 0 && k < architecture.outputCount,
      "output \(k) of a network with outputs 0 to \(architecture.outputCount - 1)")
    for i in 0..<architecture.outputCount {
      workspace.cotangents[architecture.layerCount - 1][i] = i == k ? ring.one : ring.zero
    }
    propagate(weights: weights, in: &workspace)
  }

  /// δ_{ℓ} = (W_{ℓ+1}ᵀ δ_{ℓ+1}) ∘ σ_ℓ′(z_ℓ) from the last hidden layer down, row by row of W_{ℓ+1}.
  @inlinable
  func propagate(weights: Span<R.Element>, in workspace: inout NetworkWorkspace<R>) {
    requireCounts(weights: weights.count, input: architecture.inputCount)
    for layer in (1..<architecture.layerCount).reversed() {
      let width = architecture.widths[layer]
      let stride = architecture.rowStride(ofLayer: layer + 1)
      for i in 0..<width { workspace.cotangents[layer - 1][i] = ring.zero }
      var start = architecture.layerOffset(layer + 1)
      for row in 0..<architecture.widths[layer + 1] {
        let factor = workspace.cotangents[layer][row]
        if !ring.isZero(factor) {
          var target = workspace.cotangents[layer - 1].mutableSpan
          ring.addMultiple(
            of: weights.extracting(start..<start + width), by: factor, to: &target)
        }
        start += stride
      }
      for i in 0..<width {
        workspace.cotangents[layer - 1][i] = ring.multiply(
          workspace.cotangents[layer - 1][i], workspace.slopes[layer - 1][i])
      }
    }
  }

  /// Writes the gradient left by `backward`: the derivatives by all N parameters in order.
  ///
  /// - Parameter workspace: The workspace that `backward` has used.
  /// - Parameter target: Entries `offset` to `offset + N − 1` are overwritten; traps if they are outside.
  /// - Parameter offset: The position of the first derivative.
  /// - Complexity: N multiplications.
  @inlinable
  public func writeGradient(
    from workspace: NetworkWorkspace<R>, to target: inout MutableSpan<R.Element>,
    at offset: Int = 0
  ) {
    require(
      offset >= 0 && offset <= target.count - architecture.parameterCount,
      "\(architecture.parameterCount) derivatives at offset \(offset) of \(target.count) entries")
    var position = offset
    for layer in 0..<architecture.layerCount {
      for i in 0..<workspace.cotangents[layer].count {
        let factor = workspace.cotangents[layer][i]
        let isZero = ring.isZero(factor)
        for j in 0..<workspace.activations[layer].count {
          target[position] =
            isZero ? ring.zero : ring.multiply(factor, workspace.activations[layer][j])
          position += 1
        }
      }
    }
  }

  @inlinable
  func requireCounts(weights: Int, input: Int) {
    require(
      weights == architecture.parameterCount,
      "\(weights) weights for an architecture with \(architecture.parameterCount) parameters")
    require(
      input == architecture.inputCount,
      "\(input) inputs for an architecture with \(architecture.inputCount) inputs")
  }
}
