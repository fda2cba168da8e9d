import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

/// The singular values of the Jacobian of a model on data in double precision, all or the largest, and the rank that
/// they show.
///
/// The smaller side of the Jacobian decides. Up to `completeSize` rows or columns it is reduced to a triangular matrix
/// by orthogonal transformations, block by block: no squares are formed, so that small singular values keep their
/// accuracy of about 10⁻¹⁵ of the largest. Beyond, a subspace of some hundred dimensions that nearly contains the
/// largest right singular vectors is found by two rounds of subspace iteration from a random start (N. Halko,
/// P. Martinsson, J. Tropp, *Finding structure with randomness*, 2011). With an orthonormal basis Q of it
///     σ_i(JQ) ≤ σ_i(J) ≤ (σ_i(JQ)² + ‖J − JQQᵀ‖²)^½,
/// whatever the start was: interlacing from below, Weyl's inequality for JJᵀ from above. So the error is stated, not
/// estimated; only rounding is left out. The rank is decided where it is less than the number of dimensions and
/// the rest of J is rounding error; else `decide(for:rankAtMost:seed:control:)` counts in the matrix of scalar products.
public struct DataSpectrum: Sendable {
  /// The singular values in decreasing order, or lower bounds σ_i(JQ) of the largest.
  public let singularValues: [Double]
  /// Whether these are all.
  public let isComplete: Bool
  /// ‖J − JQQᵀ‖ in the Frobenius norm: the largest singular values are at most (σ² + this²)^½; 0 if all are known.
  public let remainder: Double
  /// How singular values are told from rounding errors.
  public let rule: NumericalRank.Rule
  /// The numbers of rows and columns.
  public let shape: (rows: Int, columns: Int)
  /// What was counted in the matrix of scalar products; `nil` where that was not asked for, or not needed.
  public internal(set) var inertia: GramInertia?
  /// What the rank is known to be at most: a theorem, or the numbers of rows and columns.
  public internal(set) var rankAtMost: Int

  /// The rank by the rule, or where as many singular values count as the rank can be; `nil` where double precision, or
  /// the part of the spectrum that is known, cannot tell.
  public var rank: Int? {
    guard let largest = singularValues.first else { return 0 }
    if largest == 0 { return remainder == 0 ? 0 : nil }
    if count == rankAtMost { return count }
    if let inertia { return inertia.rank(leading: singularValues, rule: rule) }
    guard isComplete || remainder <= rule.noise * largest else { return nil }
    return NumericalRank(singularValues: singularValues, rule: rule).rank
  }

  /// The number of singular values above the cut, as far as they are known: a lower bound of the rank, up to rounding.
  public var count: Int {
    let largest = singularValues.first ?? 0
    let leading = singularValues.count { $0 > rule.cut * largest }
    guard let inertia else { return leading }
    return max(
      leading, inertia.count + (inertia.smallest?.count { $0 > rule.cut * largest } ?? 0))
  }

  /// The number of rows or columns, whichever is smaller, up to which all singular values are found unless another is
  /// given.
  public static let completeSize = 2_048
  /// The number of singular values that are found of larger matrices unless another is given.
  public static let partialCount = 256

  /// What keeps the spectrum of a Jacobian from being computed: more work than some 10¹³ operations.
  public static func limit(rows: Int, columns: Int) -> ComputationStopped? {
    let inner = min(rows, columns, completeSize)
    let work = Double(rows) * Double(columns) * Double(inner <= 512 ? 1_024 : 2 * inner)
    guard work > largestWork else { return nil }
    return .sizeLimit(
      what: "the operations for singular values on data",
      needed: "\(rows) rows x \(columns) parameters x \(inner)", limit: Int(largestWork))
  }

  private static let largestWork = 2e13

