import AlgebraTestSupport
import Foundation
import Testing

/// Every package that is downloaded for a build or a notebook is named with its exact version.
@Suite struct PinnedVersionTests {
  private func text(_ path: String) throws -> String {
    try String(contentsOf: CommandLineTool.root.appending(path: path), encoding: .utf8)
  }

  @Test(arguments: [
    ("Package.swift", 4), ("Benchmarks/Package.swift", 0), ("Fuzz/Package.swift", 0),
  ]) func swiftPackagesAreExact(manifest: String, count: Int) throws {
    let text = try text(manifest)
    let remote = text.matches(of: /\.package\(\s*url:[^)]*\)/)
    #expect(remote.count == count)
    for package in remote {
      #expect(package.output.firstMatch(of: /exact: "\d+\.\d+\.\d+"/) != nil, "\(package.output)")
    }
    #expect(!text.contains("branch:") && !text.contains("from: \"") && !text.contains("upToNext"))
  }

  @Test(arguments: [
    ("notebooks/requirements.txt", 7), ("notebooks/requirements-development.txt", 1),
    ("notebooks/constraints.txt", 90),
  ]) func pythonPackagesAreExact(file: String, atLeast count: Int) throws {
    let lines = try text(file).split(separator: "\n").filter {
      !$0.hasPrefix("#") && !$0.hasPrefix("--constraint ")
    }
    #expect(lines.count >= count)
    for line in lines {
      #expect(
        line.wholeMatch(of: /[A-Za-z0-9._-]+==\d+(\.\w+)*/) != nil, "\(file): '\(line)' is open")
    }
  }

  @Test func scriptsInstallWhatIsPinned() throws {
    let constraints = try text("notebooks/constraints.txt")
    for name in ["jupyterlab", "selenium", "esprima", "tinycss2"] {
      #expect(constraints.contains("\n\(name)=="), "\(name)")
    }
    let scripts = CommandLineTool.root.appending(path: "scripts")
    for file in try FileManager.default.contentsOfDirectory(
      at: scripts, includingPropertiesForKeys: nil) where file.pathExtension == "sh"
    {
      let text = try String(contentsOf: file, encoding: .utf8)
        .replacing("\\\n", with: " ")
      for line in text.split(separator: "\n") where line.contains("pip install") {
        #expect(
          line.contains(" -c notebooks/constraints.txt ") || line.contains(" -r notebooks/"),
          "\(file.lastPathComponent): \(line)")
      }
    }
  }
}
