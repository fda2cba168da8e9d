import Computation
import ExactArithmetic
import Networks

/// What the elementary dimension bounds need to know about a stack of consecutive layers.
struct ArchitectureBlock {
  let inputs: Int
  private(set) var outputs: Int
  /// The widths of the first and the last hidden layer; those of the ends if there is none.
  private var firstHidden: Int
  private var lastHidden: Int
  private var hiddenCount = 0
  /// The activation of the first hidden layer.
  private var firstActivation: ActivationExponents?
  private let hasBias: Bool
  /// The degrees of the outputs.
  private(set) var support: DegreeSupport
  /// The number of parameters less the number of scalings of monomial hidden neurons.
  private var reducedParameterCount: Int
  /// A lower bound for the span of the functions (with biases: and constants) that the last layer
  /// combines, at general weights.
  private var span: Int

  /// A single linear or affine layer.
  init(inputs: Int, outputs: Int, hasBias: Bool) {
    self.inputs = inputs
    self.outputs = outputs
    firstHidden = outputs
    lastHidden = inputs
    self.hasBias = hasBias
    support = .affine(hasBias: hasBias)
    reducedParameterCount = Saturating.product(outputs, inputs + (hasBias ? 1 : 0))
    span = PowerSpan.initial(inputs: inputs, hasBias: hasBias)
  }

  /// Turns the outputs into a hidden layer and adds a layer.
  mutating func append(activation: ActivationExponents, outputs newOutputs: Int) {
    span = PowerSpan.next(
      span: span, width: outputs, degree: activation.degree, isFirst: hiddenCount == 0,
      hasBias: hasBias)
    support = support.composed(with: activation, hasBias: hasBias)
    reducedParameterCount = Saturating.sum(
      reducedParameterCount - (activation.monomialDegree == nil ? 0 : outputs),
      Saturating.product(newOutputs, outputs + (hasBias ? 1 : 0)))
    if hiddenCount == 0 { firstActivation = activation }
    hiddenCount += 1
    lastHidden = outputs
    outputs = newOutputs
  }

  /// A lower bound for the span of the outputs at general weights, with biases together with constants.
  var outputSpan: Int { min(outputs + (hasBias ? 1 : 0), span) }

  /// The dimension of the space that all outputs lie in.
  private var ambientDimension: Int {
    Saturating.product(outputs, support.ambientDimension(variables: inputs))
  }

  /// A bound for the dimension of all compositions of one fixed general member of this block, followed by
  /// `activation` if there is one, with members of `outer`; `nil` where the theorem
  /// (`DimensionTheorem.hypersurfaceComposition`) does not apply.
  func hypersurfaceDimension(
    activation: ActivationExponents?, then outer: ArchitectureBlock
  ) -> Int? {
    guard outer.inputs == inputs + 1 else { return nil }
    // With constants, inputs and functions are dehomogenised: one more variable on both sides.
    let variables: Int
    let keepsHomogeneity = activation.map { $0.monomialDegree != nil } ?? true
    switch (support, outer.support) {
    case (.homogeneous, .homogeneous) where keepsHomogeneity: variables = inputs
    case (_, .upTo): variables = inputs + 1
    default: return nil
    }
    let mapDegree = Saturating.product(support.degree, activation?.degree ?? 1)
    let hypersurfaceDegree = Saturating.power(mapDegree, variables - 1)
    let formDegree = outer.support.degree
    guard hypersurfaceDegree <= formDegree, formDegree < Saturating.saturated else { return nil }
    let all = Saturating.binomial(formDegree + variables, variables)
    let vanishing = Saturating.binomial(
      formDegree - hypersurfaceDegree + variables, variables)
    guard all < Saturating.saturated else { return nil }
    return Saturating.product(outer.outputs, all - vanishing)
  }

  /// Hands over the bounds that do not cut the block.
  func forEachElementaryBound(_ body: (Int, DimensionTheorem) -> Void) {
    body(reducedParameterCount, .parameterCount)
    body(ambientDimension, .ambientSpace)
    guard hiddenCount >= 1 else { return }
    if let value = bottleneckBound { body(value, .bottleneck) }
    guard hiddenCount == 1, let degree = firstActivation?.monomialDegree else { return }
    let shallow = ShallowBlock(
      variables: inputs + (hasBias ? 1 : 0), neurons: firstHidden, outputs: outputs, degree: degree)
    shallow.forEachBound { value, theorem in
      if hasBias {
        body(Saturating.sum(value, outputs), .homogenization)
      } else {
        body(value, theorem)
      }
    }
  }

  private var bottleneckBound: Int? {
    let (first, last) = (firstHidden, lastHidden)
    guard first < inputs || last < outputs else { return nil }
    let variables = min(first, inputs)
    let rank = min(last, outputs)
    let functions = support.ambientDimension(variables: variables)
    guard functions < Saturating.saturated else { return nil }
    let grassmannians = Saturating.sum(
      Saturating.product(variables, inputs - variables), Saturating.product(rank, outputs - rank))
    if hasBias && rank < outputs {
      // The outputs lie in a space of that dimension modulo constants, which are free.
      let modulo = Saturating.sum(Saturating.product(rank, functions - 1), outputs)
      return Saturating.sum(modulo, grassmannians)
    }
    return Saturating.sum(Saturating.product(rank, functions), grassmannians)
  }
}
