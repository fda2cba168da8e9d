import Foundation
import SingularLearning

/// How the file of an output is written.
enum OutputTarget: Sendable {
  /// As it comes: standard streams, devices and named pipes.
  case stream(OutputDescriptor)
  /// By a new file that takes the place of the old one when it is complete.
  case replaced(path: String, attributes: FileAttributes?)
  /// Into the old file: it has several names, or no file can take its place.
  case overwritten(path: String)

  /// What tells whether two outputs are one; `nil` where that does no harm.
  enum Identity: Hashable {
    case file(device: UInt64, number: UInt64)
    case newFile(folder: UInt64, number: UInt64, name: String)

    fileprivate init(_ status: stat) {
      self = .file(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    }
  }

  /// Standard output.
  static var standardOutput: (OutputTarget, Identity?) {
    (.stream(OutputDescriptor(STDOUT_FILENO)), identity(of: STDOUT_FILENO))
  }

  /// The target of a path, checked for whether it can be written; nothing is changed yet.
  ///
  /// - Throws: with what is wrong, for a message that names the option.
  static func target(
    of path: String, control: ComputationControl
  ) throws(CommandFailure) -> (OutputTarget, Identity?) {
    func failure(_ error: SystemError = SystemError()) -> CommandFailure {
      CommandFailure("cannot write \(path): \(error)")
    }
    if path == "-" { return standardOutput }
    if let number = descriptorNumber(path) {
      let flags = fcntl(number, F_GETFL)
      guard flags >= 0, flags & O_ACCMODE != O_RDONLY else { throw failure(SystemError(EBADF)) }
      return (.stream(OutputDescriptor(number)), identity(of: number))
    }
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno == ENOENT || errno == ENOTDIR else { throw failure() }
      return try newFile(path)
    }
    switch status.st_mode & S_IFMT {
    case S_IFDIR: throw CommandFailure("\(path) is a directory, expected a file")
    case S_IFREG:
      do throws(SystemError) {
        return (try regular(path), Identity(status))
      } catch {
        throw failure(error)
      }
    case let kind:
      let descriptor = try openStream(path, isPipe: kind == S_IFIFO, control: control)
      return (.stream(OutputDescriptor(descriptor)), identity(of: descriptor))
    }
  }

  private static func newFile(_ path: String) throws(CommandFailure) -> (OutputTarget, Identity?) {
    guard !path.hasSuffix("/") else {
      throw CommandFailure("\(path) names a folder, expected a file")
    }
    let folder = PathParts(path).folder
    var status = stat()
    guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw CommandFailure("there is no folder \(folder)")
    }
    do throws(SystemError) {
      let resolved = try PathParts.resolved(path)
      try TemporaryFile(beside: resolved, attributes: nil).remove()
      let parts = PathParts(resolved)
      guard stat(parts.folder, &status) == 0 else { throw SystemError() }
      return (
        .replaced(path: resolved, attributes: nil),
        .newFile(folder: UInt64(status.st_dev), number: UInt64(status.st_ino), name: parts.name)
      )
    } catch {
      throw CommandFailure("cannot write \(path): \(error)")
    }
  }

  private static func regular(_ path: String) throws(SystemError) -> OutputTarget {
    let resolved = try PathParts.resolved(path)
    let descriptor = open(resolved, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError() }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw SystemError() }
    if status.st_nlink > 1 { return .overwritten(path: resolved) }
    let attributes = FileAttributes(status)
    do throws(SystemError) {
      try TemporaryFile(beside: resolved, attributes: attributes).remove()
    } catch {
      // A folder in which nothing can be made, or an owner that a new file cannot have.
      return .overwritten(path: resolved)
    }
    return .replaced(path: resolved, attributes: attributes)
  }

  /// Opens a device, or a named pipe as soon as it has a reader.
  private static func openStream(
    _ path: String, isPipe: Bool, control: ComputationControl
  ) throws(CommandFailure) -> Int32 {
    while true {
      // Without O_NONBLOCK a pipe would block here, where no limit is looked at.
      let descriptor = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
      if descriptor >= 0 { return descriptor }
      guard isPipe, errno == ENXIO || errno == EINTR else {
        throw CommandFailure("cannot write \(path): \(SystemError())")
      }
      do throws(ComputationStopped) {
        try control.checkpoint()
      } catch {
        throw CommandFailure(error)
      }
      usleep(20_000)
    }
  }

  /// The descriptor that a path such as `/dev/stdout` or `/dev/fd/3` stands for: what a shell has opened
  /// for the program is written to where it stands.
  private static func descriptorNumber(_ path: String) -> Int32? {
    if path == "/dev/stdout" { return STDOUT_FILENO }
    if path == "/dev/stderr" { return STDERR_FILENO }
    for folder in ["/dev/fd/", "/proc/self/fd/"] where path.hasPrefix(folder) {
      return Int32(path.dropFirst(folder.count))
    }
    return nil
  }

  private static func identity(of descriptor: Int32) -> Identity? {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    return [S_IFREG, S_IFIFO].contains(status.st_mode & S_IFMT) ? Identity(status) : nil
  }
}
