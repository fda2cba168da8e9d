import AlgebraTestSupport
import Foundation
import Testing

/// `report --format html` on the command line.
@Suite struct ReportPageTests {
  @Test func theCommandOnThePageMakesItAgain() throws {
    let scratch = try ScratchFolder()
    let spec = try scratch.file(
      "it's a \"spec\" $HOME.yaml", "name: x\nwidths: [2, 2, 1]\nactivation: {monomial: 2}\n")
    let target = scratch.path("page & more.html")
    let first = try CommandLineTool.run([
      "report", spec, "--format", "html", "--seed", "5", "-o", target,
    ])
    #expect(first.status == 0 && first.output.isEmpty && first.errors.isEmpty)
    let text = try String(contentsOfFile: target, encoding: .utf8)
    let command = try #require(
      XMLTree.parse(text).elements(ofClass: "command").first?.text)
    try FileManager.default.removeItem(atPath: target)
    #expect(try CommandLineTool.shell(command).status == 0)
    #expect(try String(contentsOfFile: target, encoding: .utf8) == text)
  }

  @Test func aBareSpecMakesAPageToo() throws {
    let page = try CommandLineTool.run("--widths 2,2,1 --degree 2 --format html")
    #expect(page.status == 0 && page.output.hasPrefix("<!DOCTYPE html>\n<html"))
  }

  @Test(arguments: [
    "dimension --widths 2,3,1 --degree 3", "jacobian --widths 2,1,1 --degree 2",
    "analyze examples/deep-redundant.yaml", "reduce examples/deep-redundant.yaml",
    "analyze examples/trained-network.yaml --weights examples/trained-network.safetensors",
    "locus --widths 2,2,2 --degree 2", "strata --widths 2,2,1 --degree 3",
    "verify --widths 2,2,1 --degree 3", "threshold --widths 2,2,1",
    "sample --widths 2,2,1 --degree 2 --points 5",
    "descend --widths 2,2,1 --degree 2 --teacher-widths 2,1,1 --runs 2",
    "label-noise --widths 2,2,1 --degree 3 --samples 2",
    "landscape --widths 2,2,1 --degree 2 --cells 6",
    "learning-coefficient examples/deep-redundant.yaml",
  ])
  func everyCommandHasPages(command: String) throws {
    let outcome = try CommandLineTool.run(command + " --format html --quiet")
    #expect(outcome.status == 0 || outcome.status == 1, "\(outcome.errors)")
    let page = try XMLTree.parse(outcome.output)
    #expect(page.elements("h1").count == 1 && page.element(identified: "provenance") != nil)
    let identifiers = page.all.compactMap { $0.attributes["id"] }
    #expect(Set(identifiers).count == identifiers.count)
    // All that the text says of fields and tables.
    let shown = page.all.map(\.text).joined(separator: " ")
    let text = try CommandLineTool.run(command + " --quiet").output
    for word in Set(text.split { !$0.isLetter }) where word.count > 3 {
      #expect(shown.contains(word), "\(word)")
    }
  }

  @Test func batchesHaveNone() throws {
    try BadCommandLine("dimension --batch list --format html", "prints JSON lines").check()
  }
}
