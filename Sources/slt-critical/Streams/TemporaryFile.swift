import Foundation
import Synchronization

/// A new file that replaces another one when it is complete.
struct TemporaryFile: Sendable {
  /// Those that are to be removed when the program ends.
  private static let unfinished = Mutex<Set<String>>([])

  /// Its path, in the folder of the file that it replaces: a file is renamed within a file system only.
  let path: String
  let descriptor: OutputDescriptor

  /// Creates the file beside `target`.
  ///
  /// - Parameter attributes: Of the file to be replaced, which the new one takes over; `nil` if there is
  ///   none.
  init(beside target: String, attributes: FileAttributes?) throws(SystemError) {
    let name = ".slt-critical-\(String(UInt64.random(in: .min ... .max), radix: 16)).tmp"
    path = PathParts(target).folder + "/" + name
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
    // The mode of a new file follows the umask; what an old one kept secret is never readable.
    let number = open(path, flags, attributes == nil ? 0o666 : 0o600)
    guard number >= 0 else { throw SystemError() }
    descriptor = OutputDescriptor(number)
    let path = path
    Self.unfinished.withLock { _ = $0.insert(path) }
    guard let attributes else { return }
    var status = stat()
    guard fstat(number, &status) == 0,
      (status.st_uid, status.st_gid) == (attributes.user, attributes.group)
        || fchown(number, attributes.user, attributes.group) == 0,
      fchmod(number, attributes.mode) == 0
    else {
      let error = SystemError()
      remove()
      throw error
    }
  }

  /// Puts the complete file in the place of `target`; it is on the disk before it is seen there.
  func replace(_ target: String) throws(SystemError) {
    guard fsync(descriptor.number) == 0, rename(path, target) == 0 else { throw SystemError() }
    forget()
  }

  /// Removes the file.
  func remove() {
    unlink(path)
    forget()
  }

  private func forget() {
    close(descriptor.number)
    Self.unfinished.withLock { _ = $0.remove(path) }
  }

  /// Removes all that are not complete, before the program ends.
  static func removeAll() {
    unfinished.withLock { for path in $0 { unlink(path) } }
  }
}

/// Whose a file is and who may use it.
struct FileAttributes: Sendable {
  let mode: mode_t
  let user: uid_t
  let group: gid_t

  /// Those in the answer of `stat`.
  init(_ status: stat) {
    mode = status.st_mode & 0o7777
    user = status.st_uid
    group = status.st_gid
  }
}
