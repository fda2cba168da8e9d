import Foundation

extension StandardStreams {
  /// The columns of the terminal that standard output is; `nil` if it is none, so that what goes to files and
  /// pipes is the same everywhere.
  static var outputColumns: Int? { columns(of: STDOUT_FILENO) }

  /// The columns of the terminal that standard error is, if it is one.
  static var errorColumns: Int? { columns(of: STDERR_FILENO) }

  private static func columns(of number: Int32) -> Int? {
    guard isatty(number) == 1 else { return nil }
    var size = winsize()
    guard ioctl(number, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }
}

extension Destination {
  /// The columns of the terminal to which a report goes, if it is one.
  var columns: Int? { path == nil ? StandardStreams.outputColumns : nil }
}
