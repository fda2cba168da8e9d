import Networks

/// Reads numbers from a part of a file; whatever lies outside gives `nil`.
struct ByteReader {
  private let bytes: ArraySlice<UInt8>
  /// The position of the next byte, from 0.
  private(set) var position = 0

  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// The number of bytes left.
  var remaining: Int { bytes.count - position }

  /// The next `count` bytes.
  mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= remaining else { return nil }
    let start = bytes.startIndex + position
    position += count
    return bytes[start..<start + count]
  }

  /// The next `count` ≤ 8 bytes as an unsigned number, lowest byte first.
  mutating func unsigned(bytes count: Int) -> UInt64? {
    take(count).map(littleEndian)
  }

  /// As `unsigned`, for lengths and offsets; `nil` also if the number is not an `Int`.
  mutating func length(bytes count: Int) -> Int? {
    unsigned(bytes: count).flatMap { Int(exactly: $0) }
  }
}

/// At most eight bytes as an unsigned number, lowest byte first.
func littleEndian(_ bytes: some BidirectionalCollection<UInt8>) -> UInt64 {
  bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
}

/// Numbers of one type, one after the other; a last incomplete one is left out.
func decodeNumbers(
  _ bytes: ArraySlice<UInt8>, as type: FloatingPointType, bigEndian: Bool = false
) -> [Double] {
  let size = type.byteCount
  return (0..<bytes.count / size).map { index in
    let start = bytes.startIndex + index * size
    var bits: UInt64 = 0
    for k in 0..<size {
      bits |= UInt64(bytes[start + k]) << UInt64(8 * (bigEndian ? size - 1 - k : k))
    }
    return type.value(bits: bits)
  }
}

/// The numbers rounded to the written type, little-endian.
func encodeNumbers(_ values: [Double], as type: FloatingPointType) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(values.count * type.byteCount)
  for value in values { bytes.append(type.bits(of: value), count: type.byteCount) }
  return bytes
}

extension [UInt8] {
  /// Appends the `count` lowest bytes of a number, lowest byte first.
  mutating func append(_ number: UInt64, count: Int) {
    for k in 0..<count { append(UInt8(truncatingIfNeeded: number >> UInt64(8 * k))) }
  }
}
