import ExactArithmetic

/// One step of a reduction, which drops one neuron.
///
/// Layers and neurons are numbered from 1 as in the original network.
public enum ReductionStep<Number: ExactNumber>: Hashable, Sendable {
  /// A constant that a step leaves over.
  public struct Constant: Hashable, Sendable {
    /// The constant, to be multiplied with the outgoing weights of the neuron dropped.
    public let value: Number
    /// The constant neuron of the same layer that takes it; `nil` if the biases of the next layer do.
    public let neuron: Int?

    /// A constant and what takes it.
    public init(value: Number, neuron: Int? = nil) {
      self.value = value
      self.neuron = neuron
    }
  }

  /// Which weights of the neurons of a linear layer are dependent.
  public enum Side: String, Hashable, Sendable, CaseIterable {
    /// The incoming weights.
    case incoming
    /// The outgoing weights.
    case outgoing
  }

  /// A neuron of a linear layer with a coefficient.
  public struct Term: Hashable, Sendable {
    /// The neuron.
    public let neuron: Int
    /// Its coefficient, not zero.
    public let coefficient: Number

    /// A coefficient of a neuron.
    public init(neuron: Int, coefficient: Number) {
      self.neuron = neuron
      self.coefficient = coefficient
    }
  }

  /// Drops a neuron whose incoming weights are zero; `constant` is its value σ(b), which is folded into
  /// the biases of the next layer (without biases only neurons with value 0 are dropped).
  case dropInactiveIn(layer: Int, neuron: Int, constant: Number)
  /// Drops a neuron whose outgoing weights are zero.
  case dropInactiveOut(layer: Int, neuron: Int)
  /// Drops a constant neuron of a network without biases, and adds `ratio` times its outgoing column to that of
  /// another constant neuron: the quotient of their values.
  case dropConstant(layer: Int, neuron: Int, into: Int, ratio: Number)
  /// Drops `neuron`, whose row, taken from the center of the activation (`ActivationSymmetry`), is `factor` times
  /// that of `into`, and adds factor^r times its outgoing column to that of `into`; `constant` is left
  /// over if the activation is not zero at its center.
  case merge(layer: Int, neuron: Int, into: Int, factor: Number, constant: Constant? = nil)
  /// Drops a neuron of a layer with an activation of degree one, whose incoming weights (up to constants)
  /// or outgoing weights are the combination `terms` of those of other neurons, to which its weights on the
  /// other side go.
  case mix(layer: Int, neuron: Int, side: Side, terms: [Term])
  /// Drops a neuron whose function of the inputs is the combination `terms` of those of other neurons and `constant`
  /// (`DependentSet`), and adds its outgoing weights to theirs and to the next biases.
  case combine(layer: Int, neuron: Int, terms: [Term], constant: Number)

  /// The hidden layer.
  public var layer: Int {
    switch self {
    case .dropInactiveIn(let layer, _, _), .dropInactiveOut(let layer, _),
      .dropConstant(let layer, _, _, _), .merge(let layer, _, _, _, _), .mix(let layer, _, _, _),
      .combine(let layer, _, _, _):
      layer
    }
  }

  /// The neuron that is dropped.
  public var neuron: Int {
    switch self {
    case .dropInactiveIn(_, let neuron, _), .dropInactiveOut(_, let neuron),
      .dropConstant(_, let neuron, _, _), .merge(_, let neuron, _, _, _),
      .mix(_, let neuron, _, _), .combine(_, let neuron, _, _):
      neuron
    }
  }

  /// The other neurons whose weights change, in increasing order.
  public var partners: [Int] {
    switch self {
    case .dropInactiveIn, .dropInactiveOut: []
    case .dropConstant(_, _, let kept, _): [kept]
    case .merge(_, _, let kept, _, let constant):
      ([kept] + (constant?.neuron.map { [$0] } ?? [])).sorted()
    case .mix(_, _, _, let terms), .combine(_, _, let terms, _): terms.map(\.neuron).sorted()
    }
  }

  /// The type as the JSON output names it: `inactive-in`, `inactive-out`, `constant`, `redundant`, `mixed`,
  /// `dependent`.
  public var type: String {
    switch self {
    case .dropInactiveIn: NeuronState.inactiveIn.rawValue
    case .dropInactiveOut: NeuronState.inactiveOut.rawValue
    case .dropConstant: "constant"
    case .merge: NeuronState.redundant.rawValue
    case .mix: NeuronState.mixed.rawValue
    case .combine: "dependent"
    }
  }

