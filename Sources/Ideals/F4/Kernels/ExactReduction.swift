import AlgebraicStructures
import CGMP
import CKernels
import Computation

/// Exact reduction over ℚ by a set of polynomials with integer coefficients.
///
/// Monomials that no leading monomial divides are standard. For every other monomial m that occurs,
/// one multiple of an element with leading monomial m is chosen, and m is assigned the combination
/// L(m) of standard monomials that this multiple dictates; L is the identity on standard monomials.
/// L vanishes on chosen multiples. So if it vanishes on a polynomial f, then f reduces to zero:
/// subtract chosen multiples until only standard monomials are left; L did not change, and it is the
/// identity on the rest.
final class ExactReduction {
  private let packing: PackedMonomials
  private let keys: MonomialKeys
  let table: MonomialTable
  private let symbolic: MonomialTable
  private let store = PolynomialStore()
  let pairs: CriticalPairs
  private let rows: IntegerRows
  private let control: ComputationControl
  private let multiplier: UnsafeMutablePointer<UInt64>
  /// L(m) by symbolic index; `nil` for standard monomials.
  private var images: [Image?] = []
  /// The element whose multiple determines L(m); −1 for standard monomials.
  private var chosen: [Int32] = []
  /// Multiples, by leading monomial and element, on which L is known to vanish.
  private var vanishing: Set<UInt64> = []
  /// Elements to be chosen for monomials that are still to be prepared.
  private var preferred: [UInt32: Int] = [:]
  private var sum: [Int32] = []
  /// The sums of `combination`, kept for their memory.
  private var accumulators = IntegerBuffer(count: 64)
  private let scale = IntegerBuffer(count: 2)
  /// The operations since the last checkpoint.
  private var work = 0

  /// Standard monomials with integer numerators, and the common denominator at the end.
  struct Image {
    let monomials: [UInt32]
    let values: IntegerBuffer
    var denominator: UnsafeMutablePointer<__mpz_struct> { values[monomials.count] }
  }

  /// - Parameter basis: Exponents of the elements, whose coefficients are in `rows`.
  /// - Returns: `nil` if a weighted degree may not fit into a word.
  init?(
    basis: SparseSystem, rows: IntegerRows, order: OrderFields, bits: Int,
    control: ComputationControl
  ) {
    packing = PackedMonomials(variableCount: order.variableCount, bits: bits)
    guard let keys = MonomialKeys(order: order, packing: packing) else { return nil }
    self.keys = keys
    self.rows = rows
    self.control = control
    table = MonomialTable(packing: packing)
    symbolic = MonomialTable(packing: packing)
    pairs = CriticalPairs(
      table: table, store: store, isa: slt_isa_available(), usesSugar: !order.comparesDegreesFirst)
    multiplier = .allocate(capacity: packing.wordCount)
    for row in basis.rows { pairs.insert(load(row)) }
  }

  deinit { multiplier.deallocate() }

  /// Whether no leading monomial of an element divides a term of another one.
  var isInterreduced: Bool { pairs.isInterreduced }

  /// Whether all critical pairs of the elements reduce to zero, that is, whether they are a Groebner
  /// basis.
  func reducesAllPairs() throws(F4Interruption) -> Bool {
    while true {
      let selected = pairs.takeLeast()
      if selected.isEmpty { return true }
      for pair in selected {
        try checkpoint()
        guard try reduces([pair.first, pair.second], leading: pair.multiple) else { return false }
      }
    }
  }

  /// Whether the given critical pairs, by increasing degree, reduce to zero.
  func reducesToZero(_ criticalPairs: [BuchbergerPairs.Pair]) throws(F4Interruption) -> Bool {
    for pair in criticalPairs {
      try checkpoint()
      if pair.multiple.contains(where: { $0 > packing.largestExponent }) { throw .exponentOverflow }
      packing.pack(pair.multiple, into: multiplier)
      let multiple = table.insert(multiplier)
      guard try reduces([Int32(pair.first), Int32(pair.second)], leading: multiple) else {
        return false
      }
    }
    return true
  }

  /// Whether L vanishes on the multiples of two elements f, g with a common leading monomial m, that is
  /// on m/lt(f) f and m/lt(g) g.
  private func reduces(
    _ elements: [Int32], leading multiple: UInt32
  ) throws(F4Interruption) -> Bool {
    let id = Int(multiple)
    let monomial = symbolic.insert(
      table[multiple], hash: table.hashes[id], degree: table.degrees[id])
    if Int(monomial) >= images.count { preferred[monomial] = Int(elements[0]) }
    try prepare()
    for element in elements
    where chosen[Int(monomial)] != element
      && vanishing.insert(UInt64(multiple) << 32 | UInt64(element)).inserted
    {
      let lead = store.leading(Int(element))
      packing.quotient(table[multiple], by: table[lead], into: multiplier)
      let columns = try multiply(
        Int(element), hash: table.hashes[id] &- table.hashes[Int(lead)],
        degree: table.degrees[id] &- table.degrees[Int(lead)])
      try prepare()
      let image = combination(columns, rows, Int(element), from: 0, negated: false)
      if !image.monomials.isEmpty { return false }
    }
    return true
  }

