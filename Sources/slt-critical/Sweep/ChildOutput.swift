import Foundation

/// What a child process wrote to two pipes, read as it comes: a child never waits because the other pipe is
/// full.
struct ChildOutput {
  /// Everything on standard output.
  private(set) var result: [UInt8] = []
  /// The last part of what was written to standard error.
  private(set) var messages: [UInt8] = []

  private static let largestMessages = 1 << 16

  /// Reads both to their ends.
  init(standardOutput: Int32, standardError: Int32) throws(SystemError) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var requests = [standardOutput, standardError].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    // A negative descriptor is skipped.
    while requests.contains(where: { $0.fd >= 0 }) {
      guard poll(&requests, nfds_t(requests.count), -1) > 0 else {
        if errno == EINTR { continue }
        throw SystemError()
      }
      for index in requests.indices where requests[index].fd >= 0 && requests[index].revents != 0 {
        let count = read(requests[index].fd, &buffer, buffer.count)
        if count == 0 {
          requests[index].fd = -1
        } else if count < 0 {
          if errno != EINTR && errno != EAGAIN { throw SystemError() }
        } else if index == 0 {
          result += buffer[..<count]
        } else {
          messages = Array((messages + buffer[..<count]).suffix(Self.largestMessages))
        }
      }
    }
  }
}