  /// The step with other numbers of neurons, or `nil` if one has no image.
  func renumbered(_ image: (Int) -> Int?) -> Self? {
    guard let neuron = image(neuron) else { return nil }
    switch self {
    case .dropInactiveIn(let layer, _, let constant):
      return .dropInactiveIn(layer: layer, neuron: neuron, constant: constant)
    case .dropInactiveOut(let layer, _): return .dropInactiveOut(layer: layer, neuron: neuron)
    case .dropConstant(let layer, _, let kept, let ratio):
      return image(kept).map {
        .dropConstant(layer: layer, neuron: neuron, into: $0, ratio: ratio)
      }
    case .merge(let layer, _, let kept, let factor, let constant):
      return image(kept).map {
        .merge(
          layer: layer, neuron: neuron, into: $0, factor: factor,
          constant: constant.map { .init(value: $0.value, neuron: $0.neuron.flatMap(image)) })
      }
    case .mix(let layer, _, let side, let terms):
      let images = terms.compactMap { term in
        image(term.neuron).map { Term(neuron: $0, coefficient: term.coefficient) }
      }
      return images.count == terms.count
        ? .mix(layer: layer, neuron: neuron, side: side, terms: images) : nil
    case .combine(let layer, _, let terms, let constant):
      let images = terms.compactMap { term in
        image(term.neuron).map { Term(neuron: $0, coefficient: term.coefficient) }
      }
      return images.count == terms.count
        ? .combine(layer: layer, neuron: neuron, terms: images, constant: constant) : nil
    }
  }
}

/// One step of a reduction of a network with rational weights.
public typealias ReductionOperation = ReductionStep<Rational>

extension ReductionStep {
  /// For example `layer 1: merge neuron 3 into neuron 1 (factor -2)`, with numbers written by `number`.
  public func text(_ number: (Number) -> String) -> String {
    switch self {
    case .dropInactiveIn(let layer, let neuron, let constant):
      "layer \(layer): drop neuron \(neuron) (inactive-in"
        + (constant.isZero ? ")" : ", its constant \(number(constant)) goes to the next biases)")
    case .dropInactiveOut(let layer, let neuron):
      "layer \(layer): drop neuron \(neuron) (inactive-out)"
    case .dropConstant(let layer, let neuron, let kept, let ratio):
      "layer \(layer): drop neuron \(neuron) (constant, \(ratio.isOne ? "" : "\(number(ratio)) times ")"
        + "the constant of neuron \(kept))"
    case .merge(let layer, let neuron, let kept, let factor, let constant):
      "layer \(layer): merge neuron \(neuron) into neuron \(kept) (factor \(number(factor))"
        + (constant.map { constant in
          ", the constant \(number(constant.value)) goes to "
            + (constant.neuron.map { "neuron \($0)" } ?? "the next biases")
        } ?? "") + ")"
    case .mix(let layer, let neuron, let side, let terms):
      "layer \(layer): mix neuron \(neuron) into "
        + "neuron\(terms.count == 1 ? "" : "s") \(terms.map { "\($0.neuron)" }.joined(separator: ", "))"
        + " (\(side.rawValue) weights: \(terms.map { number($0.coefficient) }.joined(separator: ", ")))"
    case .combine(let layer, let neuron, let terms, let constant):
      "layer \(layer): drop neuron \(neuron) (dependent: "
        + combination(terms, constant: constant, number) + ")"
    }
  }
}

/// For example `neuron 1 + -1/2 * neuron 3 + 2`; a lone constant where there are no terms.
func combination<Number: ExactNumber>(
  _ terms: [ReductionStep<Number>.Term], constant: Number, _ number: (Number) -> String
) -> String {
  let summands = terms.map { term in
    (term.coefficient.isOne ? "" : "\(number(term.coefficient)) * ") + "neuron \(term.neuron)"
  }
  let all = summands + (constant.isZero && !summands.isEmpty ? [] : [number(constant)])
  return all.joined(separator: " + ")
}

extension ReductionStep: CustomStringConvertible where Number == Rational {
  /// For example `layer 1: merge neuron 3 into neuron 1 (factor -2)`.
  public var description: String { text { $0.description } }
}
