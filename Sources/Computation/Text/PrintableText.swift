/// Texts from files and arguments as messages and reports print them: nothing in them can break a line or reach
/// a terminal as a command.

/// The text with an escape for each control character, so that a message stays one line and says what was there.
package func escapedLine(_ text: String) -> String {
  printable(text) { $0.escaped(asASCII: true) }
}

/// The text with a space for everything that could break a line or reach a terminal as a command.
package func oneLine(_ text: String) -> String { printable(text) { _ in " " } }

/// A text clipped to 40 characters, with a replacement character for each control character.
package func printed(_ text: String) -> String { printable(clipped(text)) { _ in "\u{fffd}" } }

/// At most 40 characters of `text`.
package func clipped(_ text: String) -> String {
  text.count > 40 ? text.prefix(40) + "…" : text
}

private func printable(_ text: String, _ replacement: (Unicode.Scalar) -> String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: result += replacement(scalar)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
