import Foundation

/// A program that tests compare with where it is installed and works.
public struct ExternalProgram: Sendable {
  let url: URL
  let arguments: [String]
  /// How lines start that the program prints for people, whatever the script says.
  let comment: String?

  /// The first program `name` in the folders, by default those of the PATH, or `nil` if there is none or it does not print `reply`
  /// for the script `probe`: a program that is installed but broken is as good as none.
  public init?(
    _ name: String, arguments: [String] = [], comment: String? = nil, probe: String,
    reply: String = "", folders: [String]? = nil
  ) {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    guard
      let path = (folders ?? path.split(separator: ":").map(String.init)).map({ "\($0)/\(name)" })
        .first(where: FileManager.default.isExecutableFile(atPath:))
    else { return nil }
    url = URL(filePath: path)
    self.arguments = arguments
    self.comment = comment
    guard let output = try? run(probe),
      output.trimmingCharacters(in: .whitespacesAndNewlines) == reply
    else { return nil }
  }

  /// The computer algebra system.
  ///
  /// Debian's prints comments about a missing library with the first ring.
  public static let singular = ExternalProgram(
    "Singular", arguments: ["-q"], comment: "//",
    probe: "ring r = 0, (x, y), dp; string((x + y)*(x - y)); quit;\n", reply: "x2-y2")
  /// The computer algebra system.
  public static let macaulay2 = ExternalProgram(
    "M2", arguments: ["--script"], comment: "--", probe: "print toString(2^70)\n",
    reply: "1180591620717411303424")
  /// Python with SymPy.
  public static let sympy = ExternalProgram("python3", probe: "import sympy")
  /// Python with NumPy.
  public static let numpy = ExternalProgram("python3", probe: "import numpy")
  /// Python with NumPy and safetensors.
  public static let safetensors = ExternalProgram(
    "python3", probe: "import numpy, safetensors.numpy")

  /// The standard output for a script given as a file, without comments of the program; throws if the
  /// program fails.
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
    let text = String(decoding: data, as: UTF8.self)
    guard let comment else { return text }
    return text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix(comment) }.joined(separator: "\n")
  }
}
