import AlgebraTestSupport
import Foundation
import Testing

/// The table of modules in `Documentation/internals.md` says what `Package.swift` says.
@Suite struct ModuleTableTests {
  struct Module: Equatable {
    var name: String
    var dependencies: [String]
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOf: CommandLineTool.root.appending(path: path), encoding: .utf8)
  }

  @Test func modulesAndTheirImportsAreThoseOfThePackage() throws {
    let manifest = try text("Package.swift")
    let rows = try #require(
      manifest.components(separatedBy: "let libraryRows: [Row] = [").last?
        .components(separatedBy: "\n]").first)
    var declared: [Module] = []
    for row in rows.components(separatedBy: "Row(").dropFirst() {
      // A product is named before its package.
      let names = row.matches(of: /(package: )?"([A-Za-z]+)"/).filter { $0.output.1 == nil }
        .map { String($0.output.2) }
      declared.append(Module(name: names[0], dependencies: Array(names.dropFirst())))
    }
    #expect(declared.count >= 9 && declared.last?.name == "SingularLearning")

    var listed: [Module] = []
    for line in try text("Documentation/internals.md").split(separator: "\n")
    where line.hasPrefix("| `") {
      let names = line.matches(of: /`([A-Za-z]+)`/).map { String($0.output.1) }
      listed.append(Module(name: names[0], dependencies: Array(names.dropFirst())))
    }
    #expect(listed == declared.dropLast())
  }
}
