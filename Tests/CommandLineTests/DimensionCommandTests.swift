import AlgebraTestSupport
import Foundation
import Testing

@Suite struct DimensionCommandTests {
  private static let keys = [
    "schema", "widths", "degrees", "parameters", "ambientDimension", "expectedDimension",
    "dimension", "defect", "filling", "fiberDimension", "evidence",
  ]

  @Test func jsonHasTheFixedKeys() throws {
    let outcome = try CommandLineTool.run("dimension --widths 3,5,1 --degree 4 --json --seed 7")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let json = try outcome.json()
    #expect(Self.keys.allSatisfy { json[$0] != nil })
    #expect(json["schema"] as? Int == 1)
    #expect(json["seed"] as? Int == 7)
    #expect(json["widths"] as? [Int] == [3, 5, 1])
    #expect(json["degrees"] as? [Int] == [4])
    #expect(json["parameters"] as? Int == 20)
    #expect(json["ambientDimension"] as? Int == 15)
    #expect(json["expectedDimension"] as? Int == 15)
    #expect(json["dimension"] as? Int == 14)
    #expect(json["defect"] as? Int == 1)
    #expect(json["filling"] as? Bool == false)
    #expect(json["fiberDimension"] as? Int == 6)
    let evidence = try #require(json["evidence"] as? [String: Any])
    #expect(evidence["kind"] as? String == "proven")
    #expect(evidence["detail"] is String)
  }

  /// The short form says what a spec says.
  @Test(arguments: [
    ("--activation polynomial:0,1,0,1/2 --bias", "{polynomial: [\"0\", 1, 0, \"1/2\"]}", true),
    ("--activation hermite:3", "{hermite: 3}", false),
    ("--activation monomial:3,2", "{monomial: [3, 2]}", false),
    (
      "--activation hermite:2 --activation monomial:3 --bias", "[{hermite: 2}, {monomial: 3}]", true
    ),
    ("--degrees 3,2 --bias", "{monomial: [3, 2]}", true),
  ])
  func activationsAndBiasesInShortForm(options: String, activation: String, bias: Bool) throws {
    let spec = "widths: [2, 2, 2, 1]\nactivation: \(activation)\nbias: \(bias)\n"
    let expected = try CommandLineTool.run("dimension - --json", input: spec)
    #expect(expected.status == 0)
    let short = try CommandLineTool.run("dimension --widths 2,2,2,1 \(options) --json")
    #expect(short.output == expected.output && short.errors.isEmpty)
  }

  /// Dimensions with a proof elsewhere: binary forms, Alexander-Hirschowitz exceptions, fact 5.
  @Test(arguments: [
    ("2,3,1", "3", 4), ("2,2,1", "5", 4), ("3,3,1", "2", 6), ("3,5,1", "4", 14),
    ("4,9,1", "4", 34), ("5,7,1", "3", 34), ("2,2,2,1", "3", 6), ("1,4,3", "2", 3), ("3,4", "", 12),
  ])
  func dimensionsAgreeWithTheory(widths: String, degree: String, dimension: Int) throws {
    let degree = degree.isEmpty ? [] : ["--degree", degree]
    let json = try CommandLineTool.run(["dimension", "--widths", widths, "--json"] + degree).json()
    #expect(json["dimension"] as? Int == dimension)
  }

  @Test func hugeNumbersAreStrings() throws {
    let outcome = try CommandLineTool.run("dimension --widths 40,2,1 --degree 60 --json")
    let ambient = try outcome.json()["ambientDimension"]
    #expect(ambient as? String == "5498493658321124600506947888")
  }

  @Test func theSameSeedGivesTheSameBytes() throws {
    let arguments = "dimension --widths 4,6,5 --degree 2 --json --seed 3"
    #expect(try CommandLineTool.run(arguments).output == CommandLineTool.run(arguments).output)
  }

  @Test func textNamesEverything() throws {
    let outcome = try CommandLineTool.run("dimension --widths 2,2,2,1 --degrees 3,2")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    for fragment in ["(2,2,2,1)", "t^3; t^2", "expected dimension", "fiber dimension", "evidence"] {
      #expect(outcome.output.contains(fragment))
    }
  }

  @Test func outputGoesToTheFile() throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("result.json")
    let outcome = try CommandLineTool.run([
      "dimension", "--widths", "2,3,1", "--degree", "3", "--json", "--output", path,
    ])
    #expect(outcome.status == 0 && outcome.output.isEmpty)
    let printed = try CommandLineTool.run("dimension --widths 2,3,1 --degree 3 --json").output
    #expect(try String(contentsOfFile: path, encoding: .utf8) == printed)
  }
}
