import Foundation

/// The standard streams, past Swift's buffering where order or progress matters.
enum StandardStreams {
  /// Makes the streams safe to use: a failed write is an error, not a signal, and a stream that was
  /// closed is never the descriptor of a file that is opened later.
  static func prepare() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    for number in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(number, F_GETFD) < 0 {
      // The wrong direction: whatever uses the stream fails as if it were still closed.
      _ = open("/dev/null", number == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// One line of diagnosis on standard error, with the name of the program.
  ///
  /// If it cannot be written there is nobody to tell.
  static func report(_ message: String) {
    if message.isEmpty { return }
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    note("slt-critical: \(printable(line))\n")
  }

  /// Writes `text` to standard error as it is.
  static func note(_ text: String) {
    do throws(SystemError) {
      try OutputDescriptor(STDERR_FILENO).write(Array(text.utf8))
    } catch {}
  }

  /// Whether progress on standard error reaches a person.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// Text with escapes for what a terminal would take as a command: control characters other than newline
/// and tab, and characters that change the direction of the text.
func printable(_ text: String) -> String {
  func isCommand(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0a: false
    case 0..<0x20, 0x7f..<0xa0, 0x061c, 0x200e, 0x200f, 0x2028...0x202e, 0x2066...0x2069: true
    default: false
    }
  }
  guard text.unicodeScalars.contains(where: isCommand) else { return text }
  return text.unicodeScalars.reduce(into: "") { result, scalar in
    result += isCommand(scalar) ? scalar.escaped(asASCII: true) : String(scalar)
  }
}
