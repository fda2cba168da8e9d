import Computation
import Foundation
import Networks

/// Why a file could not be read to its end.
public enum InputFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file is missing, no file, too large, not UTF-8 text or may not be read.
  case unreadable(SpecificationError)
  /// A limit passed or an interrupt came while waiting for input.
  case stopped(ComputationStopped)

  /// One line that names the file.
  public var description: String {
    switch self {
    case .unreadable(let error): error.description
    case .stopped(let stop): stop.description
    }
  }
}

/// A file, pipe or terminal that is read once, from where it stands to its end.
///
/// `-` and `/dev/stdin` are standard input, `/dev/fd/3` is a descriptor that the program was started
/// with, such as that of a process substitution. Named pipes wait for their writer. Folders are refused.
/// Waiting honours the limits of a `ComputationControl`.
public final class InputFile {
  /// The file in messages: the path, or `standard input` for `-`.
  public let name: String
  private let descriptor: Int32
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Opens the file at `path`.
  ///
  /// - Throws: `InputFileError.unreadable`.
  public init(path: String) throws(InputFileError) {
    name = path == "-" ? "standard input" : path
    descriptor = try Self.open(path, name: name)
  }

  deinit { close(descriptor) }

  /// Whether the path stands for standard input.
  public static func isStandardInput(_ path: String) -> Bool {
    descriptorNumber(path) == STDIN_FILENO
  }

  /// The next bytes as soon as there are any; none at the end.
  ///
  /// - Throws: `InputFileError`; `stopped` when `control` stops while nothing arrives.
  public func next(control: ComputationControl) throws(InputFileError) -> ArraySlice<UInt8> {
    while true {
      do throws(ComputationStopped) {
        // Waiting is no work.
        repeat { try control.checkpoint(steps: 0) } while !isReady()
      } catch {
        throw .stopped(error)
      }
      let count = read(descriptor, &buffer, buffer.count)
      if count >= 0 { return buffer[..<count] }
      // Another reader of the same pipe may have been faster.
      if errno != EINTR && errno != EAGAIN { throw Self.failure(name, "a readable file", errno) }
    }
  }

  /// All bytes up to the end.
  ///
  /// Never reads much beyond `maximumBytes`, so that endless files end.
  /// - Throws: `InputFileError`; `unreadable` for larger files.
  public func contents(
    maximumBytes: Int, control: ComputationControl = ComputationControl()
  ) throws(InputFileError) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let part = try next(control: control)
      if part.isEmpty { return bytes }
      bytes += part
      guard bytes.count <= maximumBytes else {
        throw Self.failure(name, "a file of at most \(maximumBytes >> 20) MiB", "a larger one")
      }
    }
  }

  /// The whole text up to the end, without a byte-order mark.
  ///
  /// - Throws: `InputFileError`; `unreadable` for larger files and for bytes that are no UTF-8.
  public func text(
    maximumBytes: Int, control: ComputationControl = ComputationControl()
  ) throws(InputFileError) -> String {
    let bytes = try contents(maximumBytes: maximumBytes, control: control)
    guard let text = String(validating: withoutByteOrderMark(bytes[...]), as: UTF8.self) else {
      throw Self.failure(name, "text in UTF-8", "other bytes")
    }
    return text
  }

  /// Whether a read returns at once, after waiting a moment for that.
  private func isReady() -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let count = poll(&request, 1, 100)
    // After a signal nothing is known: a pipe that has no writer yet would count as at its end.
    return count > 0 || (count < 0 && errno != EINTR)
  }

  private static func open(_ path: String, name: String) throws(InputFileError) -> Int32 {
    let descriptor =
      if let number = descriptorNumber(path) {
        fcntl(number, F_DUPFD_CLOEXEC, 3)
      } else {
        // Without O_NONBLOCK a named pipe would block here, where no limit is looked at.
        Foundation.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
      }
    guard descriptor >= 0 else { throw failure(name, "a readable file", errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw failure(name, "a readable file", EISDIR)
    }
    return descriptor
  }

  /// The descriptor that a path such as `-`, `/dev/stdin` or `/dev/fd/3` stands for.
  private static func descriptorNumber(_ path: String) -> Int32? {
    if ["-", "/dev/stdin"].contains(path) { return STDIN_FILENO }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }

  private static func failure(
    _ name: String, _ expected: String, _ found: String
  ) -> InputFileError {
    .unreadable(
      SpecificationError(
        file: name, line: nil, column: nil, path: "", expected: expected, found: found))
  }

  private static func failure(
    _ name: String, _ expected: String, _ code: Int32
  ) -> InputFileError {
    switch code {
    case ENOENT, ENOTDIR: failure(name, expected, "no such file")
    case EISDIR: failure(name, expected, "a directory")
    case EACCES, EPERM: failure(name, expected, "one that may not be read")
    case EBADF: failure(name, expected, "one that is not open")
    default: failure(name, expected, "an error: \(String(cString: strerror(code)))")
    }
  }
}

/// The bytes of a text without the byte-order mark that some editors put first.
package func withoutByteOrderMark(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  bytes.starts(with: [0xef, 0xbb, 0xbf]) ? bytes.dropFirst(3) : bytes
}
