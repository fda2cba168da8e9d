/// Monomials in a form whose comparison, word by word, is the monomial order.
struct MonomialKeys {
  let wordCount: Int
  private let fields: [OrderFields.Field]
  private let bits: Int
  private let packing: PackedMonomials

  /// - Returns: `nil` if a weighted degree may overflow.
  init?(order: OrderFields, packing: PackedMonomials) {
    guard let largest = order.largestValue(exponentBound: packing.largestExponent) else {
      return nil
    }
    self.packing = packing
    fields = order.fields
    bits = largest < 1 << 16 ? 16 : largest < 1 << 32 ? 32 : 64
    wordCount = max(1, (fields.count * bits + 63) / 64)
  }

  /// The keys of the monomials with the given indices, one after the other.
  func keys(
    of table: MonomialTable, _ ids: UnsafePointer<UInt32>, count: Int
  ) -> UnsafeMutablePointer<UInt64> {
    let result = UnsafeMutablePointer<UInt64>.allocate(capacity: max(1, count * wordCount))
    let n = packing.variableCount
    let prefix = UnsafeMutablePointer<Int>.allocate(capacity: n + 1)
    defer { prefix.deallocate() }
    prefix[0] = 0
    for k in 0..<count {
      let monomial = table[ids[k]]
      for i in 0..<n { prefix[i + 1] = prefix[i] &+ packing.exponent(i, monomial) }
      let key = result + k * wordCount
      var word: UInt64 = 0
      var filled = 0
      var index = 0
      for field in fields {
        let value =
          switch field {
          case .sum(let range): prefix[range.upperBound] &- prefix[range.lowerBound]
          case .weighted(let weights): weighted(weights, prefix)
          }
        word = bits == 64 ? UInt64(value) : word << UInt64(bits) | UInt64(value)
        filled += bits
        if filled == 64 {
          key[index] = word
          index += 1
          word = 0
          filled = 0
        }
      }
      if filled > 0 { key[index] = word << UInt64(64 - filled) }
      if fields.isEmpty { key[0] = 0 }
    }
    return result
  }

  private func weighted(_ weights: [Int], _ prefix: UnsafePointer<Int>) -> Int {
    var sum = 0
    for i in 0..<weights.count { sum += weights[i] * (prefix[i + 1] - prefix[i]) }
    return sum
  }

  /// Whether the monomial with key a exceeds that with key b.
  @inline(__always)
  func isGreater(_ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>) -> Bool {
    for j in 0..<wordCount where a[j] != b[j] { return a[j] > b[j] }
    return false
  }

  /// The positions 0..<count sorted by decreasing monomial.
  func decreasing(_ table: MonomialTable, _ ids: [UInt32]) -> [Int] {
    let keys = ids.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { self.keys(of: table, $0, count: ids.count) }
    }
    guard let keys else { return [] }
    defer { keys.deallocate() }
    let first = wordCount
    return ids.indices.sorted { isGreater(keys + $0 * first, keys + $1 * first) }
  }
}
