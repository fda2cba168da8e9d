import AlgebraicStructures
import Computation
import ExactArithmetic

// Both evaluations must stay `@inlinable`: Swift 6.3 summarises an unspecialised generic function that
// reads an array through its span as not reading it, and drops the caller's stores to a literal.
extension NetworkEvaluator {
  /// The d_L outputs at one input.
  ///
  /// - Parameter weights: N elements in parameter order; another count traps.
  /// - Parameter input: The d₀ inputs; another count traps.
  /// - Complexity: N multiplications, and one power per hidden neuron.
  @inlinable
  public func outputs(weights: [R.Element], input: [R.Element]) -> [R.Element] {
    var workspace = makeWorkspace()
    forward(weights: weights.span, input: input.span, in: &workspace, recordingSlopes: false)
    return workspace.output
  }

  /// The derivatives of all outputs by all parameters at one input: d_L × N, row-major.
  ///
  /// - Parameter weights: N elements in parameter order; another count traps.
  /// - Parameter input: The d₀ inputs; another count traps.
  /// - Complexity: O(d_L·N) multiplications.
  @inlinable
  public func gradients(weights: [R.Element], input: [R.Element]) -> [R.Element] {
    var workspace = makeWorkspace()
    forward(weights: weights.span, input: input.span, in: &workspace)
    let count = architecture.parameterCount
    var rows = [R.Element](repeating: ring.zero, count: architecture.outputCount * count)
    for k in 0..<architecture.outputCount {
      backward(weights: weights.span, output: k, in: &workspace)
      var target = rows.mutableSpan
      writeGradient(from: workspace, to: &target, at: k * count)
    }
    return rows
  }

  /// The images of rational numbers in the ring, or `nil` if a denominator is not a unit there.
  public func images(of values: [Rational]) -> [R.Element]? {
    var images: [R.Element] = []
    images.reserveCapacity(values.count)
    for value in values {
      guard let image = ring.image(of: value) else { return nil }
      images.append(image)
    }
    return images
  }
}

extension Network {
  /// The exact outputs at a rational input of d₀ entries; another count traps.
  public func outputs(at input: [Rational]) -> [Rational] {
    // The coefficients of every activation lie in ℚ, so the evaluator always exists.
    guard let evaluator = try? NetworkEvaluator(architecture, ring: RationalField()) else {
      contractViolation("an activation of \(architecture) has no image in the rationals")
    }
    return evaluator.outputs(weights: weights, input: input)
  }
}
