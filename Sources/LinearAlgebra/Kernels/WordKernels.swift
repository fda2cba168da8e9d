import AlgebraicStructures
import CKernels
import Computation
import ExactArithmetic

extension ModularMatrix {
  /// The matrix product.
  ///
  /// Traps unless moduli and inner dimensions agree.
  /// - Complexity: rows · inner dimension · columns products of words, reduced rarely; good for thin
  ///   factors, where conversion to floating point for BLAS would dominate.
  public static func * (a: Self, b: Self) -> Self {
    a.product(with: b, rows: a.rowCount, depth: a.columnCount, strides: (a.columnCount, 1))
  }

  /// The product of the transpose of this matrix with `b`, without forming the transpose.
  public func transposeMultiplied(by b: Self) -> Self {
    product(with: b, rows: columnCount, depth: rowCount, strides: (1, columnCount))
  }

  private func product(
    with b: Self, rows: Int, depth: Int, strides: (row: Int, column: Int)
  ) -> Self {
    require(
      modulus == b.modulus && depth == b.rowCount,
      "product: \(rows) × \(depth) mod \(modulus) and "
        + "\(b.rowCount) × \(b.columnCount) mod \(b.modulus) do not fit")
    let count = rows * b.columnCount
    let elements = [UInt32](unsafeUninitializedCapacity: count) { buffer, initialized in
      initialized = count
      if count == 0 { return }
      slt_word_product(
        InstructionSet.available.rawValue, buffer.baseAddress, self.elements, strides.row,
        strides.column, b.elements, rows, depth, b.columnCount, modulus)
    }
    return Self(
      unchecked: elements, modulus: modulus, rowCount: rows, columnCount: b.columnCount)
  }

  /// The difference.
  ///
  /// Traps unless moduli and shapes agree.
  public static func - (a: Self, b: Self) -> Self {
    a.requireSameShape(b)
    var result = a
    for i in a.elements.indices {
      let (x, y) = (a.elements[i], b.elements[i])
      result.elements[i] = x >= y ? x - y : x + (a.modulus - y)
    }
    return result
  }

  /// The elementwise (Hadamard) product.
  ///
  /// Traps unless moduli and shapes agree.
  public func elementwiseProduct(with b: Self) -> Self {
    requireSameShape(b)
    var result = self
    result.elements.withUnsafeMutableBufferPointer {
      slt_word_elementwise_product(
        InstructionSet.available.rawValue, $0.baseAddress, $0.baseAddress, b.elements, $0.count,
        modulus)
    }
    return result
  }

  /// Adds the elementwise product of `a` and `b`.
  ///
  /// Traps unless moduli and shapes agree.
  public mutating func addElementwiseProduct(of a: Self, and b: Self) {
    requireSameShape(a)
    requireSameShape(b)
    let modulus = modulus
    elements.withUnsafeMutableBufferPointer {
      slt_word_add_elementwise_product(
        InstructionSet.available.rawValue, $0.baseAddress, a.elements, b.elements, $0.count,
        modulus)
    }
  }

  /// The matrix of all c₀ + c₁ x + … + c_r x^r for the elements x of this matrix, by Horner's rule.
  ///
  /// - Parameter coefficients: Residues below the modulus, constant term first; none give zeros.
  public func elementwiseValues(ofPolynomial coefficients: [UInt32]) -> Self {
    require(
      coefficients.allSatisfy { $0 < modulus },
      "elementwiseValues: a coefficient is not below the modulus \(modulus)")
    var result = Self(
      unchecked: Array(repeating: coefficients.last ?? 0, count: elements.count),
      modulus: modulus, rowCount: rowCount, columnCount: columnCount)
    for coefficient in coefficients.dropLast().reversed() {
      result.elements.withUnsafeMutableBufferPointer {
        slt_word_multiply_add_constant(
          InstructionSet.available.rawValue, $0.baseAddress, $0.baseAddress, elements, coefficient,
          $0.count, modulus)
      }
    }
    return result
  }

  /// The matrix of the n-th powers of the elements, n ≥ 0, where x⁰ = 1.
  public func elementwisePower(_ n: Int) -> Self {
    require(n >= 0, "elementwisePower: the exponent must not be negative, but it is \(n)")
    if n == 0 {
      return Self(
        unchecked: Array(repeating: 1, count: elements.count),
        modulus: modulus, rowCount: rowCount, columnCount: columnCount)
    }
    var result = self
    for bit in (0..<(Int.bitWidth - n.leadingZeroBitCount - 1)).reversed() {
      result = result.elementwiseProduct(with: result)
      if n >> bit & 1 == 1 { result = result.elementwiseProduct(with: self) }
    }
    return result
  }

  /// Overwrites rows `row`, `row` + 1, … by the Khatri–Rao product of `a` and `b`: the elementwise
  /// products of row 0 of `a` with each row of `b`, then those of row 1 of `a`, and so on.
  ///
  /// Column j of the block is the Kronecker product of columns j of the factors. Traps unless moduli
  /// and column counts agree and the rows exist.
  public mutating func setRows(from row: Int, toColumnwiseKroneckerProductOf a: Self, and b: Self) {
    require(
      a.modulus == modulus && b.modulus == modulus && a.columnCount == columnCount
        && b.columnCount == columnCount,
      "setRows: factors with \(a.columnCount) and \(b.columnCount) columns mod \(a.modulus) and "
        + "\(b.modulus) for \(columnCount) columns mod \(modulus)")
    require(
      row >= 0 && row + a.rowCount * b.rowCount <= rowCount,
      "setRows: \(a.rowCount * b.rowCount) rows from row \(row) on of \(rowCount)")
    let offset = row * columnCount
    let (modulus, columnCount) = (modulus, columnCount)
    elements.withUnsafeMutableBufferPointer {
      guard let base = $0.baseAddress else { return }
      slt_word_column_products(
        InstructionSet.available.rawValue, base + offset, a.elements, a.rowCount, b.elements,
        b.rowCount, columnCount, modulus)
    }
  }

  /// A matrix of independent uniform residues.
  public static func random(
    modulus: UInt32, rowCount: Int, columnCount: Int, using random: inout RandomSource
  ) -> Self {
    require(
      modulus >= 2 && modulus < 1 << 31,
      "ModularMatrix: the modulus must be in 2 ..< 2^31, but it is \(modulus)")
    let bound = UInt64(modulus)
    // Two draws of 32 bits from each word; those beyond the last multiple of the modulus are rejected.
    let limit = (1 << 32) / bound * bound
    let count = rowCount * columnCount
    let elements = [UInt32](unsafeUninitializedCapacity: count) { buffer, initialized in
      while initialized < count {
        let word = random.next()
        for draw in [word >> 32, word & 0xffff_ffff] where draw < limit && initialized < count {
          buffer[initialized] = UInt32(draw % bound)
          initialized += 1
        }
      }
    }
    return Self(
      unchecked: elements, modulus: modulus, rowCount: rowCount, columnCount: columnCount)
  }

  /// A matrix of elements known to be residues, in the right number.
  private init(unchecked elements: [UInt32], modulus: UInt32, rowCount: Int, columnCount: Int) {
    self.modulus = modulus
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.elements = elements
  }

  private func requireSameShape(_ b: Self) {
    require(
      modulus == b.modulus && rowCount == b.rowCount && columnCount == b.columnCount,
      "matrices differ: \(rowCount) × \(columnCount) mod \(modulus) and "
        + "\(b.rowCount) × \(b.columnCount) mod \(b.modulus)")
  }
}