  /// The spectrum; `nil` if a derivative overflows or the iteration does not converge.
  ///
  /// - Parameter jacobian: The Jacobian.
  /// - Parameter noise: What the entries are known up to, in the Frobenius norm, beyond rounding in double precision.
  /// - Parameter seed: Fixes the random start.
  /// - Parameter completeSize: The largest number of rows or columns, whichever is smaller, for which all are found.
  /// - Parameter partialCount: How many are found of larger matrices.
  /// - Parameter threads: The most threads; results do not depend on them.
  /// - Parameter control: Limits and cancellation.
  /// - Throws: `ComputationStopped` as `control` demands; for too much work or memory before anything is allocated.
  /// - Complexity: with m rows, n columns, k the smaller: 2mnk operations for all singular values, 12mn·256 for some;
  ///   memory for a few k × k or 256 × n matrices and some blocks of at most 32 MiB.
  public init?(
    _ jacobian: DataJacobian, noise: Double = 0, seed: UInt64 = 1,
    completeSize: Int = DataSpectrum.completeSize, partialCount: Int = DataSpectrum.partialCount,
    threads: Int = 1,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) {
    let (m, n) = (jacobian.rowCount, jacobian.parameterCount)
    if let limit = DataSpectrum.limit(rows: m, columns: n) { throw limit }
    let isComplete = min(m, n) <= completeSize
    let values: [Double]?
    var rest = 0.0
    if isComplete {
      values = try jacobian.triangularFactor(control: control)?.singularValues(control: control)
    } else {
      let partial = try jacobian.largestSingularValues(
        count: min(partialCount, m, n), seed: seed, threads: threads, control: control)
      values = partial?.values
      rest = partial?.remainder ?? 0
    }
    guard let values else { return nil }
    let largest = values.first ?? 0
    let arithmetic = NumericalRank.Rule.random(
      rowCount: m, columnCount: n, conditioning: Double(jacobian.degree))
    let relative = max(arithmetic.noise, largest > 0 ? min(noise / largest, 0.01) : 0)
    rule = NumericalRank.Rule(
      cut: max(arithmetic.cut, NumericalRank.requiredGap * relative), noise: relative)
    singularValues = values
    self.isComplete = isComplete
    remainder = rest
    shape = (m, n)
    rankAtMost = min(m, n)
  }
}

extension DataJacobian {
  /// ‖J − J'‖ in the Frobenius norm for the Jacobian J' of the same shape; infinite if an entry overflows.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  public func distance(
    to other: DataJacobian, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Double {
    require(
      blocks == other.blocks && parameterCount == other.parameterCount,
      "Jacobians of several shapes")
    var sum = 0.0
    for index in blocks.indices {
      try control.checkpoint()
      for (a, b) in zip(block(index).elements, other.block(index).elements) {
        sum += (a - b) * (a - b)
      }
    }
    return sum.isFinite ? sum.squareRoot() : .infinity
  }

  /// A matrix with the singular values of J, as many rows and columns as its smaller side or fewer; `nil` if an entry
  /// is not finite.
  fileprivate func triangularFactor(
    control: ComputationControl
  ) throws(ComputationStopped) -> DenseMatrix? {
    let isTall = rowCount >= parameterCount
    let width = isTall ? parameterCount : rowCount
    /// More rows at a time are less work: three times as many as columns, but for a factor that is there already.
    let mostWaiting = 3 * width
    let bytes = 8 * (Double(width) * Double(12 * width) + 4 * Double(DataJacobian.blockEntries))
    // A wide Jacobian is kept whole: its rows are few.
    let whole = isTall ? 0 : 16 * Double(rowCount + 8) * Double(parameterCount)
    try control.requireMemory(bytes: bytes + whole)
    var factor = DenseMatrix(rowCount: 0, columnCount: width, elements: [])
    /// Rows that wait until there are enough.
    var waiting: [DenseMatrix] = []
    var waitingCount = 0
    func absorb() throws(ComputationStopped) {
      try control.checkpoint(
        operations: 4 * Double(width) * Double(width) * Double(waitingCount + factor.rowCount))
      factor = DenseMatrix.stacked([factor] + waiting).triangularFactor
      (waiting, waitingCount) = ([], 0)
    }
    func add(_ rows: DenseMatrix) throws(ComputationStopped) {
      waiting.append(rows)
      waitingCount += rows.rowCount
      if waitingCount >= mostWaiting { try absorb() }
    }
    var kept: [DenseMatrix] = []
    for index in blocks.indices {
      try control.checkpoint()
      let rows = block(index)
      guard rows.elements.allSatisfy(\.isFinite) else { return nil }
      if isTall { try add(rows) } else { kept.append(rows) }
    }
    if !isTall {
      let whole = DenseMatrix.stacked(kept)
      kept = []
      let size = max(width, 1)
      for start in stride(from: 0, to: parameterCount, by: size) {
        let columns = start..<min(start + size, parameterCount)
        var part = DenseMatrix(
          rowCount: columns.count, columnCount: width,
          elements: Array(repeating: 0, count: columns.count * width))
        for (i, column) in columns.enumerated() {
          for j in 0..<width { part[i, j] = whole[j, column] }
        }
        try add(part)
      }
    }
    if waitingCount > 0 { try absorb() }
    return factor
  }

