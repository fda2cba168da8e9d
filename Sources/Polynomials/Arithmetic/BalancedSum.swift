import AlgebraicStructures

/// Sums many elements pairwise, like the carries of a binary counter, so that each of n summands is
/// copied O(log n) times even where an element (a polynomial) is as long as its summands together.
@usableFromInline
struct BalancedSum<R: Ring> {
  @usableFromInline let ring: R
  /// `partial[k]` is the sum of 2ᵏ summands, or `nil`.
  @usableFromInline var partial: [R.Element?] = []

  @inlinable init(ring: R) { self.ring = ring }

  @inlinable
  mutating func add(_ a: R.Element) {
    var carry = a
    for k in partial.indices {
      guard let other = partial[k] else {
        partial[k] = carry
        return
      }
      carry = ring.add(other, carry)
      partial[k] = nil
    }
    partial.append(carry)
  }

  @inlinable
  var total: R.Element {
    var sum: R.Element?
    for case let part? in partial { sum = sum.map { ring.add(part, $0) } ?? part }
    return sum ?? ring.zero
  }
}

extension PolynomialRing {
  /// The sum of the polynomials; O(terms · log(number of polynomials)).
  @inlinable
  public func sum(
    _ summands: some Sequence<Polynomial<Coefficients>>
  ) -> Polynomial<Coefficients> {
    var sum = BalancedSum(ring: self)
    for f in summands { sum.add(f) }
    return sum.total
  }
}
