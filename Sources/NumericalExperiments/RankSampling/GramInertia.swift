import Computation
import ExactArithmetic

/// How many singular values of a Jacobian on data lie above a cut, by the signs in a factorization of the matrix of
/// scalar products, and the others where they are few.
///
/// Let G = JᵀJ, or JJᵀ if that is smaller. G − μ²I = LDLᵀ has as many positive eigenvalues as J has singular values
/// above μ (Sylvester's law of inertia). G squares the condition number: in double precision it tells nothing of
/// singular values below some 10⁻⁶ of the largest, so μ is at least that. Those below get a second look, unless they
/// are more than `mostSmallest`: inverse iteration with G + tI finds the space that belongs to them, each round
/// with the product by G taken through J, as iterative refinement does, so that the error that is left is that of J and
/// not of its square; the singular values of J on that space, without squares, are the values below. Exact for an exact
/// space, by Courant and Fischer never below the true ones.
public struct GramInertia: Sendable {
  /// The cut μ divided by the largest singular value.
  public let cut: Double
  /// The number of singular values above it.
  public let count: Int
  /// Those below in decreasing order; `nil` where they are more than `mostSmallest`, or were not asked for.
  public internal(set) var smallest: [Double]?

  /// The most singular values below the cut that are computed.
  public static let mostSmallest = 512
  /// The most rounds of refinement.
  fileprivate static let mostRounds = 4

  /// The lowest cut for k rows: a hundred times where the rounding errors of G can hide a singular value.
  static func lowestCut(size: Int) -> Double {
    (1e3 * Double.ulpOfOne * Double(size).squareRoot()).squareRoot()
  }

  /// The rank by the rule; `nil` if it leaves it open.
  ///
  /// - Parameter leading: Lower bounds of the largest singular values.
  func rank(leading: [Double], rule: NumericalRank.Rule) -> Int? {
    guard let largest = leading.first, let smallest else { return nil }
    // Between the largest and μ there may be any steps: one as large as all of it.
    let lowest = (cut * largest).nextUp
    let known = leading.prefix(count).filter { $0 > lowest } + [lowest]
    let found = NumericalRank(singularValues: known + smallest, rule: rule)
    guard let rank = found.rank, rank >= known.count else { return nil }
    return rank - known.count + count
  }
}

extension DataSpectrum {
  /// What keeps the inertia from being computed: memory for the matrix of scalar products.
  static func inertiaLimit(rows: Int, columns: Int) -> ComputationStopped? {
    let size = min(rows, columns)
    guard size > largestGramSize else { return nil }
    return .sizeLimit(
      what: "the rows of the matrix of scalar products", needed: "\(size)", limit: largestGramSize)
  }

  /// The most rows of the matrix of scalar products: 3.4 GB.
  public static let largestGramSize = 20_480

  /// Counts singular values in the matrix of scalar products where the rank is open; if as many count as the rank can
  /// be, or a gap shows among those below, it is decided.
  ///
  /// - Parameter jacobian: That of which this is the spectrum; another shape traps.
  /// - Parameter bound: What the rank is known to be at most.
  /// - Parameter seed: Fixes the random start of inverse iteration.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: `ComputationStopped` as `control` demands, and before anything is allocated for more than
  ///   `largestGramSize` rows; the spectrum then keeps what it knows.
  /// - Complexity: mnk + k³/3 operations for the smaller side k of m × n, and for d ≤ 512 values below the cut
  ///   k³/3 + O((mn + k²)d) more; memory for k² numbers, one copy more of a block of rows, and some of d columns.
  public mutating func decide(
    for jacobian: DataJacobian, rankAtMost bound: Int, seed: UInt64 = 1,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) {
    let (m, n) = (jacobian.rowCount, jacobian.parameterCount)
    require(shape == (m, n), "a spectrum of another Jacobian")
    rankAtMost = min(rankAtMost, bound)
    guard rank == nil, !isComplete, let largest = singularValues.first, largest > 0 else { return }
    if let limit = DataSpectrum.inertiaLimit(rows: m, columns: n) { throw limit }
    let size = min(m, n)
    let group = DataJacobian.groupSize
    try control.requireMemory(
      bytes: GramMatrix.bytes(size: size) + 8 * Double(DataJacobian.blockEntries * (group + 2)))
    let gram = try jacobian.gramMatrix(control: control)
    gram.mirror()
    let cut = max(rule.cut, GramInertia.lowestCut(size: size))
    let square = largest * cut * largest * cut
    let count = try gram.countEigenvalues(above: square, control: control)
    var found = GramInertia(cut: cut, count: count)
    inertia = found
    let below = size - count
    guard rank == nil, below > 0, below <= GramInertia.mostSmallest else { return }
    let columns = Double(below) * Double(3 * size + 3 * max(m, n))
    try control.requireMemory(bytes: 8 * columns)
    guard
      try gram.factor(
        adding: 100 * Double.ulpOfOne * Double(size).squareRoot() * largest * largest,
        control: control)
    else { return }
    var random = RandomSource(seed: seed).split(stream: 0x696e_7665)
    var basis = DenseMatrix(
      rowCount: size, columnCount: below, elements: random.normals(size * below))
    for _ in 0..<3 {
      try control.checkpoint(operations: 2 * Double(size) * Double(size) * Double(below))
      basis = gram.solve(basis.orthonormalColumns)
    }
    basis = basis.orthonormalColumns
    for round in 0...GramInertia.mostRounds {
      let (factor, product) = try jacobian.square(times: basis, control: control)
      guard let values = try factor.singularValues(control: control) else { return }
      found.smallest = values
      inertia = found
      if rank != nil || round == GramInertia.mostRounds { return }
      let correction = gram.solve(product)
      for i in basis.elements.indices { basis.elements[i] -= correction.elements[i] }
      basis = basis.orthonormalColumns
    }
  }
}

