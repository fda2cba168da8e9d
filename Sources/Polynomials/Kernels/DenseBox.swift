/// The exponents that a sum of products can have, as a box whose points are numbered.
///
/// A monomial of a factor becomes its number relative to the least exponents of that factor, so that
/// numbers of products are sums: Kronecker's substitution. Each point gets one sum in memory.
struct DenseBox {
  let layout: ExponentLayout
  /// The variables that vary, the last one with stride 1.
  let variables: [Int]
  /// The number of points in the direction of each of `variables`.
  let sizes: [Int]
  let strides: [Int]
  let volume: Int
  /// The monomial of point 0.
  let corner: [Int]

  /// The box of Σ fᵢ gᵢ, or `nil` if it has too many points for the number of products.
  init?(_ pairs: [(f: IntegerTerms, g: IntegerTerms)], layout: ExponentLayout) {
    let products = pairs.reduce(0.0) {
      $0 + Double($1.f.integers.count) * Double($1.g.integers.count)
    }
    // Small products are done by the table before a box is measured.
    if products < 1000 { return nil }
    let limit = min(2 * products, Double(1 << 26))
    var lowest = [Int](repeating: .max, count: layout.variableCount)
    var highest = [Int](repeating: 0, count: layout.variableCount)
    for (f, g) in pairs {
      let (fLow, fHigh) = layout.exponentRange(of: f.words)
      let (gLow, gHigh) = layout.exponentRange(of: g.words)
      for i in lowest.indices {
        lowest[i] = min(lowest[i], fLow[i] + gLow[i])
        highest[i] = max(highest[i], fHigh[i] + gHigh[i])
      }
    }
    self.init(lowest: lowest, highest: highest, layout: layout, limit: limit)
  }

  /// The box of the monomials with exponents in these ranges, or `nil` if it has more than `limit` points, or only one.
  init?(lowest: [Int], highest: [Int], layout: ExponentLayout, limit: Double) {
    var points = 1.0
    for (low, high) in zip(lowest, highest) {
      points *= Double(high - low + 1)
      if points > limit { return nil }
    }
    var active = lowest.indices.filter { highest[$0] > lowest[$0] }
    // The longest rows are scanned fastest.
    guard
      let longest = active.indices.max(by: {
        highest[active[$0]] - lowest[active[$0]] <= highest[active[$1]] - lowest[active[$1]]
      })
    else { return nil }
    active.append(active.remove(at: longest))
    self.layout = layout
    variables = active
    sizes = active.map { highest[$0] - lowest[$0] + 1 }
    corner = lowest
    var strides: [Int] = []
    var stride = 1
    for size in sizes.reversed() {
      strides.append(stride)
      stride *= size
    }
    self.strides = strides.reversed()
    volume = stride
  }

  /// The sum of products, in decreasing order and without zeros.
  func sumOfProducts<Scheme: IntegerScheme>(
    _ pairs: [(f: IntegerTerms, g: IntegerTerms)], _ scheme: Scheme
  ) -> (coefficients: [Scheme.Sum], words: [UInt64]) {
    let sums = UnsafeMutablePointer<Scheme.Sum>.allocate(capacity: volume)
    defer { sums.deallocate() }
    sums.initialize(repeating: scheme.zero, count: volume)
    for (f, g) in pairs {
      let a = NumberedTerms(f, numbers: numbers(of: f.words))
      if f.doubled(ifEqualTo: g) != nil, let doubled = a.terms.doubled(ifEqualTo: a.terms) {
        a.addSquare(to: sums, origin: origin, doubled: doubled, scheme)
      } else {
        a.addProduct(by: NumberedTerms(g, numbers: numbers(of: g.words)), to: sums, origin, scheme)
      }
    }
    return terms(of: sums, scheme)
  }

  /// The number of point 0.
  var origin: Int { zip(variables, strides).reduce(0) { $0 + corner[$1.0] * $1.1 } }

  /// The number of each monomial, relative to the monomial 1.
  func numbers(of words: [UInt64]) -> [Int] {
    var result = [Int](repeating: 0, count: words.count / layout.wordCount)
    for (variable, stride) in zip(variables, strides) {
      for i in result.indices {
        result[i] += stride * layout.exponent(variable, of: words, at: i * layout.wordCount)
      }
    }
    return result
  }

