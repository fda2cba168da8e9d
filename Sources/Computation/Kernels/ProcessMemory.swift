import Foundation

/// The memory of this process in MiB.
public struct ProcessMemory: Hashable, Sendable {
  /// What is resident.
  public let resident: Int
  /// The address space in use, reserved pages included.
  public let addressSpace: Int

  /// The memory now, or `nil` where the system does not tell (only Linux does, through
  /// `/proc/self/statm`).
  ///
  /// - Complexity: about a microsecond; nothing is allocated.
  public static var current: ProcessMemory? {
    let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let pages: (UInt, UInt)? = withUnsafeTemporaryAllocation(byteCount: 128, alignment: 1) {
      let count = read(descriptor, $0.baseAddress, 128)
      guard count > 0 else { return nil }
      var numbers: (UInt, UInt) = (0, 0)
      var index = 0
      for byte in $0[..<count] {
        if byte == UInt8(ascii: " ") {
          index += 1
          if index == 2 { return numbers }
        } else if index == 0 {
          numbers.0 = numbers.0 &* 10 &+ UInt(byte &- 48)
        } else {
          numbers.1 = numbers.1 &* 10 &+ UInt(byte &- 48)
        }
      }
      return nil
    }
    guard let pages else { return nil }
    let pageSize = UInt(sysconf(Int32(_SC_PAGESIZE)))
    return ProcessMemory(
      resident: Int((pages.1 * pageSize) >> 20), addressSpace: Int((pages.0 * pageSize) >> 20))
  }
}

/// The resident memory of this process in MiB, or `nil` where the system does not tell.
public func residentMemoryMebibytes() -> Int? { ProcessMemory.current?.resident }