extension DataJacobian {
  /// The blocks of rows that are kept at a time for JJᵀ: 256 MiB.
  fileprivate static let groupSize = 8

  /// JᵀJ, or JJᵀ if there are fewer rows than columns.
  fileprivate func gramMatrix(control: ComputationControl) throws(ComputationStopped) -> GramMatrix
  {
    let gram = GramMatrix(size: min(rowCount, parameterCount))
    if rowCount >= parameterCount {
      for index in blocks.indices {
        let rows = block(index)
        try control.checkpoint(
          operations: Double(rows.rowCount) * Double(gram.size) * Double(gram.size))
        gram.addSquare(of: rows)
      }
      return gram
    }
    var row = 0
    for first in stride(from: 0, to: blocks.count, by: DataJacobian.groupSize) {
      let members = first..<min(first + DataJacobian.groupSize, blocks.count)
      let group = DenseMatrix.stacked(members.map { block($0) })
      var column = 0
      for index in 0..<first {
        let other = block(index)
        try control.checkpoint(
          operations: 2 * Double(group.elements.count) * Double(other.rowCount))
        gram.addProduct(of: group, other, atRow: row, column: column)
        column += other.rowCount
      }
      try control.checkpoint(operations: Double(group.elements.count) * Double(group.rowCount))
      gram.addProduct(of: group, group, atRow: row, column: row)
      row += group.rowCount
    }
    return gram
  }

  /// The triangular factor of JV and the product JᵀJV, or of JᵀV and JJᵀV if there are fewer rows than columns.
  fileprivate func square(
    times basis: DenseMatrix, control: ComputationControl
  ) throws(ComputationStopped) -> (factor: DenseMatrix, product: DenseMatrix) {
    let width = basis.columnCount
    let operations = 4 * Double(blocks.first?.count ?? 0) * Double(parameterCount) * Double(width)
    if rowCount >= parameterCount {
      var factor = DenseMatrix(rowCount: 0, columnCount: width, elements: [])
      var sum = [Double](repeating: 0, count: parameterCount * width)
      for index in blocks.indices {
        try control.checkpoint(operations: operations)
        let rows = block(index)
        let image = DenseMatrix.product(rows, basis)
        let part = DenseMatrix.product(rows, image, transposingFirst: true)
        for i in sum.indices { sum[i] += part.elements[i] }
        factor = DenseMatrix.stacked([factor, image]).triangularFactor
      }
      return (
        factor, DenseMatrix(rowCount: parameterCount, columnCount: width, elements: sum)
      )
    }
    var image = DenseMatrix(
      rowCount: parameterCount, columnCount: width,
      elements: Array(repeating: 0, count: parameterCount * width))
    var first = 0
    for index in blocks.indices {
      try control.checkpoint(operations: operations)
      let rows = block(index)
      let part = DenseMatrix.product(
        rows, basis.rows(first..<first + rows.rowCount), transposingFirst: true)
      for i in image.elements.indices { image.elements[i] += part.elements[i] }
      first += rows.rowCount
    }
    var products: [DenseMatrix] = []
    for index in blocks.indices {
      try control.checkpoint(operations: operations)
      products.append(DenseMatrix.product(block(index), image))
    }
    return (image.triangularFactor, DenseMatrix.stacked(products))
  }
}

extension DenseMatrix {
  /// A range of rows.
  fileprivate func rows(_ range: Range<Int>) -> DenseMatrix {
    var result: [Double] = []
    result.reserveCapacity(range.count * columnCount)
    for j in 0..<columnCount {
      result += elements[j * rowCount + range.lowerBound..<j * rowCount + range.upperBound]
    }
    return DenseMatrix(rowCount: range.count, columnCount: columnCount, elements: result)
  }
}
