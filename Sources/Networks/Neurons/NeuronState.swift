/// What a hidden neuron contributes at one point of the parameter space; all but `active` are the kinds of
/// `SubnetworkOperation`.
///
/// The raw values are the labels, in texts and in JSON.
public enum NeuronState: String, Hashable, Sendable, CaseIterable {
  /// None of the others: the neuron counts.
  case active
  /// All incoming weights are zero (a bias does not matter), or lead only from constant neurons: the
  /// neuron is constant, and the constant is zero or can go to the next biases or another constant neuron.
  case inactiveIn = "inactive-in"
  /// All outgoing weights are zero: the neuron is not used.
  case inactiveOut = "inactive-out"
  /// The neuron is used and not constant, and its function is a·u + b for the function u of another such
  /// neuron of the layer, where b is zero or can go elsewhere (`ActivationSymmetry`).
  case redundant
  /// The activation of the layer has degree one, and the incoming or outgoing weights of the neuron are linearly
  /// dependent on those of others.
  case mixed
}
