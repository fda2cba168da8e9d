import SingularLearning

/// The machine integers that a ring offers for its elements represent them, and double words map to
/// the ring as the words of their magnitude do.
func checkIntegerMultiples<R: Ring>(_ ring: R, _ samples: [R.Element], _ report: inout LawReport) {
  for group in samples.map({ [$0] }) + [samples] {
    guard let multiples = ring.integerMultiples(group) else { continue }
    let images = multiples.integers.map { ring.multiply(multiples.scale, ring($0)) }
    report.expect(images == group, "integerMultiples(\(group)) represents its elements")
  }
  let edges: [UInt64] = [0, 1, 5, 1 << 63, (1 << 63) - 1, .max - 1, .max]
  for high in edges.map({ Int64(bitPattern: $0) }) {
    for low in edges {
      report.expect(
        ring.image(high: high, low: low) == DefaultHooks(base: ring).image(high: high, low: low),
        "image(high: \(high), low: \(low)) = its default")
    }
  }
}
