import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

extension LearningCoefficientCertificate {
  /// The certificate of a proof for the given ideal, point and density, the ones that it was made for.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  public init(
    _ proof: ResolutionProof, of ideal: Ideal<RationalField>, at point: [Rational],
    density: [Int]? = nil, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) {
    format = Self.formatName
    version = Self.currentVersion
    variables = ideal.ring.variables
    generators = ideal.generators.map(\.description)
    self.point = point.map(\.description)
    self.density = density ?? point.map { _ in 0 }
    fixed = variables.indices.filter { proof.root.germ.roles[$0] == .absent }.map {
      ideal.ring.variables[$0]
    }
    nodes = []
    try append(proof.root, control: control)
  }

  /// The certificate of a proof for the weights of a network: for the coefficients of f_W − f_{W*} at the normal form of
  /// the weights.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  public init(
    _ proof: ResolutionProof, at network: Network,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) {
    let network = network.normalForm
    let map = try network.architecture.polynomialMap(control: control)
    let differences = map.entries.map {
      $0 - map.ring.constant($0.evaluate(at: network.weights))
    }
    try self.init(
      proof, of: Ideal(ring: map.ring, generators: differences), at: network.weights,
      control: control)
  }

  @discardableResult
  private mutating func append(
    _ node: ResolutionNode, control: ComputationControl
  ) throws(ComputationStopped) -> Int {
    let index = nodes.count
    try nodes.append(Node(node, control: control))
    for child in node.children {
      let position = try append(child, control: control)
      nodes[index].children.append(position)
    }
    return index
  }
}

extension LearningCoefficientCertificate.Value {
  init(_ value: LearningCoefficient) {
    self.init(lambda: "\(value.lambda)", multiplicity: value.multiplicity)
  }
}

extension LearningCoefficientCertificate.Node {
  /// The node without children.
  fileprivate init(
    _ node: ResolutionNode, control: ComputationControl
  ) throws(ComputationStopped) {
    var germ = node.germ
    if !node.steps.isEmpty {
      let steps = try germ.simplify(control: control)
      require(steps == node.steps, "a germ is simplified in another way than before")
    }
    steps = node.steps.map { LearningCoefficientCertificate.Step($0) }
    rule = LearningCoefficientCertificate.Rule(node, simplified: germ)
    children = []
    lower = node.lower.map { LearningCoefficientCertificate.Value($0) }
    upper = node.upper.map { LearningCoefficientCertificate.Value($0) }
    switch node.rule {
    case .noZeros, .rank, .sum, .product, .restriction: return
    case .monomials, .bounds, .split, .smoothSplit, .blowUp, .open: break
    }
    let used = germ.vanishing
    func certificate(_ exponents: [[Int]]) throws(ComputationStopped) -> PackingCertificate {
      try PackingCertificate(
        exponents.map { e in used.map { e[$0] } }, capacities: used.map { germ.density[$0] + 1 },
        control: control)
    }
    if let value = node.lower, value != node.children.compactMap(\.lower).min(),
      !value.lambda.isZero
    {
      var monomials = germ.monomialGenerators.map { zip($0, germ.factor).map(+) }
      // Otherwise one generator is a unit.
      if node.rule == .monomials, germ.monomialGenerators.count < germ.generators.count {
        monomials = [germ.factor]
      }
      monomials = minimalExponents(monomials)
      multipliers = zip(monomials, try certificate(monomials).multipliers).compactMap {
        $1.isZero ? nil : .init(exponents: $0, value: "\($1)")
      }
    }
    if let value = node.upper, value != node.children.compactMap(\.upper).min() {
      var terms = minimalExponents(germ.termExponents)
      if node.rule == .monomials, germ.monomialGenerators.count < germ.generators.count {
        terms = [germ.factor]
      }
      weights = try certificate(terms).weights.map { values in
        var weights = germ.roles.map { _ in "0" }
        for (i, weight) in zip(used, values) { weights[i] = "\(weight)" }
        return weights
      }
    }
  }
}

extension LearningCoefficientCertificate.Step {
  fileprivate init(_ step: SimplificationStep) {
    switch step {
    case .commonFactor(let exponents): self = .commonFactor(exponents: exponents)
    case .unit(let generator, let divisor):
      self = .unit(generator: generator, divisor: "\(divisor)")
    case .multiples: self = .multiples
    case .evenTerms(let generator): self = .evenTerms(generator: generator)
    case .definiteSquares(let generator): self = .definiteSquares(generator: generator)
    case .coordinate(let generator, let variable):
      self = .coordinate(generator: generator, variable: variable)
    case .straightened(let factor, let variable):
      self = .straightened(factor: "\(factor)", variable: variable)
    case .span(let generators): self = .span(generators: generators.map(\.description))
    case .redundant(let generator, let divisor):
      self = .redundant(generator: generator, divisor: divisor)
    }
  }
}

extension LearningCoefficientCertificate.Rule {
  fileprivate init(_ node: ResolutionNode, simplified germ: Germ) {
    switch node.rule {
    case .noZeros: self = .noZeros
    case .monomials: self = .monomials
    case .bounds: self = .bounds
    case .sum:
      self = .sum(
        groups: node.children.map { child in
          child.germ.generators.compactMap { germ.generators.firstIndex(of: $0) }
        })
    case .product where germ.hasTrivialFactor:
      self = .product(parts: node.children.map { $0.germ.generators[0].description })
    case .product: self = .factorProduct
    case .split(let polynomial, let variable):
      self = .split(polynomial: "\(polynomial)", variable: variable)
    case .smoothSplit(let polynomial):
      guard let lead = node.children.last?.germ.relation?.lead else {
        contractViolation("smooth zeros without a relation")
      }
      self = .smoothSplit(polynomial: "\(polynomial)", lead: lead)
    case .blowUp(let weights, let charts):
      self = .blowUp(
        weights: weights, charts: charts.map { .init(index: $0.index, sign: $0.sign) })
    case .rank(let size): self = .rank(size: size)
    case .restriction(let variables): self = .restriction(variables: variables)
    case .open(let reason): self = .open(reason: reason)
    }
  }
}
