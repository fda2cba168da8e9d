/// What the elementary dimension bounds need to know about a stack of consecutive layers.
struct ArchitectureBlock {
  /// The widths from the inputs to the outputs.
  private(set) var widths: [Int]
  /// The activations of the hidden layers.
  private(set) var activations: [ActivationExponents] = []
  let hasBias: Bool
  /// The degrees of the outputs.
  private(set) var support: DegreeSupport
  /// The number of parameters less the number of scalings of monomial hidden neurons.
  private(set) var reducedParameterCount: Int
  /// A lower bound for the span of the functions (with biases: and constants) that the last layer
  /// combines, at general weights.
  private var span: Int

  /// A single linear or affine layer.
  init(inputs: Int, outputs: Int, hasBias: Bool) {
    widths = [inputs, outputs]
    self.hasBias = hasBias
    support = .affine(hasBias: hasBias)
    reducedParameterCount = Saturating.product(outputs, inputs + (hasBias ? 1 : 0))
    span = PowerSpan.initial(inputs: inputs, hasBias: hasBias)
  }

  /// Turns the outputs into a hidden layer and adds a layer.
  mutating func append(activation: ActivationExponents, outputs: Int) {
    let width = widths[widths.count - 1]
    span = PowerSpan.next(
      span: span, width: width, degree: activation.degree, isFirst: activations.isEmpty,
      hasBias: hasBias)
    support = support.composed(with: activation, hasBias: hasBias)
    widths.append(outputs)
    activations.append(activation)
    reducedParameterCount = Saturating.sum(
      reducedParameterCount - (activation.monomialDegree == nil ? 0 : width),
      Saturating.product(outputs, width + (hasBias ? 1 : 0)))
  }

  private var inputs: Int { widths[0] }
  private var outputs: Int { widths[widths.count - 1] }

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

  /// The bounds that do not cut the block.
  var elementaryBounds: [(value: Int, theorem: DimensionTheorem)] {
    var bounds: [(value: Int, theorem: DimensionTheorem)] = [
      (reducedParameterCount, .parameterCount), (ambientDimension, .ambientSpace),
    ]
    guard activations.count >= 1 else { return bounds }
    if let value = bottleneckBound { bounds.append((value, .bottleneck)) }
    guard activations.count == 1, let degree = activations[0].monomialDegree else { return bounds }
    let variables = inputs + (hasBias ? 1 : 0)
    let shallow = shallowBounds(
      variables: variables, neurons: widths[1], outputs: outputs, degree: degree)
    if hasBias {
      let value = shallow.map(\.value).min() ?? Saturating.saturated
      bounds.append((Saturating.sum(value, outputs), .homogenization))
    } else {
      bounds += shallow
    }
    return bounds
  }

  private var bottleneckBound: Int? {
    let (first, last) = (widths[1], widths[widths.count - 2])
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

/// The bounds for (n, m, o) with σ = t^r and no biases that exploit special geometry.
private func shallowBounds(
  variables n: Int, neurons m: Int, outputs o: Int, degree r: Int
) -> [(value: Int, theorem: DimensionTheorem)] {
  var bounds: [(value: Int, theorem: DimensionTheorem)] = []
  let ambient = Saturating.product(o, Saturating.monomialCount(variables: n, degree: r))
  if r == 2 && o == 1 {
    let rank = min(m, n)
    bounds.append(
      (Saturating.product(rank, n) - rank * (rank - 1) / 2, .symmetricRank))
  }
  if o == 1, [[4, 3, 5], [4, 4, 9], [4, 5, 14], [3, 5, 7]].contains([r, n, m]) {
    bounds.append((ambient - 1, .alexanderHirschowitz))
  }
  if r == 2 && o == 3 && n % 2 == 0 && m < 3 * (n / 2) {
    bounds.append((ambient - 1, .skewFlattening))
  }
  if r == 2 && (n, m, o) == (4, 6, 5) { bounds.append((47, .rationalNormalCurve)) }
  return bounds
}
