import AlgebraicStructures
import CKernels
import Computation

/// One Groebner basis computation modulo a prime below 2³¹, by the F4 algorithm.
///
/// Source: J.-C. Faugère, *A new efficient algorithm for computing Gröbner bases (F4)*, J. Pure Appl.
/// Algebra 139 (1999).
///
/// Each step takes the critical pairs of least degree, writes the multiples that they and their
/// reductions need as rows of a sparse matrix, and reduces those rows; leading monomials that were not
/// divisible before give new elements of the basis.
final class F4Run {
  let packing: PackedMonomials
  let keys: MonomialKeys
  /// The monomials of the basis and of the pairs.
  let table: MonomialTable
  /// The monomials of the current matrix.
  let symbolic: MonomialTable
  let store = PolynomialStore()
  let pairs: CriticalPairs
  let lanes: DenseLanes
  let control: ComputationControl
  /// Where the steps are recorded, if they are.
  let trace: F4Trace?
  private let multiplier: UnsafeMutablePointer<UInt64>
  /// The operations since the last checkpoint.
  var work = 0

  /// - Returns: `nil` if a weighted degree may not fit into a word.
  init?(
    order: OrderFields, bits: Int, prime: UInt32, trace: F4Trace? = nil,
    control: ComputationControl
  ) {
    packing = PackedMonomials(variableCount: order.variableCount, bits: bits)
    guard let keys = MonomialKeys(order: order, packing: packing) else { return nil }
    self.keys = keys
    table = MonomialTable(packing: packing)
    symbolic = MonomialTable(packing: packing)
    let isa = slt_isa_available()
    pairs = CriticalPairs(
      table: table, store: store, isa: isa, usesSugar: !order.comparesDegreesFirst)
    lanes = DenseLanes(prime: prime, isa: isa)
    self.trace = trace
    self.control = control
    multiplier = .allocate(capacity: packing.wordCount)
  }

  deinit { multiplier.deallocate() }

  /// The reduced basis in increasing order; `rows` of the system must not be zero.
  func basis(of system: SparseSystem) throws(F4Interruption) -> SparseSystem {
    try checkpoint()
    var isUnit = try reduceInputs(system)
    while !isUnit {
      let selected = pairs.takeLeast()
      if selected.isEmpty { break }
      isUnit = try step(selected)
    }
    let reduced = try reduceBasis()
    var basis = SparseSystem(variableCount: system.variableCount, rows: [])
    for index in reduced {
      work += 4 * system.variableCount * store.lengths[index]
      try checkpointIfDue()
      basis.rows.append(row(at: index))
    }
    return basis
  }

  /// The indices of the elements so far that are not made redundant by others, in increasing order.
  var elements: [Int] {
    keys.decreasing(table, pairs.active.map { store.leading($0) }).reversed()
      .map { pairs.active[$0] }
  }

  /// Counts the work done since the last checkpoint.
  func checkpoint() throws(F4Interruption) {
    try control.f4Checkpoint(operations: work)
    work = 0
  }

  /// A checkpoint once enough has been done.
  private func checkpointIfDue() throws(F4Interruption) {
    if work >= 100_000 { try checkpoint() }
  }

  // MARK: Steps

  private func reduceInputs(_ system: SparseSystem) throws(F4Interruption) -> Bool {
    let matrix = beginMatrix()
    setUnitMultiplier()
    for row in system.rows {
      let index = load(row)
      matrix.lower.append(try multiple(of: index, hash: 0, degree: 0, matrix))
    }
    for id in 0..<symbolic.count { symbolic.kinds[id] = MonomialTable.Kind.plain }
    try assignColumns(of: matrix)
    return try finish(matrix, sugar: 0)
  }

  /// Adds the multiples of stored polynomials with a common leading monomial: one as an upper row, the
  /// others as lower ones.
  func addMultiples(
    of generators: [Int], leading multiple: UInt32, to matrix: MacaulayMatrix
  ) throws(F4Interruption) {
    var used = Set<Int>()
    for generator in generators where used.insert(generator).inserted {
      let row = try multipleWithLead(multiple, of: generator, matrix)
      if used.count == 1 {
        symbolic.kinds[Int(row.columns[0])] = MonomialTable.Kind.pivot
        matrix.upper.append(row)
      } else {
        matrix.lower.append(row)
      }
    }
  }

