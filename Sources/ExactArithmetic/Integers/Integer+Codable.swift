extension Integer: Codable {
  /// Reads a number, or a string with the decimal notation.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let n = try? container.decode(Int.self) {
      self.init(n)
    } else if let text = try? container.decode(String.self), let n = Integer(text) {
      self = n
    } else if let n = try? container.decode(UInt64.self) {
      self.init(n)
    } else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "expected an integer, as a number or as a decimal string")
    }
  }

  /// Writes a number if |n| ≤ 2⁵³, which every JSON reader represents exactly, else a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let n = asInt, n.magnitude <= 1 << 53 {
      try container.encode(n)
    } else {
      try container.encode(description)
    }
  }
}
