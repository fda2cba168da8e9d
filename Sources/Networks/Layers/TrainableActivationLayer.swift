import AlgebraicStructures
import Computation

/// A polynomial applied to every value whose coefficients are parameters: σ(t) = a₀ + a₁t + … + a_r t^r.
public struct TrainableActivationLayer: ModelLayer {
  /// Which values have the same polynomial.
  public enum Sharing: String, Hashable, Sendable, CaseIterable {
    /// All values of the layer.
    case layer
    /// The values of one channel: of a vector each value has its own.
    case neuron
  }

  /// The degree r.
  public let degree: Int
  /// Which values have the same polynomial.
  public let extent: Sharing

  /// An activation of degree r with trainable coefficients.
  public init(degree: Int, extent: Sharing = .layer) {
    self.degree = degree
    self.extent = extent
  }

  /// The largest degree.
  public static let maximumDegree = 1000

  /// `activation`.
  public var kind: String { "activation" }
  /// For example `trainable polynomial 3, one for each neuron`.
  public var title: String {
    "trainable polynomial \(degree)" + (extent == .layer ? "" : ", one for each neuron")
  }

  private func polynomialCount(for input: LayerShape) -> Int {
    extent == .layer ? 1 : input.channelCount
  }

  /// The same.
  public func outputShape(for input: LayerShape) throws(LayerMismatch) -> LayerShape {
    guard (1...Self.maximumDegree).contains(degree) else {
      throw LayerMismatch(
        "polynomial.degree", expected: "a degree from 1 to \(Self.maximumDegree)",
        found: "\(degree)")
    }
    return input
  }

  /// The number of entries of its matrices, kernels or coefficients.
  public func parameterCount(for input: LayerShape) -> Int {
    Saturating.product(polynomialCount(for: input), degree + 1)
  }

  /// `a2_1`: the coefficient of t of the whole layer; `a2_3_1`: that of channel 3.
  public func parameterNames(for input: LayerShape, number: Int) -> [String] {
    switch extent {
    case .layer: (0...degree).map { "a\(number)_\($0)" }
    case .neuron:
      (1...input.channelCount).flatMap { channel in
        (0...degree).map { "a\(number)_\(channel)_\($0)" }
      }
    }
  }

  private func firstParameter(ofIndex index: Int, _ input: LayerShape) -> Int {
    extent == .layer ? 0 : input.channel(ofIndex: index) * (degree + 1)
  }

  /// What the layer does to its input.
  public func outputs<R: Ring>(
    _ values: [R.Element], parameters: [R.Element], input: LayerShape, over ring: R
  ) -> [R.Element]? {
    values.enumerated().map { index, value in
      let start = firstParameter(ofIndex: index, input)
      var result = parameters[start + degree]
      for k in (0..<degree).reversed() {
        result = ring.add(ring.multiply(result, value), parameters[start + k])
      }
      return result
    }
  }

  /// The products with the transposed derivative, without recording.
  public func pullback<R: Ring>(
    _ cotangents: [[R.Element]], at values: [R.Element], parameters: [R.Element],
    input: LayerShape, over ring: R
  ) -> [LayerCotangent<R>]? {
    cotangents.map { cotangent in
      var inputs: [R.Element] = []
      var gradient = [R.Element](repeating: ring.zero, count: parameters.count)
      for (index, value) in values.enumerated() {
        let start = firstParameter(ofIndex: index, input)
        var power = cotangent[index]
        var slope = ring.zero
        for k in 0...degree {
          gradient[start + k] = ring.add(gradient[start + k], power)
          if k < degree {
            slope = ring.add(
              slope, ring.multiply(power, ring.multiply(ring(k + 1), parameters[start + k + 1])))
          }
          power = ring.multiply(power, value)
        }
        inputs.append(slope)
      }
      return LayerCotangent(input: inputs, parameters: gradient)
    }
  }

  /// The coefficients take up a scaling of what comes in, and make one of what goes out: for each channel, or for all together.
  public func symmetries(for input: LayerShape) -> LayerSymmetries {
    var result = LayerSymmetries()
    result.passage = .permutations
    // The coefficients of σ(t − s), to first order in s.
    func shift(_ coefficients: [Int]) -> [ParameterVelocity.Term] {
      (0..<degree).map {
        .init(target: coefficients[$0], source: coefficients[$0 + 1], coefficient: -$0 - 1)
      }
    }
    switch extent {
    case .layer:
      result.shiftedJointly = 0
      result.absorbedJointly = shift(Array(0...degree))
      result.producedJointly = Array(0...degree)
      result.takenJointly = (1...degree).map { ($0, -$0) }
    case .neuron:
      result.carried = (0..<input.channelCount).map {
        Array($0 * (degree + 1)..<($0 + 1) * (degree + 1))
      }
      result.produced = result.carried
      result.shifted = result.carried.map { $0[0] }
      result.absorbed = result.carried.map(shift)
      result.taken = result.carried.map { list in (1...degree).map { (list[$0], -$0) } }
    }
    return result
  }
}
