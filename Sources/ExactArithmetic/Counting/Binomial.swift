/// The binomial coefficient C(a + b, a) for a, b ≥ 0, where the smaller of the two fits into an `Int`.
///
/// Numerator and denominator are multiplied in balanced trees, so that large products meet products of
/// the same size.
package func binomial(_ a: Integer, plus b: Integer) -> Integer {
  guard let k = min(a, b).asInt else { return 0 }
  let larger = max(a, b)
  let numerator = product(1, k) { larger + Integer($0) }
  let denominator = product(1, k) { Integer($0) }
  return numerator / denominator
}

/// Π factor(i) over first ≤ i ≤ last; 1 if there are none.
private func product(_ first: Int, _ last: Int, _ factor: (Int) -> Integer) -> Integer {
  if first > last { return 1 }
  if first == last { return factor(first) }
  let middle = first + (last - first) / 2
  return product(first, middle, factor) * product(middle + 1, last, factor)
}

/// n! for n ≥ 0.
package func factorial(_ n: Int) -> Integer { product(1, n) { Integer($0) } }
