import AlgebraicStructures
import Computation
import ExactArithmetic

/// A polynomial map (w, x) ↦ f_w(x) from N parameters w and inputs x to outputs, over every commutative ring: what
/// generic rank, rank at a point, polynomial map, Jacobian, minors and sampling need to know about a model.
///
/// `Architecture` is the dense network; it has faster ways of its own, and more theorems. Another model needs
/// only counts, degrees and `outputs(parameters:input:over:)`: gradients follow by reverse mode.
///
/// The outputs are polynomials with rational coefficients, or quotients of such polynomials in a model that has its own
/// `tangents`; a model with denominators says so in `denominatorBits`, on which proofs modulo primes rest, and cannot be
/// evaluated in rings where one is no unit.
public protocol PolynomialModel: Sendable {
  /// The names of the parameters in order, which are valid and different names of variables.
  var parameterNames: [String] { get }
  /// The number N of parameters.
  var parameterCount: Int { get }
  /// The positions of the parameters that belong together, in order: layers, kernels.
  var parameterBlocks: [Range<Int>] { get }
  /// The number of inputs.
  var inputCount: Int { get }
  /// The number of outputs.
  var outputCount: Int { get }
  /// At least the degree of every output in the inputs.
  var inputDegree: Int { get }
  /// At least the degree of every output in the parameters.
  var parameterDegree: Int { get }
  /// Whether every output is a form of degree `inputDegree` in the inputs.
  var isHomogeneous: Bool { get }
  /// At least log₂ of some integer that makes the coefficients of all outputs, or of the tangents of quotients, integers.
  var denominatorBits: Double { get }
  /// Whether the outputs are polynomials in parameters and inputs, and not quotients of such.
  var isPolynomial: Bool { get }
  /// Known actions on the parameters that leave the function as it is.
  var symmetries: [ParameterSymmetry] { get }

  /// An architecture through which the outputs factor as `spanned(by:outputCount:)` says; `nil` if none is known.
  var spanned: Architecture? { get }
  /// An architecture through which the values at given inputs factor, by linear maps of the parameters and of the
  /// values: their Jacobian has at most its generic rank; `nil` if none is known.
  ///
  /// `outputCount`: The number of linear combinations of the outputs that count.
  func spanned(by inputs: [[Rational]], outputCount: Int) -> Architecture?

  /// The outputs at one input; `nil` if a coefficient has no image in the ring.
  ///
  /// `parameters`: N elements.
  /// `input`: As many elements as there are inputs.
  func outputs<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]?

  /// The derivatives of all outputs by all parameters at one input, row-major; `nil` as for the outputs.
  func gradients<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]?

  /// Polynomial multiples of the gradients, which is what ranks are computed from: the row of each output is its
  /// gradient times a function of parameters and input that is not zero. For polynomial outputs the gradients.
  ///
  /// Its entries have at most the degrees `inputDegree` and `parameterDegree`; with `isHomogeneous` they are forms.
  func tangents<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]?

  /// The outputs as quotients; for polynomials the outputs. `nil` as for the outputs.
  func quotients<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> ModelQuotients<R>?
}

/// The outputs of a model as quotients that are not reduced.
public struct ModelQuotients<R: Ring>: Sendable {
  /// For each output n/d; d is `nil` where it is 1.
  public let outputs: [(numerator: R.Element, denominator: R.Element?)]
  /// What is inverted on the way: the outputs have values where none of these is zero.
  public let inverted: [R.Element]

  /// Quotients.
  public init(
    outputs: [(numerator: R.Element, denominator: R.Element?)], inverted: [R.Element] = []
  ) {
    self.outputs = outputs
    self.inverted = inverted
  }
}

