// Runs the console and swift blocks of Markdown pages and records what they print, in place.
//
// usage: examples/run scripts/record-snippets.swift PAGE...
//        (in the root of the package, after a release build; a console block whose commands have no
//        output yet is recorded if an empty line follows them)
import Foundation

/// What a shell command prints; a script that fails stops the recording.
func output(of command: String, isScript: Bool = false) throws -> [String] {
  let process = Process()
  process.executableURL = URL(filePath: "/bin/sh")
  process.arguments = [
    "-c", "PATH=$PWD/.build/release:$PATH; { \(command)\n}" + (isScript ? "" : " 2>&1"),
  ]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = pipe.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  if isScript, process.terminationStatus != 0 { throw CocoaError(.executableLoad) }
  let text = String(decoding: data, as: UTF8.self)
  return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
}

func record(_ page: URL) throws {
  let lines = try String(contentsOf: page, encoding: .utf8)
    .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  var result: [String] = []
  var script: [String]?
  var index = 0
  while index < lines.count {
    let line = lines[index]
    index += 1
    result.append(line)
    guard line.hasPrefix("```") else { continue }
    var body: [String] = []
    while lines[index] != "```" {
      body.append(lines[index])
      index += 1
    }
    index += 1
    switch line.dropFirst(3) {
    case "console" where body.contains { !$0.hasPrefix("$ ") }:
      body = try body.filter { $0.hasPrefix("$ ") }
        .flatMap { [$0] + (try output(of: String($0.dropFirst(2)))) }
    case "swift": script = body
    case "text":
      if let script {
        let file = FileManager.default.temporaryDirectory.appending(path: "snippet.swift")
        try Data((script.joined(separator: "\n") + "\n").utf8).write(to: file)
        body = try output(of: "examples/run \(file.path)", isScript: true)
      }
      script = nil
    default: script = nil
    }
    result += body + ["```"]
  }
  try Data(result.joined(separator: "\n").utf8).write(to: page)
}

for page in CommandLine.arguments.dropFirst() { try record(URL(filePath: page)) }
