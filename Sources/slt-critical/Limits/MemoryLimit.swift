import Foundation

/// How much memory the program may use.
enum MemoryLimit {
  /// The part of what the system grants that is used unless `--memory-limit` says otherwise: a limit that
  /// strikes before the system refuses or kills.
  private static let part = 0.9

  /// The limit in MiB for the resident memory without `--memory-limit`: nine tenths of the machine's
  /// memory, or of what the control group of the process may use.
  static var standardMebibytes: Int {
    let machine = ProcessInfo.processInfo.physicalMemory
    return max(1, Int(Double(min(machine, groupLimit ?? machine)) / 0x1p20 * part))
  }

  /// Nine tenths of the address space that `ulimit -v` leaves, in MiB; `nil` without a limit.
  static var addressSpaceMebibytes: Int? {
    var limit = rlimit()
    #if os(Linux)
      let status = getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    #else
      let status = getrlimit(RLIMIT_AS, &limit)
    #endif
    guard status == 0, limit.rlim_cur < UInt64(Int64.max) else { return nil }
    return max(1, Int(Double(limit.rlim_cur) / 0x1p20 * part))
  }

  /// The limit of the control group, in bytes.
  private static var groupLimit: UInt64? {
    ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"].lazy
      .compactMap { path -> UInt64? in
        // Without control groups there is no such file, and no limit of this kind.
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        return UInt64(String(decoding: data, as: UTF8.self).filter(\.isNumber))
      }.first { $0 > 0 }
  }
}