  private func step(_ selected: [CriticalPair]) throws(F4Interruption) -> Bool {
    let matrix = beginMatrix()
    let sorted = selected.sorted {
      ($0.multiple, $0.first, $0.second) < ($1.multiple, $1.first, $1.second)
    }
    var i = 0
    while i < sorted.count {
      let multiple = sorted[i].multiple
      var generators: [Int] = []
      while i < sorted.count, sorted[i].multiple == multiple {
        generators.append(Int(sorted[i].first))
        generators.append(Int(sorted[i].second))
        i += 1
      }
      try addMultiples(of: generators, leading: multiple, to: matrix)
    }
    try preprocess(matrix, sugar: pairs.usesSugar ? selected[0].degree : nil)
    try assignColumns(of: matrix)
    return try finish(matrix, sugar: selected[0].degree)
  }

  /// Eliminates and adds what is new to the basis.
  ///
  /// - Returns: Whether the ideal turned out to be the whole ring.
  private func finish(_ matrix: MacaulayMatrix, sugar: UInt32) throws(F4Interruption) -> Bool {
    let found = try eliminate(matrix)
    let rows = try reduceTails(found.rows, matrix)
    // Larger columns hold smaller monomials: the basis grows by increasing leading monomial.
    let results = rows.sorted { $0.columns[0] > $1.columns[0] }
    trace?.append(matrix, found: found, results: results)
    for row in results {
      let index = add(row, matrix, sugar: sugar)
      if table.degrees[Int(store.leading(index))] == 0 {
        pairs.insert(index)
        return true
      }
      pairs.insert(index)
      work += pairs.insertionWork
      try checkpoint()
    }
    return false
  }

  /// Reduces the tails of the active elements by each other.
  private func reduceBasis() throws(F4Interruption) -> [Int] {
    let matrix = beginMatrix()
    setUnitMultiplier()
    for index in pairs.active {
      let row = try multiple(of: index, hash: 0, degree: 0, matrix)
      symbolic.kinds[Int(row.columns[0])] = MonomialTable.Kind.pivot
      matrix.upper.append(row)
    }
    let wanted = matrix.upper.count
    try preprocess(matrix, sugar: nil)
    try assignColumns(of: matrix)
    preparePivots(matrix)
    let rows = try reduceTails(Array(matrix.upper[..<wanted]), matrix)
    let results = rows.sorted { a, b in
      // Pivot columns are in decreasing order.
      a.columns[0] > b.columns[0]
    }
    trace?.append(matrix, found: Elimination(), results: results)
    return results.map { add($0, matrix, sugar: 0) }
  }

  // MARK: Symbolic preprocessing

  func beginMatrix() -> MacaulayMatrix {
    symbolic.removeAll()
    return MacaulayMatrix()
  }

  /// Adds a reducer for every monomial that a leading monomial of the basis divides, if a sugar is
  /// given only multiples of at most that sugar.
  func preprocess(_ matrix: MacaulayMatrix, sugar: UInt32?) throws(F4Interruption) {
    var id = 0
    while id < symbolic.count {
      if symbolic.kinds[id] == MonomialTable.Kind.unknown {
        let monomial = symbolic[UInt32(id)]
        let degree = symbolic.degrees[id]
        let excess = sugar.map { $0 > degree ? $0 - degree : 0 } ?? .max
        work += 16 + pairs.active.count / 4
        if let divisor = pairs.divisor(of: monomial, excess: excess) {
          symbolic.kinds[id] = MonomialTable.Kind.pivot
          matrix.upper.append(try reducer(of: UInt32(id), by: divisor, matrix))
        } else {
          symbolic.kinds[id] = MonomialTable.Kind.plain
        }
      }
      try checkpointIfDue()
      id += 1
    }
  }

  /// Sorts the columns of a matrix whose rows are complete.
  func assignColumns(of matrix: MacaulayMatrix) throws(F4Interruption) {
    work += 64 * symbolic.count
    try checkpoint()
    matrix.assignColumns(symbolic: symbolic, keys: keys)
  }

