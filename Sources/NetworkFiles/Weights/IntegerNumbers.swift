import Networks

/// How a file stores integers or truth values.
struct IntegerType: Hashable {
  let byteCount: Int
  let isSigned: Bool

  /// The types of NumPy without their byte order: `i8`, `u1`, `b1`.
  init?(numpy descriptor: some StringProtocol) {
    let kinds = ["b1": 1, "u1": 1, "u2": 2, "u4": 4, "u8": 8, "i1": 1, "i2": 2, "i4": 4, "i8": 8]
    guard let size = kinds[String(descriptor)] else { return nil }
    (byteCount, isSigned) = (size, descriptor.first == "i")
  }

  /// The types of `.safetensors`: `I64`, `U8`, `BOOL`.
  init?(safetensors name: String) {
    let kinds = [
      "BOOL": 1, "U8": 1, "U16": 2, "U32": 4, "U64": 8, "I8": 1, "I16": 2, "I32": 4, "I64": 8,
    ]
    guard let size = kinds[name] else { return nil }
    (byteCount, isSigned) = (size, name.hasPrefix("I"))
  }
}

/// Integers of one type, one after the other, up to the first that is 2⁶³ or more.
func decodeIntegers(
  _ bytes: ArraySlice<UInt8>, as type: IntegerType, bigEndian: Bool = false
) -> (values: [Int], tooLarge: UInt64?) {
  let size = type.byteCount
  var values: [Int] = []
  values.reserveCapacity(bytes.count / size)
  for index in 0..<bytes.count / size {
    let start = bytes.startIndex + index * size
    let number = bytes[start..<start + size]
    let bits = bigEndian ? littleEndian(number.reversed()) : littleEndian(number)
    let shift = UInt64(64 - 8 * size)
    guard type.isSigned || bits < 1 << 63 else { return (values, bits) }
    values.append(type.isSigned ? Int(Int64(bitPattern: bits << shift) >> Int64(shift)) : Int(bits))
  }
  return (values, nil)
}

extension WeightFileEntry {
  /// Integers as weights: those up to 2⁵³ are doubles.
  init(
    name: String, shape: [Int], integers bytes: ArraySlice<UInt8>, as type: IntegerType,
    bigEndian: Bool = false, at place: FilePlace
  ) {
    let mostCount = WeightFile.maximumBytes / 8
    guard bytes.count / type.byteCount <= mostCount else {
      self = .unusable(
        UnusableTensor(
          name: name, shape: shape,
          problem: place.failure(
            "at most \(mostCount) integers", "\(bytes.count / type.byteCount)")))
      return
    }
    let (values, tooLarge) = decodeIntegers(bytes, as: type, bigEndian: bigEndian)
    let limit = 1 << 53
    let wrong = tooLarge.map { "\($0)" } ?? values.first { $0.magnitude > limit }.map { "\($0)" }
    if let wrong {
      self = .unusable(
        UnusableTensor(
          name: name, shape: shape,
          problem: place.failure("integers of at most 2^53 in absolute value", wrong)))
    } else {
      self = .tensor(
        StoredTensor(
          name: name, shape: shape, type: .float64, values: values.map(Double.init),
          holdsIntegers: true))
    }
  }
}