extension PolynomialModel {
  /// The number of names.
  public var parameterCount: Int { parameterNames.count }
  /// One block.
  public var parameterBlocks: [Range<Int>] { [0..<parameterCount] }
  /// Not known to be.
  public var isHomogeneous: Bool { false }
  /// 0: all coefficients are integers.
  public var denominatorBits: Double { 0 }
  /// They are.
  public var isPolynomial: Bool { true }
  /// None is known.
  public var symmetries: [ParameterSymmetry] { [] }
  /// None is known.
  public var spanned: Architecture? { nil }
  /// None is known.
  public func spanned(by inputs: [[Rational]], outputCount: Int) -> Architecture? { nil }
  /// The names `x1`, `x2`, … of the inputs.
  public var inputNames: [String] { (0..<inputCount).map { "x\($0 + 1)" } }

  /// The gradients.
  public func tangents<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    gradients(parameters: parameters, input: input, over: ring)
  }

  /// The outputs.
  public func quotients<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> ModelQuotients<R>? {
    outputs(parameters: parameters, input: input, over: ring).map {
      ModelQuotients(outputs: $0.map { ($0, nil) })
    }
  }

  /// By reverse mode: every operation of the outputs is recorded and then run through backwards.
  ///
  /// - Complexity: for each output as many multiplications as `outputs` has operations, and memory for all of them.
  public func gradients<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    let recording = RecordingRing(ring)
    let variables = parameters.map { recording.variable($0) }
    let constants = input.map { recording.constant($0) }
    guard let outputs = outputs(parameters: variables, input: constants, over: recording) else {
      return nil
    }
    return outputs.flatMap { recording.derivatives(of: $0, by: variables) }
  }
}

extension Architecture: PolynomialModel {
  /// The layers.
  public var parameterBlocks: [Range<Int>] { (1...layerCount).map { parameterRange(ofLayer: $0) } }

  /// r·(the degree of the layer before) + 1 from layer to layer.
  public var parameterDegree: Int {
    degrees.reduce(1) { degree, r in
      let (product, overflow) = degree.multipliedReportingOverflow(by: r)
      return overflow || product == .max ? .max : product + 1
    }
  }

  /// The denominators of the coefficients of activations, to the powers in which they can occur.
  public var denominatorBits: Double {
    activations.reduce(0) { bits, activation in
      let denominator = activation.terms.reduce(Integer.one) {
        Integer.leastCommonMultiple($0, $1.coefficient.denominator)
      }
      return Double(activation.degree) * bits
        + (denominator == 1 ? 0 : Double(denominator.bitCount))
    }
  }

  /// The scalings of the neurons of monomial layers, and the exchanges of neighbouring neurons.
  public var symmetries: [ParameterSymmetry] {
    var result: [ParameterSymmetry] = []
    for layer in 1..<layerCount {
      for row in 1...widths[layer] {
        let stride = rowStride(ofLayer: layer)
        let start = layerOffset(layer) + (row - 1) * stride
        let columns = (1...widths[layer + 1]).map {
          layerOffset(layer + 1) + ($0 - 1) * rowStride(ofLayer: layer + 1) + row - 1
        }
        if activations[layer - 1].isMonomial {
          var exponents = [Int](repeating: 0, count: parameterCount)
          for k in start..<start + stride { exponents[k] = 1 }
          for k in columns { exponents[k] = -degrees[layer - 1] }
          result.append(.scaling(exponents: exponents))
        }
        if row < widths[layer] {
          var positions = Array(0..<parameterCount)
          for k in start..<start + stride { positions.swapAt(k, k + stride) }
          for k in columns { positions.swapAt(k, k + 1) }
          result.append(.permutation(positions: positions))
        }
      }
    }
    return result
  }

  /// By `NetworkEvaluator`.
  public func outputs<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    // The error names the coefficient, which is for those who choose the ring.
    (try? NetworkEvaluator(self, ring: ring))?.outputs(weights: parameters, input: input)
  }

  /// By `NetworkEvaluator`.
  public func gradients<R: Ring>(
    parameters: [R.Element], input: [R.Element], over ring: R
  ) -> [R.Element]? {
    (try? NetworkEvaluator(self, ring: ring))?.gradients(weights: parameters, input: input)
  }
}
