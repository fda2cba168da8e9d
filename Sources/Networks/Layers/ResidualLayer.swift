import AlgebraicStructures

/// The input plus what layers inside make of it.
public struct ResidualLayer: ModelLayer {
  /// The layers inside, whose output has the shape of the input.
  public let inner: [any ModelLayer]

  /// x + g(x) for the composition g of `layers`.
  public init(_ layers: [any ModelLayer]) { inner = layers }

  /// Whether both have equal layers.
  public static func == (a: ResidualLayer, b: ResidualLayer) -> Bool {
    a.inner.map { AnyHashable($0) } == b.inner.map { AnyHashable($0) }
  }
  /// By the layers.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(inner.map { AnyHashable($0) })
  }

  /// `residual`.
  public var kind: String { "residual" }
  /// For example `residual [dense 4, monomial 2]`.
  public var title: String { "residual [\(inner.map(\.title).joined(separator: ", "))]" }

  /// The same.
  public func outputShape(for input: LayerShape) throws(LayerMismatch) -> LayerShape {
    guard !inner.isEmpty else {
      throw LayerMismatch("", expected: "at least one layer", found: "none")
    }
    return input
  }

  /// What the layer does to its input.
  public func outputs<R: Ring>(
    _ values: [R.Element], parameters: [R.Element], input: LayerShape, over ring: R
  ) -> [R.Element]? {
    zip(values.prefix(input.count), values.dropFirst(input.count)).map { ring.add($0, $1) }
  }

  /// The products with the transposed derivative, without recording.
  public func pullback<R: Ring>(
    _ cotangents: [[R.Element]], at values: [R.Element], parameters: [R.Element],
    input: LayerShape, over ring: R
  ) -> [LayerCotangent<R>]? {
    cotangents.map { LayerCotangent(input: $0 + $0, parameters: []) }
  }
}
