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
    "dimension", "jacobian", "analyze", "reduce", "locus", "strata", "verify",
    "sample", "descend", "learning-coefficient",
  ])
  func otherCommandsRefuseIt(command: String) throws {
    let spec = "examples/deep-redundant.yaml"
    try BadCommandLine("\(command) \(spec) --format html", "--format html is for").check()
  }
}
