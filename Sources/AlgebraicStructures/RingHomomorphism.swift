/// A map of commutative rings with one, with its domain and codomain.
///
/// That the closure respects sums, products and one is the maker's promise; the law suite
/// `checkHomomorphismLaws` tests it on samples.
public struct RingHomomorphism<Domain: Ring, Codomain: Ring>: Sendable {
  /// The ring mapped from.
  public let domain: Domain
  /// The ring mapped to.
  public let codomain: Codomain
  @usableFromInline let map: @Sendable (Domain.Element) -> Codomain.Element

  /// The homomorphism that sends a to `map(a)`.
  public init(
    from domain: Domain, to codomain: Codomain,
    _ map: @escaping @Sendable (Domain.Element) -> Codomain.Element
  ) {
    self.domain = domain
    self.codomain = codomain
    self.map = map
  }

  /// The image of `a`.
  @inlinable
  public func callAsFunction(_ a: Domain.Element) -> Codomain.Element { map(a) }
}

extension RingHomomorphism where Domain == Codomain {
  /// The identity of `ring`.
  public static func identity(of ring: Domain) -> Self { Self(from: ring, to: ring) { $0 } }
}
