/// Which tensor of a weight file is which part of a network.
///
/// **Files with names** (`.npz`, `.safetensors`). A weight matrix W_ℓ has shape d_ℓ × d_{ℓ−1}, as in
/// PyTorch; a bias vector has d_ℓ entries. Layers are ordered by the last number in the names:
/// - `0.weight, 0.bias, 2.weight, …` (`nn.Sequential`), `layers.1.weight`, `fc1.weight`, and the like,
///   all with the same text around the number, which may have a prefix such as `student.`;
/// - `W1, b1, W2, …` or `w1, …`;
/// - `arr_0, arr_1, …` (unnamed arrays of `numpy.savez`): the matrices in order are the weights, the
///   vectors in order the biases.
///
/// Parts of names that wrappers of PyTorch add (`_orig_mod`, `module`) do not count. A matrix called `kernel`
/// (Flax, Keras) has shape d_{ℓ−1} × d_ℓ and is read as its transpose, as all are if the orientation is given so. Where
/// some tensors are called weights, a layer may be without biases, and tensors that are called neither weight nor bias
/// are ignored.
///
/// Names without such an order need the list of layers, `["encoder", "head"]` for
/// `encoder.weight, head.weight`; tensors of other layers are then ignored, else they are an error.
///
/// **`.npy` files** hold one array:
/// - all N parameters as a vector, layer by layer: W₁ row by row, then b₁, then W₂, … (the order of
///   `torch.nn.utils.parameters_to_vector`);
/// - for a network with one layer and no bias, the matrix W₁;
/// - for a network with two layers and no bias, the d₁ × (d₀ + d₂) matrix whose row i belongs to hidden
///   neuron i: its incoming weights, then its outgoing ones.
package enum WeightAssignment: Hashable, Sendable {
  /// The positions in the file of W₁, …, W_L and of b₁, …, b_L (none without biases, `nil` for a layer whose biases are
  /// not in the file), and the layers (from 1) whose matrix is stored as its transpose.
  case named(weights: [Int], biases: [Int?], transposed: Set<Int> = [])
  /// All parameters in one vector.
  case vector
  /// The matrix of a network with one layer.
  case matrix
  /// One row for each hidden neuron.
  case neurons
}
