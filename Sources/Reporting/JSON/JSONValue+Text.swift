import Computation

extension JSONValue {
  /// The document on one line, without spaces that carry nothing.
  public var line: String {
    var text = ""
    write(to: &text)
    return text
  }

  /// The document over several lines, without a newline at its end.
  ///
  /// Whatever fits into `width` columns stays on one line, the rest is indented by two spaces a level.
  public func indented(width: Int = 100) -> String {
    var text = ""
    write(to: &text, depth: 0, used: 0, width: width)
    return text
  }

  private func write(to text: inout String) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += value.description
    case .real(let value):
      require(value.isFinite, "JSON has no number for \(value)")
      text += value.description
    case .string(let value): JSONValue.quote(value, to: &text)
    case .array(let values):
      text += "["
      for (i, value) in values.enumerated() {
        if i > 0 { text += ", " }
        value.write(to: &text)
      }
      text += "]"
    case .object(let members):
      text += "{"
      for (i, member) in members.enumerated() {
        if i > 0 { text += ", " }
        JSONValue.quote(member.key, to: &text)
        text += ": "
        member.value.write(to: &text)
      }
      text += "}"
    }
  }

  private func write(to text: inout String, depth: Int, used: Int, width: Int) {
    let isTopObject = if case .object = self { depth == 0 } else { false }
    if !isTopObject && fits(in: width - used) {
      write(to: &text)
      return
    }
    let margin = String(repeating: "  ", count: depth + 1)
    switch self {
    case .array(let values) where !values.isEmpty:
      text += "["
      for (i, value) in values.enumerated() {
        text += (i > 0 ? ",\n" : "\n") + margin
        value.write(to: &text, depth: depth + 1, used: margin.count + 1, width: width)
      }
      text += "\n" + String(repeating: "  ", count: depth) + "]"
    case .object(let members) where !members.isEmpty:
      text += "{"
      for (i, member) in members.enumerated() {
        text += (i > 0 ? ",\n" : "\n") + margin
        var key = ""
        JSONValue.quote(member.key, to: &key)
        text += key + ": "
        let used = margin.count + key.count + 3
        member.value.write(to: &text, depth: depth + 1, used: used, width: width)
      }
      text += "\n" + String(repeating: "  ", count: depth) + "}"
    default: write(to: &text)
    }
  }

  /// Whether `line` has at most `room` characters; stops counting as soon as it has more, so that
  /// laying out a large document stays linear in its size.
  private func fits(in room: Int) -> Bool {
    var left = room
    return spend(&left)
  }

  private func spend(_ left: inout Int) -> Bool {
    switch self {
    case .null, .bool, .integer, .real:
      left -= line.count
    case .string(let value):
      left -= value.utf8.count + 2
    case .array(let values):
      left -= 2
      for value in values {
        left -= 2
        if !value.spend(&left) { return false }
      }
    case .object(let members):
      left -= 2
      for member in members {
        left -= member.key.utf8.count + 6
        if !member.value.spend(&left) { return false }
      }
    }
    return left >= 0
  }

  private static func quote(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // Beside what JSON demands, what a terminal would take as a command.
      case "\0"..<" ", "\u{7f}"..<"\u{a0}", "\u{61c}", "\u{200e}", "\u{200f}",
        "\u{2028}"..."\u{202e}", "\u{2066}"..."\u{2069}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
