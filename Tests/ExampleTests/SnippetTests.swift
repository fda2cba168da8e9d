import AlgebraTestSupport
import Foundation
import Testing

/// Every snippet of the README and of the documentation does what it says.
///
/// `console` blocks are run and their output compared, `swift` blocks run as scripts; a `text` block right
/// after one of them is its output. `scripts/record-examples.sh` records the outputs anew.
@Suite struct SnippetTests {
  struct Block: CustomTestStringConvertible {
    var file: String
    var line: Int
    var language: String
    var body: String
    /// The body of the `text` block that follows at once.
    var output: String?

    var place: String { "\(file):\(line)" }
    var testDescription: String { place }
  }

  /// The pages with snippets, as paths in the package.
  static let pages: [String] = {
    let folders = ["Documentation", "Sources/SingularLearning/SingularLearning.docc"]
    let articles = folders.flatMap { folder in
      let path = CommandLineTool.root.appending(path: folder).path
      return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [])
        .filter { $0.hasSuffix(".md") }.sorted().map { "\(folder)/\($0)" }
    }
    return ["README.md", "CONTRIBUTING.md"] + articles
  }()

  static let blocks = pages.flatMap(blocks(of:))

  private static func blocks(of page: String) -> [Block] {
    let file = CommandLineTool.root.appending(path: page)
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var blocks: [Block] = []
    var current: Block?
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard line.hasPrefix("```") else {
        current?.body += line + "\n"
        continue
      }
      if let block = current {
        if block.language == "text", blocks.last?.language == "swift" {
          blocks[blocks.count - 1].output = block.body
        }
        blocks.append(block)
        current = nil
      } else {
        current = Block(
          file: page, line: index + 1, language: String(line.dropFirst(3)), body: "")
      }
    }
    return blocks
  }

  /// A command of a console block with the output printed below it.
  struct Command {
    var text: String
    var output: String
  }

  private static func commands(_ body: String) -> [Command] {
    var commands: [Command] = []
    for line in body.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
      if line.hasPrefix("$ ") {
        commands.append(Command(text: String(line.dropFirst(2)), output: ""))
      } else if !commands.isEmpty {
        commands[commands.count - 1].output += line + "\n"
      }
    }
    return commands
  }

  @Test func thereAreSnippets() {
    for page in ["README.md", "Sources/SingularLearning/SingularLearning.docc/GettingStarted.md"] {
      let languages = Self.blocks.filter { $0.file == page }.map(\.language)
      #expect(languages.contains("console") && languages.contains("swift"), "\(page)")
    }
  }

  @Test(arguments: blocks.filter { $0.language == "console" })
  func consoleBlockPrintsWhatItShows(block: Block) throws {
    let commands = Self.commands(block.body)
    #expect(!commands.isEmpty, "a console block needs a line that begins with '$ '")
    for command in commands where !command.text.hasPrefix("make ") && !command.output.isEmpty {
      let outcome = try CommandLineTool.shell(command.text)
      #expect(outcome.output + outcome.errors == command.output, "\(block.place): \(command.text)")
    }
  }

  @Test(arguments: blocks.filter { $0.language == "swift" })
  func swiftBlockPrintsWhatItShows(block: Block) throws {
    let scratch = try ScratchFolder()
    let outcome = try CommandLineTool.shell(
      "examples/run \(try scratch.file("snippet.swift", block.body))")
    #expect(outcome.status == 0, "\(block.place): \(outcome.errors)")
    if let output = block.output { #expect(outcome.output == output, "\(block.place)") }
  }
}
