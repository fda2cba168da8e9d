/// Sixty-four bits by which contents are told apart that have changed by accident (FNV-1a).
struct Fingerprint: CustomStringConvertible {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// That of no bytes.
  init() {}

  /// Takes in bytes.
  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
  }

  /// Takes in the bits of a number.
  mutating func add(_ value: UInt64) {
    add((0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) })
  }

  /// Hexadecimal digits.
  var description: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
