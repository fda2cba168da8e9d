import AlgebraTestSupport
import Foundation
import Testing

@Suite struct VerifyCommandTests {
  @Test("status 0 for a proof, 1 for a refutation")
  func proven() throws {
    let holds = try CommandLineTool.run("verify --widths 3,2,1 --degree 2 --json")
    #expect(holds.status == 0 && holds.errors.isEmpty)
    #expect(try holds.json()["holds"] as? Bool == true)
    let fails = try CommandLineTool.run("verify --widths 2,2,1 --degree 2 --json")
    #expect(fails.status == 1 && fails.errors.isEmpty)
    #expect(try fails.json()["holds"] as? Bool == false)
  }

  @Test("the generic rank is told although a limit left the components out")
  func genericRankAfterALimit() throws {
    let network = #"{"widths": [4, 6, 6, 1], "activation": {"hermite": 4}}"#
    for command in ["locus", "verify", "strata"] {
      let outcome = try CommandLineTool.run([command, "-", "--json"], input: network)
      #expect(outcome.status == 3, "\(command)")
      #expect(try outcome.json()["genericRank"] as? Int == 66, "\(command)")
    }
    let text = try CommandLineTool.run(["locus", "-"], input: network).output
    #expect(text.contains("no component known") && text.contains("not decided"))
  }

  @Test("strata that are not searched have no diagram, and the text says so once")
  func strataOfNetworksWithBiases() throws {
    let network = #"{"widths": [1, 2, 1], "activation": {"monomial": 2}, "bias": true}"#
    let text = try CommandLineTool.run(["strata", "-"], input: network)
    #expect(text.status == 3 && text.output.contains("The rank strata are not known: could not"))
    #expect(!text.output.contains("completeness") && !text.output.contains("nothing was searched"))
    for drawing in ["svg", "dot"] {
      let outcome = try CommandLineTool.run(["strata", "-", "--export", drawing], input: network)
      #expect(outcome.status == 3 && outcome.output.isEmpty)
      #expect(outcome.errors.contains("could not decide the rank strata"))
    }
  }

  @Test("an ideal's dimension comes with its evidence, in text and JSON")
  func idealDimension() throws {
    let arguments = ["ideal", "-", "--dimension"]
    let text = try CommandLineTool.run(arguments, input: "x*z, y*z").output
    #expect(text.contains("dimension") && text.contains("evidence") && text.contains("proven"))
    let json = try CommandLineTool.run(arguments + ["--json"], input: "x*z, y*z").json()
    #expect(json["dimension"] as? Int == 2 && json["degree"] as? Int == 1)
    for key in ["evidence", "dimensionEvidence"] {
      #expect((json[key] as? [String: Any])?["kind"] as? String == "proven")
    }
  }
}
