/// What a layer says of the channels of its input and output, from which the model finds its symmetries.
///
/// Parameters are numbered within the layer.
public struct LayerSymmetries: Sendable {
  /// How actions on the channels go through the layer without a change of its parameters.
  public enum Passage: Hashable, Sendable {
    /// They do not.
    case none
    /// Exchanged channels are exchanged in the output.
    case permutations
    /// Moreover a channel times s is the output channel times s^r.
    case powers(Int)
    /// Moreover every linear change of the channels is the same change of the output channels.
    case linear
    /// An output channel is the product of the channels c, c + n, c + 2n, … of the input, n being their number.
    case products
  }

  /// For each output channel the parameters in which it is linear, matched between channels; empty if there are none such.
  public var produced: [[Int]] = []
  /// Ranges of output channels that may be replaced by linear combinations of one another, through their `produced` parameters.
  public var mixable: [Range<Int>] = []
  /// For each input channel the parameters that are multiplied with it, matched between channels, the layer being linear in
  /// the products with one input channel; empty if there are none such.
  public var consumed: [[Int]] = []
  /// How actions go through.
  public var passage = Passage.none
  /// For each channel the parameters that belong to it and are exchanged with it, where exchanges go through.
  public var carried: [[Int]] = []
  /// Parameters which, multiplied by s, multiply all outputs by s.
  public var producedJointly: [Int] = []
  /// For each input channel parameters with exponents; empty where `consumed` tells it.
  ///
  /// The output does not change if the channel is multiplied by s and they by s^exponent.
  public var taken: [[(parameter: Int, exponent: Int)]] = []
  /// The same for all input channels together.
  public var takenJointly: [(parameter: Int, exponent: Int)] = []
  /// For each output channel the parameter that, raised by s, raises the channel by s at all positions; empty if there are none such.
  public var shifted: [Int] = []
  /// The same for all output channels together.
  public var shiftedJointly: Int?
  /// For each input channel the velocity of parameters that undoes what raising the channel at all positions does; empty if there
  /// are none such.
  public var absorbed: [[ParameterVelocity.Term]] = []
  /// The same for all input channels raised together; empty where `absorbed` tells it.
  public var absorbedJointly: [ParameterVelocity.Term] = []
  /// Raising an input channel by q at all positions raises the output channel by p; `nil` where it does something else.
  public var shiftFactor: (p: Int, q: Int)?
  /// Groups that act on the parameters of this layer alone, with names.
  public var groups: [(name: String, velocities: [ParameterVelocity])] = []
  /// Scalings of parameters of this layer alone.
  public var scalings: [[(parameter: Int, exponent: Int)]] = []

  /// Nothing is known.
  public init() {}
}
