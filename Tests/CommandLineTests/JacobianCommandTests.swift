import AlgebraTestSupport
import SingularLearning
import Testing

@Suite struct JacobianCommandTests {
  @Test func jsonHasTheFixedKeys() throws {
    let outcome = try CommandLineTool.run("jacobian --widths 2,1,1 --degree 2 --json")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let json = try outcome.json()
    #expect(json["schema"] as? Int == 1 && json["seed"] as? Int == 1)
    #expect(json["columns"] as? [String] == ["w1_1_1", "w1_1_2", "w2_1_1"])
    let rows = try #require(json["rows"] as? [[Any]])
    #expect(rows.map { $0[0] as? Int } == [1, 1, 1])
    #expect(rows.map { $0[1] as? [Int] } == [[2, 0], [1, 1], [0, 2]])
    #expect(
      json["entries"] as? [[String]] == [
        ["2*w1_1_1*w2_1_1", "0", "w1_1_1^2"],
        ["2*w1_1_2*w2_1_1", "2*w1_1_1*w2_1_1", "2*w1_1_1*w1_1_2"],
        ["0", "2*w1_1_2*w2_1_1", "w1_1_2^2"],
      ])
  }

  @Test func entriesAreTheDerivativesOfTheMap() throws {
    let json = try CommandLineTool.run("jacobian --widths 2,2,2 --degree 3 --json").json()
    let names = try #require(json["columns"] as? [String])
    let ring = try PolynomialRing(coefficients: RationalField(), variables: names)
    let texts = try #require(json["map"] as? [String])
    let map = try texts.map { try ring.parse($0) }
    let entries = try #require(json["entries"] as? [[String]])
    let parsed = try entries.map { row in try row.map { try ring.parse($0) } }
    #expect(parsed == map.map(\.gradient))
  }

  @Test func aJacobianThatIsTooLargeSaysHowLarge() throws {
    let outcome = try CommandLineTool.run("jacobian --widths 2,3,1 --degree 3 --max-terms 5")
    #expect(outcome.status == 3 && outcome.output.isEmpty)
    #expect(
      outcome.errors
        == "slt-critical: the number of terms of the polynomial map would be 12, more than the limit "
        + "of 5\n")
    let huge = try CommandLineTool.run("jacobian --widths 20,20,20,20 --degree 9")
    #expect(huge.status == 3 && huge.errorLines.count == 1 && huge.errors.contains("10^"))
  }

  @Test(arguments: ExportSystem.allCases) func everySystemGetsAScript(system: ExportSystem) throws {
    let arguments = "jacobian examples/polynomial-bias.yaml --export \(system.rawValue)"
    let outcome = try CommandLineTool.run(arguments)
    #expect(outcome.status == 0 && outcome.errors.isEmpty && outcome.output.hasSuffix("\n"))
    #expect(outcome.output.contains("10"), "the minors have the size of the generic rank")
  }
}
