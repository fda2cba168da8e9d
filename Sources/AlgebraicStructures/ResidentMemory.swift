import Foundation

/// The resident memory of this process in MiB, or `nil` where the system does not tell (only Linux
/// does, through `/proc/self/statm`).
public func residentMemoryMebibytes() -> Int? {
  guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
    return nil
  }
  let fields = text.split(separator: " ")
  guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
  return pages * Int(sysconf(Int32(_SC_PAGESIZE))) / (1 << 20)
}
