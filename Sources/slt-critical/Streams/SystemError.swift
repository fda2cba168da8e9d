import Foundation

/// What a system call failed with.
struct SystemError: Error, CustomStringConvertible {
  let code: Int32

  /// The error with this number, by default that of the last call.
  init(_ code: Int32 = errno) { self.code = code }

  /// In the words of the system.
  var description: String { String(cString: strerror(code)) }
}
