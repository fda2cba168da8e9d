import AlgebraicStructures
import CKernels
import Computation
import ExactArithmetic

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
  /// The positions of standard monomials in the sum of `combination`; −1 for those that do not occur.
  private var positions: [Int32] = []
  private let sum = FractionSum()
  /// The operations since the last checkpoint.
  private var work = 0

  /// Standard monomials and their coefficients.
  struct Image {
    let monomials: [UInt32]
    let values: FractionVector
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
      let image = combination(columns, rows.values, at: rows.start(Int(element)), from: 0)
      if !image.monomials.isEmpty { return false }
    }
    return true
  }

  /// The combination of standard monomials congruent to the polynomial with the given exponents and the
  /// coefficients of the same number from an index on, with its terms sorted.
  func normalForm(
    of exponents: [Int32], _ coefficients: IntegerBuffer, at start: Int, count: Int
  ) throws(F4Interruption) -> Image {
    let n = packing.variableCount
    var columns: [UInt32] = []
    // Without variables there are no exponents, but a term.
    for k in 0..<count {
      packing.pack(exponents[k * n..<(k + 1) * n].map { Int($0) }, into: multiplier)
      columns.append(symbolic.insert(multiplier))
    }
    try prepare()
    let image = combination(columns, coefficients, at: start, from: 0)
    let order = keys.decreasing(symbolic, image.monomials)
    return Image(
      monomials: order.map { image.monomials[$0] }, values: image.values.permuted(by: order))
  }

  /// The image of 1.
  func one() throws(F4Interruption) -> Image {
    multiplier.update(repeating: 0, count: packing.wordCount)
    let index = symbolic.insert(multiplier)
    try prepare()
    return images[Int(index)] ?? Image(monomials: [index], values: .one)
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
    let result = combination(columns, image.values.numerators, at: 0, from: 0)
    result.values.divide(byDenominatorOf: image.values)
    return result
  }

  /// Whether Σ cₖ imagesₖ = 0 for the coefficients from an index on.
  func isRelation(_ coefficients: IntegerBuffer, at start: Int, among images: [Image]) -> Bool {
    sum.begin()
    for image in images { sum.admit(image.values) }
    sum.clear(count: symbolic.count)
    let places = (0..<symbolic.count).map { Int32(truncatingIfNeeded: $0) }
    for (k, image) in images.enumerated() {
      sum.add(
        image.values, times: coefficients, at: start + k, labels: image.monomials, positions: places
      )
    }
    return sum.isZero
  }

  /// The exponents of a monomial of an image.
  func exponents(_ monomial: UInt32) -> [Int] { packing.exponents(symbolic[monomial]) }

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
    positions += Array(repeating: -1, count: symbolic.count - positions.count)
    // Smaller monomials first: the others need them.
    for k in keys.decreasing(symbolic, reducers.map(\.monomial)).reversed() {
      try checkpoint()
      let reducer = reducers[k]
      images[Int(reducer.monomial)] = combination(
        reducer.columns, rows.values, at: rows.start(reducer.element), from: 1)
    }
  }

  /// Σ cₖ L(mₖ) over the terms from `start`, which is 0 or 1; for 1 divided by −c₀.
  private func combination(
    _ monomials: [UInt32], _ coefficients: IntegerBuffer, at base: Int, from start: Int
  ) -> Image {
    // The common denominator, and which standard monomials occur.
    sum.begin()
    var targets: [UInt32] = []
    func touch(_ id: UInt32) {
      if positions[Int(id)] < 0 {
        positions[Int(id)] = Int32(targets.count)
        targets.append(id)
      }
    }
    for id in monomials[start...] {
      if let image = images[Int(id)] {
        sum.admit(image.values)
        for target in image.monomials { touch(target) }
      } else {
        touch(id)
      }
    }
    sum.clear(count: targets.count)
    let words = 4 + sum.wordCount
    for k in start..<monomials.count {
      let id = Int(monomials[k])
      if let image = images[id] {
        sum.add(
          image.values, times: coefficients, at: base + k, labels: image.monomials,
          positions: positions)
        work += words * (4 + image.monomials.count)
      } else {
        sum.add(coefficients, at: base + k, position: Int(positions[id]))
      }
    }
    for target in targets { positions[Int(target)] = -1 }
    work += 4 * words * targets.count
    if start == 1 { sum.divide(by: coefficients, at: base) }
    let (kept, values) = sum.take(negated: start == 1)
    return Image(monomials: kept.map { targets[$0] }, values: values)
  }
}