  /// The combination of standard monomials congruent to a polynomial with the given integer
  /// coefficients, with its terms sorted.
  func normalForm(
    of exponents: SparseSystem.Row, _ coefficients: IntegerRows, _ row: Int
  ) throws(F4Interruption) -> Image {
    let n = packing.variableCount
    let columns = UnsafeMutableBufferPointer<UInt32>.allocate(
      capacity: coefficients.lengths[row])
    defer { columns.deallocate() }
    for k in columns.indices {
      packing.pack(exponents.exponents[(k * n)..<(k * n + n)].map { Int($0) }, into: multiplier)
      columns[k] = symbolic.insert(multiplier)
    }
    try prepare()
    let image = combination(Array(columns), coefficients, row, from: 0, negated: false)
    return sorted(image)
  }

  /// The image of 1.
  func one() throws(F4Interruption) -> Image {
    multiplier.update(repeating: 0, count: packing.wordCount)
    let index = symbolic.insert(multiplier)
    try prepare()
    let values = IntegerBuffer(count: 2)
    __gmpz_set_ui(values[0], 1)
    __gmpz_set_ui(values[1], 1)
    return images[Int(index)] ?? Image(monomials: [index], values: values)
  }

  /// The combination congruent to the product of an image with a variable.
  func product(of image: Image, variable: Int) throws(F4Interruption) -> Image {
    var exponents = [Int](repeating: 0, count: packing.variableCount)
    exponents[variable] = 1
    packing.pack(exponents, into: multiplier)
    var fits = true
    let columns = [UInt32](unsafeUninitializedCapacity: image.monomials.count) { buffer, count in
      count = image.monomials.count
      guard let base = buffer.baseAddress, count > 0 else { return }
      fits = symbolic.insertProducts(
        of: symbolic, image.monomials, count: count, by: multiplier,
        hash: packing.hash(multiplier), degree: 1, into: base)
    }
    if !fits { throw .exponentOverflow }
    try prepare()
    let coefficients = IntegerRows(lengths: [image.monomials.count])
    for k in image.monomials.indices { __gmpz_set(coefficients.values[k], image.values[k]) }
    let result = combination(columns, coefficients, 0, from: 0, negated: false)
    __gmpz_mul(result.denominator, result.denominator, image.denominator)
    return result
  }

  /// Whether Σ cₖ imagesₖ = 0.
  func isRelation(_ coefficients: IntegerRows, _ row: Int, among images: [Image]) -> Bool {
    let scale = IntegerBuffer(count: 2)
    __gmpz_set_ui(scale[0], 1)
    for image in images { __gmpz_lcm(scale[0], scale[0], image.denominator) }
    let sums = IntegerBuffer(count: symbolic.count)
    for (k, image) in images.enumerated() where slt_mpz_sgn(coefficients.coefficient(row, k)) != 0 {
      __gmpz_divexact(scale[1], scale[0], image.denominator)
      __gmpz_mul(scale[1], scale[1], coefficients.coefficient(row, k))
      for (i, target) in image.monomials.enumerated() {
        __gmpz_addmul(sums[Int(target)], scale[1], image.values[i])
      }
    }
    return (0..<sums.count).allSatisfy { slt_mpz_sgn(sums[$0]) == 0 }
  }

  /// The exponents of a monomial of an image.
  func exponents(_ monomial: UInt32) -> [Int] { packing.exponents(symbolic[monomial]) }

  private func sorted(_ image: Image) -> Image {
    let order = keys.decreasing(symbolic, image.monomials)
    let values = IntegerBuffer(count: image.values.count)
    for (k, i) in order.enumerated() { __gmpz_set(values[k], image.values[i]) }
    __gmpz_set(values[order.count], image.denominator)
    return Image(monomials: order.map { image.monomials[$0] }, values: values)
  }

  private func load(_ row: SparseSystem.Row) -> Int {
    let n = packing.variableCount
    let length = row.coefficients.count
    let index = store.append(length: length, sugar: 0)
    for k in 0..<length {
      packing.pack(row.exponents[(k * n)..<(k * n + n)].map { Int($0) }, into: multiplier)
      store.monomials[index][k] = table.insert(multiplier)
    }
    return index
  }

  private func multiply(
    _ element: Int, hash: UInt32, degree: UInt32
  ) throws(F4Interruption) -> [UInt32] {
    let length = store.lengths[element]
    var fits = true
    let columns = [UInt32](unsafeUninitializedCapacity: length) { buffer, count in
      fits = symbolic.insertProducts(
        of: table, store.monomials[element], count: length, by: multiplier, hash: hash,
        degree: degree, into: buffer.baseAddress!)
      count = length
    }
    if !fits { throw .exponentOverflow }
    return columns
  }