  /// The nonzero sums with their monomials, sorted.
  private func terms<Scheme: IntegerScheme>(
    of sums: UnsafeMutablePointer<Scheme.Sum>, _ scheme: Scheme
  ) -> (coefficients: [Scheme.Sum], words: [UInt64]) {
    let size = layout.wordCount
    let units = variables.map { layout.unit($0) }
    let lastUnit = units[units.count - 1]
    let rowLength = sizes[sizes.count - 1]
    // Packing is linear: the monomial of a point is the corner plus its coordinates times the units.
    let cornerWords = layout.pack(fields: layout.fields(corner))
    var coefficients: [Scheme.Sum] = []
    var words: [UInt64] = []
    var monomial = cornerWords
    for start in stride(from: volume - rowLength, through: 0, by: -rowLength) {
      let row = sums + start
      guard (0..<rowLength).contains(where: { !scheme.isZero(row[$0]) }) else { continue }
      for k in 0..<size { monomial[k] = cornerWords[k] }
      for axis in units.indices {
        let last = axis == units.count - 1
        let coordinate = last ? rowLength - 1 : start / strides[axis] % sizes[axis]
        for k in 0..<size { monomial[k] &+= UInt64(coordinate) &* units[axis][k] }
      }
      for point in stride(from: rowLength - 1, through: 0, by: -1) {
        if !scheme.isZero(row[point]) {
          coefficients.append(row[point])
          for k in 0..<size { words.append(monomial[k]) }
        }
        for k in 0..<size { monomial[k] &-= lastUnit[k] }
      }
    }
    if layout.isStrictlyDecreasing(words) { return (coefficients, words) }
    let order = words.withUnsafeBufferPointer {
      decreasingOrder(of: $0.baseAddress!, wordCount: size, count: coefficients.count)
    }
    let sorted = [UInt64](unsafeUninitializedCapacity: words.count) { sorted, count in
      for position in order {
        for k in 0..<size {
          sorted.initializeElement(at: count + k, to: words[Int(position) * size + k])
        }
        count += size
      }
    }
    return (order.map { coefficients[Int($0)] }, sorted)
  }
}

/// Terms whose monomials are points of a box, by increasing number so that memory is swept in order.
private struct NumberedTerms {
  let terms: IntegerTerms
  let numbers: [Int]

  init(_ terms: IntegerTerms, numbers: [Int]) {
    let keys = numbers.map { ~UInt64($0) }
    let order = keys.withUnsafeBufferPointer {
      decreasingOrder(of: $0.baseAddress!, wordCount: 1, count: $0.count)
    }
    self.terms = IntegerTerms(integers: order.map { terms.integers[Int($0)] }, words: [])
    self.numbers = order.map { numbers[Int($0)] }
  }

  func addProduct<Scheme: IntegerScheme>(
    by other: NumberedTerms, to sums: UnsafeMutablePointer<Scheme.Sum>, _ origin: Int,
    _ scheme: Scheme
  ) {
    other.numbers.withUnsafeBufferPointer { places in
      other.terms.integers.withUnsafeBufferPointer { factors in
        for (number, c) in zip(numbers, terms.integers) {
          let row = sums + (number - origin)
          for j in 0..<places.count { scheme.addProduct(c, factors[j], to: &row[places[j]]) }
        }
      }
    }
  }

  func addSquare<Scheme: IntegerScheme>(
    to sums: UnsafeMutablePointer<Scheme.Sum>, origin: Int, doubled: [Int], _ scheme: Scheme
  ) {
    numbers.withUnsafeBufferPointer { places in
      doubled.withUnsafeBufferPointer { doubled in
        for i in 0..<places.count {
          let c = terms.integers[i]
          let row = sums + (places[i] - origin)
          scheme.addProduct(c, c, to: &row[places[i]])
          for j in i + 1..<places.count { scheme.addProduct(c, doubled[j], to: &row[places[j]]) }
        }
      }
    }
  }
}
