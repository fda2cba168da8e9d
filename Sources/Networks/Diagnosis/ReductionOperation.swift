import ExactArithmetic

/// One step of a reduction.
///
/// Layers and neurons are numbered from 1 as in the original network.
public enum ReductionOperation: Hashable, Sendable {
  /// Drops a neuron whose incoming weights are zero; `constant` is its value σ(b), which is folded into
  /// the biases of the next layer (without biases only neurons with value 0 are dropped).
  case dropInactiveIn(layer: Int, neuron: Int, constant: Rational)
  /// Drops a neuron whose outgoing weights are zero.
  case dropInactiveOut(layer: Int, neuron: Int)
  /// Drops `neuron`, whose row is `factor` times that of `kept`, and adds σ(factor)/σ(1) = factor^r times
  /// its outgoing column to that of `kept`. Weight rows that are both zero count as equal here.
  case merge(layer: Int, neuron: Int, into: Int, factor: Rational)

  /// The hidden layer.
  public var layer: Int {
    switch self {
    case .dropInactiveIn(let layer, _, _), .dropInactiveOut(let layer, _),
      .merge(let layer, _, _, _):
      layer
    }
  }

  /// The neuron that is dropped.
  public var neuron: Int {
    switch self {
    case .dropInactiveIn(_, let neuron, _), .dropInactiveOut(_, let neuron),
      .merge(_, let neuron, _, _):
      neuron
    }
  }
}

extension ReductionOperation: CustomStringConvertible {
  /// For example `layer 1: merge neuron 3 into neuron 1 (factor -2)`.
  public var description: String {
    switch self {
    case .dropInactiveIn(let layer, let neuron, let constant):
      "layer \(layer): drop neuron \(neuron) (inactive-in"
        + (constant.isZero ? ")" : ", its constant \(constant) goes to the next biases)")
    case .dropInactiveOut(let layer, let neuron):
      "layer \(layer): drop neuron \(neuron) (inactive-out)"
    case .merge(let layer, let neuron, let kept, let factor):
      "layer \(layer): merge neuron \(neuron) into neuron \(kept) (factor \(factor))"
    }
  }
}
