import Foundation

/// A program that tests compare with where it is installed.
public struct ExternalProgram: Sendable {
  let url: URL
  let arguments: [String]

  /// The first of `names` on the PATH that runs `probe` successfully, or `nil`.
  public init?(_ name: String, arguments: [String], probe: String? = nil) {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    guard
      let path = folders.map({ "\($0)/\(name)" })
        .first(where: FileManager.default.isExecutableFile(atPath:))
    else { return nil }
    url = URL(filePath: path)
    self.arguments = arguments
    if let probe, (try? run(probe)) == nil { return nil }
  }

  /// The computer algebra system.
  public static let singular = ExternalProgram("Singular", arguments: ["-q"])
  /// The computer algebra system.
  public static let macaulay2 = ExternalProgram("M2", arguments: ["--script"])
  /// Python with SymPy.
  public static let sympy = ExternalProgram("python3", arguments: [], probe: "import sympy")
  /// Python with NumPy.
  public static let numpy = ExternalProgram("python3", arguments: [], probe: "import numpy")
  /// Python with NumPy and safetensors.
  public static let safetensors = ExternalProgram(
    "python3", arguments: [], probe: "import numpy, safetensors.numpy")

  /// The standard output for a script given as a file; throws if the program fails.
  public func run(_ script: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "slt-\(UUID().uuidString)")
    try Data(script.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = url
    process.arguments = arguments + [file.path]
    let output = Pipe()
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CocoaError(.executableLoad, userInfo: ["status": process.terminationStatus])
    }
    return String(decoding: data, as: UTF8.self)
  }
}
