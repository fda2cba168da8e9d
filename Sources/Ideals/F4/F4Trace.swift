/// What a run modulo one prime did, so that runs modulo other primes can repeat it without search.
final class F4Trace {
  /// One matrix: the rows that mattered and the rows that came out.
  struct Step {
    /// Keeps the buffers of columns alive.
    let arena: WordArena
    let columnCount: Int
    let pivotCount: Int
    let upper: [MatrixRow]
    /// The lower rows that did not become zero.
    let lower: [MatrixRow]
    /// The leading columns that the lower rows got.
    let leads: [UInt32]
    /// The rows that went into the basis, in this order, with sorted columns.
    let results: [MatrixRow]
  }

  private(set) var steps: [Step] = []

  func append(_ matrix: MacaulayMatrix, found: F4Run.Elimination, results: [MatrixRow]) {
    steps.append(
      Step(
        arena: matrix.arena, columnCount: matrix.columnCount, pivotCount: matrix.pivotCount,
        upper: matrix.upper, lower: found.useful.map { matrix.lower[$0] },
        leads: found.rows.map { $0.columns[0] }, results: results))
  }
}
