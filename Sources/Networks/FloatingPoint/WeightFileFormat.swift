/// A file format for arrays of floating-point numbers.
public enum WeightFileFormat: String, Hashable, Sendable, CaseIterable {
  /// One NumPy array.
  case npy
  /// Named NumPy arrays in a zip archive.
  case npz
  /// Named tensors behind a JSON header.
  case safetensors

  /// The format that the ending of a file name stands for, if it is one of these.
  public init?(path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    self.init(rawValue: path[path.index(after: dot)...].lowercased())
  }
}
