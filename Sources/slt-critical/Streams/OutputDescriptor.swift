import Foundation

/// An open file, pipe or device that is written to.
///
/// The only place that calls `write`: every byte that leaves the program passes here, and every failure is
/// an error that can be caught.
struct OutputDescriptor: Sendable {
  let number: Int32
  private let chunkSize: Int

  /// The descriptor with this number.
  init(_ number: Int32) {
    self.number = number
    var status = stat()
    let isRegular = fstat(number, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    // A pipe that is ready takes this much without blocking.
    chunkSize = isRegular ? 1 << 20 : 4096
  }

  /// Writes all bytes.
  ///
  /// Waits for a slow reader, but not after an interrupt.
  func write(_ bytes: [UInt8]) throws(SystemError) {
    var position = 0
    while position < bytes.count {
      try awaitRoom()
      let chunk = Array(bytes[position..<min(bytes.count, position + chunkSize)])
      let count = Foundation.write(number, chunk, chunk.count)
      if count > 0 {
        position += count
      } else if count == 0 {
        throw SystemError(EIO)
      } else if errno != EINTR && errno != EAGAIN {
        throw SystemError()
      }
    }
  }

  private func awaitRoom() throws(SystemError) {
    var request = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
    while true {
      let count = poll(&request, 1, 100)
      if count > 0 || (count < 0 && errno != EINTR) { return }
      if InterruptHandler.isOverdue { throw SystemError(EINTR) }
    }
  }
}

/// An open file that is closed with the value.
final class OpenFile: Sendable {
  let number: Int32

  /// Takes over an open descriptor.
  init(_ number: Int32) { self.number = number }

  deinit { close(number) }
}

/// All bytes of an open file from where it stands.
func contents(of descriptor: Int32) throws(SystemError) -> [UInt8] {
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = read(descriptor, &buffer, buffer.count)
    if count == 0 { return bytes }
    if count > 0 {
      bytes += buffer[..<count]
    } else if errno != EINTR {
      throw SystemError()
    }
  }
}
