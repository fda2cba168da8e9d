/// How a weight file stores a number.
///
/// Every value is read as a `Double`, which is exact for all four types.
public enum FloatingPointType: String, Hashable, Sendable, CaseIterable, Codable {
  /// IEEE half precision.
  case float16
  /// The upper half of an IEEE single.
  case bfloat16
  /// IEEE single precision.
  case float32
  /// IEEE double precision.
  case float64

  /// The size of a number.
  public var byteCount: Int {
    switch self {
    case .float16, .bfloat16: 2
    case .float32: 4
    case .float64: 8
    }
  }

  /// The distance from 1 to the next larger number.
  public var epsilon: Double {
    switch self {
    case .float16: 0x1p-10
    case .bfloat16: 0x1p-7
    case .float32: 0x1p-23
    case .float64: 0x1p-52
    }
  }

  /// Relative distances up to which rounding alone can bring weights: 32 units in the last place.
  public var roundingDistance: Double { 32 * epsilon }

  /// The type in which changed weights are written: half precisions become single.
  public var writtenType: FloatingPointType { self == .float64 ? .float64 : .float32 }

  /// The value of `bits`, of which the lowest `byteCount` bytes count.
  package func value(bits: UInt64) -> Double {
    switch self {
    case .float16: halfValue(UInt16(truncatingIfNeeded: bits))
    case .bfloat16: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits) << 16))
    case .float32: Double(Float(bitPattern: UInt32(truncatingIfNeeded: bits)))
    case .float64: Double(bitPattern: bits)
    }
  }

  /// The bits of the number nearest to `value`; only for types that are written.
  package func bits(of value: Double) -> UInt64 {
    self == .float64 ? value.bitPattern : UInt64(Float(value).bitPattern)
  }

  /// The nearest finite number of a type that is written.
  package func rounded(_ value: Double) -> Double {
    if self == .float64 {
      let limit = Double.greatestFiniteMagnitude
      return min(max(value, -limit), limit)
    }
    let limit = Float.greatestFiniteMagnitude
    return Double(min(max(Float(value), -limit), limit))
  }

  /// A half precision number: 1 sign bit, 5 exponent bits, 10 fraction bits.
  private func halfValue(_ bits: UInt16) -> Double {
    let exponent = Int(bits >> 10 & 0x1f)
    let fraction = Double(bits & 0x3ff)
    let size: Double
    switch exponent {
    case 0: size = fraction * 0x1p-24
    case 31: size = fraction == 0 ? .infinity : .nan
    default: size = Double(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
    }
    return bits >> 15 == 1 ? -size : size
  }
}
