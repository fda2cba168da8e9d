extension Rational: LosslessStringConvertible {
  /// The largest absolute value of a decimal exponent that `init(_:)` reads.
  public static let largestDecimalExponent = 10_000

  /// The number with the notation `text`, read exactly: an integer, a fraction such as `-3/4`, or a
  /// decimal number such as `0.1` or `1e-3`; otherwise `nil`.
  ///
  /// Digits are ASCII, spaces are not allowed, a denominator has no sign and is not 0, and decimal
  /// exponents beyond ±`largestDecimalExponent` are refused, so that a short text cannot ask for
  /// unbounded memory.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let hasSign = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
    let body = bytes[(hasSign ? 1 : 0)...]
    guard let size = Rational.readFraction(body) ?? Rational.readDecimal(body) else { return nil }
    self = bytes.first == UInt8(ascii: "-") ? -size : size
  }

  private static func readFraction(_ text: ArraySlice<UInt8>) -> Rational? {
    guard let slash = text.firstIndex(of: UInt8(ascii: "/")) else { return nil }
    guard let numerator = Integer(asciiDigits: text[..<slash]),
      let denominator = Integer(asciiDigits: text[(slash + 1)...]), !denominator.isZero
    else { return nil }
    return Rational(numerator, denominator)
  }

  private static func readDecimal(_ text: ArraySlice<UInt8>) -> Rational? {
    var mantissa = text
    var exponent = 0
    if let e = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      guard let value = Integer(String(decoding: text[(e + 1)...], as: UTF8.self))?.asInt,
        value.magnitude <= largestDecimalExponent
      else { return nil }
      exponent = value
      mantissa = text[..<e]
    }
    var digits = mantissa
    if let point = mantissa.firstIndex(of: UInt8(ascii: ".")) {
      digits.remove(at: point)
      exponent -= mantissa.endIndex - point - 1
    }
    guard let n = Integer(asciiDigits: digits) else { return nil }
    let scale = Integer(10).power(exponent < 0 ? -exponent : exponent)
    return exponent < 0 ? Rational(n, scale) : Rational(n * scale)
  }

  /// The numerator, followed by `/` and the denominator unless that is 1.
  public var description: String {
    isInteger ? numerator.description : "\(numerator)/\(denominator)"
  }
}

extension Rational: Codable {
  /// Reads an integer as a number, or a string that `init(_:)` accepts.
  ///
  /// Other numbers are refused: a JSON `0.1` has passed through binary by the time it is seen here.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let n = try? container.decode(Int.self) {
      self.init(n)
    } else if let text = try? container.decode(String.self), let value = Rational(text) {
      self = value
    } else {
      throw DecodingError.dataCorruptedError(
        in: container,
        debugDescription: "expected a rational number: an integer or a string such as \"3/4\"")
    }
  }

  /// Writes an integer as `Integer` does, anything else as a string such as `"3/4"`.
  public func encode(to encoder: any Encoder) throws {
    if isInteger {
      try numerator.encode(to: encoder)
    } else {
      var container = encoder.singleValueContainer()
      try container.encode(description)
    }
  }
}
