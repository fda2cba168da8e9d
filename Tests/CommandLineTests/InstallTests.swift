import AlgebraTestSupport
import Foundation
import Testing

/// The tool installed into a folder, with its manual page and its shell completions.
@Suite struct InstallTests {
  private static let installed = [
    "bin/slt-critical", "share/man/man1/slt-critical.1",
    "share/bash-completion/completions/slt-critical", "share/zsh/site-functions/_slt-critical",
    "share/fish/vendor_completions.d/slt-critical.fish",
  ]

  private static func has(_ program: String) -> Bool {
    (try? CommandLineTool.shell("command -v \(program)").status) == 0
  }

  private func manual() throws -> String {
    let page = try CommandLineTool.shell(
      "slt-critical --experimental-dump-help | examples/run scripts/generate-manual.swift")
    #expect(page.status == 0, "\(page.errors)")
    return page.output
  }

  /// The long options in text where they follow `marker`.
  private func options(in text: Substring, after marker: String) -> Set<String> {
    Set(
      text.components(separatedBy: marker).dropFirst().map { part in
        String(part.replacing("\\-", with: "-").prefix { $0.isLetter || $0 == "-" })
      })
  }

  @Test func installPutsEveryFileInPlaceAndRemoveTakesItAway() throws {
    let scratch = try ScratchFolder()
    let outcome = try CommandLineTool.shell("scripts/install.sh '\(scratch.path("prefix"))'")
    #expect(outcome.status == 0, "\(outcome.errors)")
    for file in Self.installed {
      let size = try FileManager.default.attributesOfItem(atPath: scratch.path("prefix/\(file)"))
      #expect((size[.size] as? Int ?? 0) > 1000, "\(file)")
    }
    let version = try CommandLineTool.shell(
      "'\(scratch.path("prefix/bin/slt-critical"))' --version")
    #expect(version.output.hasPrefix("slt-critical "))
    _ = try CommandLineTool.shell("scripts/install.sh --remove '\(scratch.path("prefix"))'")
    for file in Self.installed {
      #expect(!FileManager.default.fileExists(atPath: scratch.path("prefix/\(file)")), "\(file)")
    }
  }

  /// An option is described with its command, or once for all commands, except where the page says that
  /// it is not accepted.
  @Test func manualDescribesWhatHelpDescribes() throws {
    let page = try manual()
    let (commands, rest) = try #require(
      page.split(separator: ".Sh COMMANDS\n").last?.split(separator: ".Sh OPTIONS\n")
        .splitInTwo())
    let shared = options(in: rest, after: "Fl \"\\-")
    #expect(shared.isSuperset(of: ["seed", "json", "time-limit", "help"]))
    for section in commands.components(separatedBy: ".Ss \"").dropFirst() {
      let name = String(section.prefix { $0 != "\"" }.replacing("\\-", with: "-"))
      let refused = section.components(separatedBy: "Not accepted here:").dropFirst().first
        .map { $0.prefix { $0 != "." } }
      let accepted = options(in: section[...], after: "Fl \"\\-").union(shared)
        .subtracting(options(in: refused ?? "", after: "\\-\\-"))
      let help = try CommandLineTool.run(["help", name]).output
      #expect(help.contains("USAGE: slt-critical"), "\(name)")
      let lines = help.split(separator: "\n").filter { $0.hasPrefix("  -") }
      let expected = lines.reduce(into: Set<String>()) {
        $0.formUnion(options(in: $1, after: "--"))
      }
      #expect(accepted == expected, "\(name)")
    }
    let listed = try CommandLineTool.run("--help").output.components(separatedBy: "SUBCOMMANDS:")
    for line in listed[1].split(separator: "\n") where line.prefix(3).last?.isLetter == true {
      let command = line.split(separator: " ")[0]
      guard command != "See" else { continue }
      #expect(commands.contains(".Ss \"\(command.replacing("-", with: "\\-"))\""), "\(command)")
    }
  }

  @Test(.enabled(if: has("mandoc"))) func manualPassesMandoc() throws {
    let scratch = try ScratchFolder()
    let file = try scratch.file("slt-critical.1", try manual())
    let outcome = try CommandLineTool.shell("mandoc -T lint '\(file)'")
    #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.output)")
  }

  @Test(
    .enabled(if: has("bash")),
    arguments: [
      ("slt-critical thr", "threshold"),
      ("slt-critical locus --cert", "--certificate"),
      ("slt-critical jacobian --export mac", "macaulay2"),
      ("slt-critical analyze examples/deep-r", "examples/deep-redundant.yaml"),
      ("slt-critical descend --method mo", "momentum"),
    ])
  func bashCompletes(line: String, completion: String) throws {
    let script = """
      source <(slt-critical --generate-completion-script bash)
      COMP_LINE=$1
      COMP_POINT=${#COMP_LINE}
      read -r -a COMP_WORDS <<< "$COMP_LINE"
      COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
      _slt-critical slt-critical "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let scratch = try ScratchFolder()
    let outcome = try CommandLineTool.shell(
      "bash '\(try scratch.file("complete.bash", script))' '\(line)'")
    #expect(outcome.output == completion + "\n", "\(line): \(outcome.errors)")
  }

  @Test(arguments: ["bash", "zsh", "fish"].filter(has))
  func completionScriptHasNoSyntaxErrors(shell: String) throws {
    let outcome = try CommandLineTool.shell(
      "slt-critical --generate-completion-script \(shell) | \(shell) -n")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
  }
}

extension Array {
  /// The two elements of a list of two.
  fileprivate func splitInTwo() -> (Element, Element)? {
    count == 2 ? (self[0], self[1]) : nil
  }
}
