/// Which index of a stored weight matrix stands for the inputs of its layer.
public enum WeightOrientation: String, Hashable, Sendable, CaseIterable {
  /// A row for each output: PyTorch.
  case outputsByInputs = "outputs-inputs"
  /// A row for each input: Flax, Keras, scikit-learn.
  case inputsByOutputs = "inputs-outputs"
}
