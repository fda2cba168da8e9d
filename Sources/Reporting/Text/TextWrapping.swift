/// The text broken at spaces into lines of at most `width` characters where words allow it.
func wrapped(_ text: String, width: Int) -> [String] {
  var lines: [String] = []
  var lineWidth = 0
  for word in text.split(separator: " ", omittingEmptySubsequences: false) {
    let count = word.count
    if !lines.isEmpty, lineWidth + 1 + count <= width {
      lines[lines.count - 1] += " " + word
      lineWidth += 1 + count
    } else {
      lines.append(String(word))
      lineWidth = count
    }
  }
  return lines
}

/// The line, or if it is longer than `width` several, the later ones indented by two more spaces.
func wrappedLine(_ line: String, width: Int) -> [String] {
  guard line.count > width else { return [line] }
  let indent = String(line.prefix { $0 == " " })
  let parts = wrapped(String(line.dropFirst(indent.count)), width: width - indent.count - 2)
  return parts.enumerated().map { indent + ($0 == 0 ? "" : "  ") + $1 }
}
