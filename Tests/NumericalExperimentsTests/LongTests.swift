import Foundation

/// Whether tests run at full size: minutes instead of seconds.
let runsLongTests = ProcessInfo.processInfo.environment["SLT_LONG_TESTS"] != nil