  /// Lower bounds of the largest singular values, and the Frobenius norm of what is left of J; `nil` if an entry is
  /// not finite.
  fileprivate func largestSingularValues(
    count: Int, seed: UInt64, threads: Int, control: ComputationControl
  ) throws(ComputationStopped) -> (values: [Double], remainder: Double)? {
    let workers = min(max(threads, 1), blocks.count)
    try control.requireMemory(
      bytes: 8 * Double(workers + 4) * Double(parameterCount) * Double(count)
        + 8 * Double(3 * workers) * Double(DataJacobian.blockEntries))
    var random = RandomSource(seed: seed).split(stream: 0x6461_7461)
    var basis = DenseMatrix(
      rowCount: parameterCount, columnCount: count,
      elements: random.normals(parameterCount * count)
    ).orthonormalColumns
    for _ in 0..<2 {
      let start = basis
      var sum = [Double](repeating: 0, count: parameterCount * count)
      for first in stride(from: 0, to: blocks.count, by: workers) {
        let parts = try concurrentMap(count: min(workers, blocks.count - first), threads: workers) {
          index throws(ComputationStopped) in
          try control.checkpoint()
          let rows = block(first + index)
          return DenseMatrix.product(
            rows, DenseMatrix.product(rows, start), transposingFirst: true)
        }
        // In the order of the blocks, so that rounding does not depend on threads.
        for part in parts {
          for i in sum.indices { sum[i] += part.elements[i] }
        }
      }
      guard sum.allSatisfy(\.isFinite) else { return nil }
      basis =
        DenseMatrix(rowCount: parameterCount, columnCount: count, elements: sum)
        .orthonormalColumns
    }
    let final = basis
    var factor = DenseMatrix(rowCount: 0, columnCount: count, elements: [])
    var rest = 0.0
    for first in stride(from: 0, to: blocks.count, by: workers) {
      let parts = try concurrentMap(count: min(workers, blocks.count - first), threads: workers) {
        index throws(ComputationStopped) in
        try control.checkpoint()
        let rows = block(first + index)
        let image = DenseMatrix.product(rows, final)
        let projection = DenseMatrix.product(image, final, transposingSecond: true)
        var square = 0.0
        for (a, b) in zip(rows.elements, projection.elements) { square += (a - b) * (a - b) }
        return (image, square)
      }
      for (image, square) in parts {
        rest += square
        factor = DenseMatrix.stacked([factor, image]).triangularFactor
      }
    }
    guard rest.isFinite, let values = try factor.singularValues(control: control) else {
      return nil
    }
    return (values, rest.squareRoot())
  }
}

extension DenseMatrix {
  /// The rows of all matrices, which have equally many columns.
  static func stacked(_ parts: [DenseMatrix]) -> DenseMatrix {
    let (rows, columns) = (parts.reduce(0) { $0 + $1.rowCount }, parts[0].columnCount)
    var elements: [Double] = []
    elements.reserveCapacity(rows * columns)
    for j in 0..<columns {
      for part in parts {
        elements += part.elements[j * part.rowCount..<(j + 1) * part.rowCount]
      }
    }
    return DenseMatrix(rowCount: rows, columnCount: columns, elements: elements)
  }
}
