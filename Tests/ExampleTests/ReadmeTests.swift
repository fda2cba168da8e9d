import AlgebraTestSupport
import Foundation
import Testing

/// Every snippet of the README does what it says: `console` blocks are run and their output compared,
/// `swift` blocks run as scripts; a `text` block right after one of them is its output.
@Suite struct ReadmeTests {
  struct Block: CustomTestStringConvertible {
    var line: Int
    var language: String
    var body: String
    var testDescription: String { "\(language) in line \(line)" }
  }

  static let blocks: [Block] = {
    let file = CommandLineTool.root.appending(path: "README.md")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    var blocks: [Block] = []
    var current: Block?
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard line.hasPrefix("```") else {
        current?.body += line + "\n"
        continue
      }
      if let block = current {
        blocks.append(block)
        current = nil
      } else {
        current = Block(line: number + 1, language: String(line.dropFirst(3)), body: "")
      }
    }
    return blocks
  }()

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
    let languages = Self.blocks.map(\.language)
    #expect(languages.contains("console") && languages.contains("swift"))
  }

  @Test(arguments: blocks.filter { $0.language == "console" })
  func consoleBlockPrintsWhatItShows(block: Block) throws {
    let commands = Self.commands(block.body)
    #expect(!commands.isEmpty, "a console block needs a line that begins with '$ '")
    for command in commands where !command.text.hasPrefix("make ") && !command.output.isEmpty {
      let outcome = try CommandLineTool.shell(command.text)
      #expect(outcome.output + outcome.errors == command.output, "README.md: \(command.text)")
    }
  }

  @Test(arguments: blocks.indices.filter { blocks[$0].language == "swift" })
  func swiftBlockPrintsWhatItShows(index: Int) throws {
    let block = Self.blocks[index]
    let scratch = try ScratchFolder()
    let outcome = try CommandLineTool.shell(
      "examples/run \(try scratch.file("snippet.swift", block.body))")
    #expect(outcome.status == 0, "README.md:\(block.line): \(outcome.errors)")
    let following = Self.blocks.dropFirst(index + 1).first
    if let following, following.language == "text" {
      #expect(outcome.output == following.body, "README.md:\(block.line)")
    }
  }
}