  private func checkpoint() throws(F4Interruption) {
    try control.f4Checkpoint(operations: work)
    work = 0
  }

  /// Finds L for all monomials met since the last call.
  private func prepare() throws(F4Interruption) {
    let first = images.count
    guard first < symbolic.count else { return }
    var reducers: [(monomial: UInt32, element: Int, columns: [UInt32])] = []
    var id = first
    while id < symbolic.count {
      let element = preferred[UInt32(id)] ?? pairs.divisor(of: symbolic[UInt32(id)])
      chosen.append(element.map { Int32($0) } ?? -1)
      if let element {
        let lead = store.leading(element)
        packing.quotient(symbolic[UInt32(id)], by: table[lead], into: multiplier)
        let columns = try multiply(
          element, hash: symbolic.hashes[id] &- table.hashes[Int(lead)],
          degree: symbolic.degrees[id] &- table.degrees[Int(lead)])
        reducers.append((UInt32(id), element, columns))
        work += columns.count * (8 + packing.wordCount) + pairs.active.count / 4
        try checkpoint()
      }
      id += 1
    }
    preferred.removeAll(keepingCapacity: true)
    images += Array(repeating: nil, count: symbolic.count - images.count)
    sum += Array(repeating: -1, count: symbolic.count - sum.count)
    // Smaller monomials first: the others need them.
    for k in keys.decreasing(symbolic, reducers.map(\.monomial)).reversed() {
      try checkpoint()
      let reducer = reducers[k]
      images[Int(reducer.monomial)] = combination(
        reducer.columns, rows, reducer.element, from: 1, negated: true)
    }
  }

  /// ± Σ cₖ L(mₖ) over the terms from `start`; for `start` 1 divided by c₀.
  private func combination(
    _ monomials: [UInt32], _ coefficients: IntegerRows, _ row: Int, from start: Int, negated: Bool
  ) -> Image {
    // The common denominator, and which standard monomials occur.
    __gmpz_set_ui(scale[0], 1)
    var targets: [UInt32] = []
    func touch(_ id: UInt32) {
      if sum[Int(id)] < 0 {
        sum[Int(id)] = Int32(targets.count)
        targets.append(id)
      }
    }
    for id in monomials[start...] {
      if let image = images[Int(id)] {
        __gmpz_lcm(scale[0], scale[0], image.denominator)
        for target in image.monomials { touch(target) }
      } else {
        touch(id)
      }
    }
    if accumulators.count < targets.count {
      accumulators = IntegerBuffer(count: 2 * targets.count)
    }
    let values = accumulators
    let words = 4 + Int(__gmpz_size(scale[0]))
    for i in targets.indices { __gmpz_set_ui(values[i], 0) }
    let factor = scale[1]
    for k in start..<monomials.count {
      let id = Int(monomials[k])
      let coefficient = coefficients.coefficient(row, k)
      if let image = images[id] {
        __gmpz_divexact(factor, scale[0], image.denominator)
        __gmpz_mul(factor, factor, coefficient)
        for (i, target) in image.monomials.enumerated() {
          __gmpz_addmul(values[Int(sum[Int(target)])], factor, image.values[i])
        }
        work += words * (4 + image.monomials.count)
      } else {
        __gmpz_addmul(values[Int(sum[id])], scale[0], coefficient)
      }
    }
    for target in targets { sum[Int(target)] = -1 }
    work += 4 * words * targets.count
    if start == 1 { __gmpz_mul(scale[0], scale[0], coefficients.coefficient(row, 0)) }
    return primitive(targets, values, denominator: scale[0], negated: negated)
  }

  /// Drops zeros and common factors.
  private func primitive(
    _ monomials: [UInt32], _ values: IntegerBuffer,
    denominator: UnsafeMutablePointer<__mpz_struct>, negated: Bool
  ) -> Image {
    let content = IntegerBuffer(count: 1)
    __gmpz_abs(content[0], denominator)
    var kept: [Int] = []
    for i in monomials.indices where slt_mpz_sgn(values[i]) != 0 {
      kept.append(i)
      if __gmpz_cmp_ui(content[0], 1) != 0 { __gmpz_gcd(content[0], content[0], values[i]) }
    }
    if (slt_mpz_sgn(denominator) < 0) != negated { __gmpz_neg(content[0], content[0]) }
    let result = IntegerBuffer(count: kept.count + 1)
    for (k, i) in kept.enumerated() { __gmpz_divexact(result[k], values[i], content[0]) }
    __gmpz_abs(content[0], content[0])
    __gmpz_divexact(result[kept.count], denominator, content[0])
    __gmpz_abs(result[kept.count], result[kept.count])
    return Image(monomials: kept.map { monomials[$0] }, values: result)
  }
}
