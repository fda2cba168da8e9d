extension Integer: LosslessStringConvertible {
  /// The integer with the decimal notation `text`: an optional sign and at least one ASCII digit,
  /// nothing else; otherwise `nil`.
  ///
  /// - Complexity: quasilinear in the length, for long texts by GMP's subquadratic conversion.
  public init?(_ text: String) {
    var text = text
    let value: Integer? = text.withUTF8 { bytes in
      let hasSign = bytes.first == UInt8(ascii: "-") || bytes.first == UInt8(ascii: "+")
      let digits = bytes[(hasSign ? 1 : 0)...]
      guard let magnitude = Integer(asciiDigits: digits) else { return nil }
      return bytes.first == UInt8(ascii: "-") ? -magnitude : magnitude
    }
    guard let value else { return nil }
    self = value
  }

  /// The integer with the given decimal digits, or `nil` if there are none or others.
  init?(asciiDigits digits: some Collection<UInt8>) {
    let isDigit = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard !digits.isEmpty, digits.allSatisfy({ isDigit.contains($0) }) else { return nil }
    if digits.count <= 18 {
      self.init(digits.reduce(0) { 10 * $0 + Int($1 - UInt8(ascii: "0")) })
    } else {
      self.init(checkedDigits: digits)
    }
  }

  /// The decimal notation.
  public var description: String {
    if case .small(let n) = storage { n.description } else { bigDescription }
  }
}
