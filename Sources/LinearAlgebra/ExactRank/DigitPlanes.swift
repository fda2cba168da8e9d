import ExactArithmetic

/// An integer matrix cut into digits: Σ planes[l] · 2^(w l) with |digits| < 2^w, held as doubles.
///
/// Its product with a matrix of centred residues is then one floating-point matrix product, exact
/// for the digit width of `digitWidth(depth:)`.
struct DigitPlanes {
  let rowCount: Int
  let columnCount: Int
  let planeCount: Int
  let digitWidth: Int
  /// Plane after plane, each row-major.
  let digits: [Double]

  /// The width w with depth · 2^w · (2²⁹ + 2) < 2⁵¹ + …, so that sums of `depth` products of a digit
  /// and a centred residue modulo p < 2³⁰ leave room for a carry below 2⁵³.
  static func digitWidth(depth: Int) -> Int {
    22 - (Int.bitWidth - depth.leadingZeroBitCount)
  }

  /// - Parameter entries: Row-major.
  init(_ entries: [Integer], rowCount: Int, columnCount: Int, digitWidth: Int, planeCount: Int) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.digitWidth = digitWidth
    self.planeCount = planeCount
    let mask = UInt64(1) << UInt64(digitWidth) - 1
    var digits = [Double](repeating: 0, count: entries.count * planeCount)
    for (position, entry) in entries.enumerated() {
      let words = entry.magnitudeWords
      let sign: Double = entry.isNegative ? -1 : 1
      for plane in 0..<planeCount {
        let (word, shift) = (plane * digitWidth).quotientAndRemainder(dividingBy: 64)
        guard word < words.count else { break }
        var bits = words[word] >> UInt64(shift)
        if shift + digitWidth > 64, word + 1 < words.count {
          bits |= words[word + 1] << UInt64(64 - shift)
        }
        digits[plane * entries.count + position] = sign * Double(bits & mask)
      }
    }
    self.digits = digits
  }

  /// The planes of the product with `x` (columnCount × columns, row-major), not normalised.
  func product(_ x: [Double], columns: Int) -> [Double] {
    FloatingProduct.product(
      digits, x, rows: planeCount * rowCount, depth: columnCount, columns: columns)
  }
}