  private func reducer(
    of monomial: UInt32, by index: Int, _ matrix: MacaulayMatrix
  ) throws(F4Interruption) -> MatrixRow {
    let lead = store.leading(index)
    packing.quotient(symbolic[monomial], by: table[lead], into: multiplier)
    return try multiple(
      of: index, hash: symbolic.hashes[Int(monomial)] &- table.hashes[Int(lead)],
      degree: symbolic.degrees[Int(monomial)] &- table.degrees[Int(lead)], matrix)
  }

  private func multipleWithLead(
    _ monomial: UInt32, of index: Int, _ matrix: MacaulayMatrix
  ) throws(F4Interruption) -> MatrixRow {
    let lead = store.leading(index)
    packing.quotient(table[monomial], by: table[lead], into: multiplier)
    return try multiple(
      of: index, hash: table.hashes[Int(monomial)] &- table.hashes[Int(lead)],
      degree: table.degrees[Int(monomial)] &- table.degrees[Int(lead)], matrix)
  }

  /// `multiplier` times a stored polynomial; its columns are symbolic indices for now.
  private func multiple(
    of index: Int, hash: UInt32, degree: UInt32, _ matrix: MacaulayMatrix
  ) throws(F4Interruption) -> MatrixRow {
    let length = store.lengths[index]
    work += length * (8 + packing.wordCount)
    try checkpointIfDue()
    let columns = matrix.arena.allocate(length)
    let fits = symbolic.insertProducts(
      of: table, store.monomials[index], count: length, by: multiplier, hash: hash,
      degree: degree, into: columns)
    if !fits { throw .exponentOverflow }
    return MatrixRow(
      source: index, columns: columns, coefficients: store.coefficients[index], length: length)
  }

  private func setUnitMultiplier() {
    multiplier.update(repeating: 0, count: packing.wordCount)
  }

  // MARK: Storing

  /// The index of a monomial in the table; its exponents must fit.
  func insert(_ exponents: [Int]) throws(F4Interruption) -> UInt32 {
    if exponents.contains(where: { $0 > packing.largestExponent }) { throw .exponentOverflow }
    packing.pack(exponents, into: multiplier)
    return table.insert(multiplier)
  }

  /// Stores an input.
  func load(_ row: SparseSystem.Row) -> Int {
    let n = packing.variableCount
    let length = row.coefficients.count
    var ids: [UInt32] = []
    for k in 0..<length {
      packing.pack(row.exponents[(k * n)..<(k * n + n)].map { Int($0) }, into: multiplier)
      ids.append(table.insert(multiplier))
    }
    let sugar = ids.map { table.degrees[Int($0)] }.max() ?? 0
    let index = store.append(length: length, sugar: sugar)
    store.monomials[index].update(from: ids, count: length)
    store.coefficients[index].update(from: row.coefficients, count: length)
    lanes.makeMonic(store.coefficients[index], count: length)
    setUnitMultiplier()
    return index
  }

  /// Stores a row of a matrix as a polynomial with at least the given sugar.
  private func add(_ row: MatrixRow, _ matrix: MacaulayMatrix, sugar: UInt32) -> Int {
    // At least the degree: sums of inputs and orders that compare other things first.
    var degree = sugar
    for k in 0..<row.length {
      degree = max(degree, symbolic.degrees[Int(matrix.columnMonomials[Int(row.columns[k])])])
    }
    let index = store.append(length: row.length, sugar: degree)
    let monomials = store.monomials[index]
    for k in 0..<row.length {
      let id = matrix.columnMonomials[Int(row.columns[k])]
      monomials[k] = table.insert(
        symbolic[id], hash: symbolic.hashes[Int(id)], degree: symbolic.degrees[Int(id)])
    }
    store.coefficients[index].update(from: row.coefficients, count: row.length)
    return index
  }

  /// A stored polynomial as plain numbers, with its terms sorted.
  func row(at index: Int) -> SparseSystem.Row {
    let ids = (0..<store.lengths[index]).map { store.monomials[index][$0] }
    var row = SparseSystem.Row(exponents: [], coefficients: [])
    for k in keys.decreasing(table, ids) {
      row.exponents += packing.exponents(table[ids[k]]).map { Int32($0) }
      row.coefficients.append(store.coefficients[index][k])
    }
    return row
  }
}
