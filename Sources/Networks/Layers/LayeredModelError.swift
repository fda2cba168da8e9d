import Computation

/// What a layer cannot do with its input or its own numbers.
public struct LayerMismatch: Error, Hashable, Sendable {
  /// The field of the layer, as a spec names it; empty for the layer as a whole.
  public let field: String
  /// What was expected.
  public let expected: String
  /// What was found.
  public let found: String

  /// A mismatch.
  public init(_ field: String, expected: String, found: String) {
    self.field = field
    self.expected = expected
    self.found = found
  }
}

/// Why layers do not make a model: which layer, which field, what was expected and what was found.
public struct LayeredModelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The position of the layer from 0, and inside it, for layers that contain others; empty for the inputs.
  public let position: [Int]
  /// The kind of the layer.
  public let kind: String
  /// What is wrong.
  public let mismatch: LayerMismatch

  /// One line: `layers[2].convolution.kernel: expected …, found …`.
  public var description: String {
    "\(path): expected \(mismatch.expected), found \(mismatch.found)"
  }

  /// For example `layers[2].convolution.kernel`.
  public var path: String {
    var path = position.isEmpty ? "inputs" : "layers[\(position[0])]"
    for inner in position.dropFirst() { path += ".residual[\(inner)]" }
    if !position.isEmpty { path += ".\(kind)" }
    return mismatch.field.isEmpty ? path : path + ".\(mismatch.field)"
  }
}
