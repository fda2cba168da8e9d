import AlgebraTestSupport
import Foundation
import Testing

/// Commands on a finite list of inputs.
@Suite struct DataCommandTests {
  private let addition = "examples/modular-addition.yaml"

  @Test(
    "addition modulo 3: rank 27 on the data, an exact fit, learning coefficient 27/2, all proven")
  func modularAddition() throws {
    let dimension = try CommandLineTool.run("dimension \(addition) --json").json()
    #expect(dimension["dimension"] as? Int == 27 && dimension["dataPoints"] as? Int == 9)
    #expect(dimension["ambientDimension"] as? Int == 27 && dimension["filling"] as? Bool == true)
    #expect((dimension["evidence"] as? [String: Any])?["kind"] as? String == "proven")
    let analysis = try CommandLineTool.run("analyze \(addition) --json").json()
    #expect(analysis["rank"] as? Int == 27 && analysis["genericRank"] as? Int == 27)
    #expect(analysis["interpolates"] as? Bool == true && analysis["critical"] as? Bool == false)
    let coefficient = try CommandLineTool.run("learning-coefficient \(addition) --json").json()
    #expect(coefficient["lambda"] as? String == "27/2" && coefficient["multiplicity"] as? Int == 1)
    #expect((coefficient["evidence"] as? [String: Any])?["kind"] as? String == "proven")
    let categorical = try CommandLineTool.run(
      "learning-coefficient \(addition) --loss categorical --json"
    ).json()
    #expect(categorical["lambda"] as? Int == 9 && categorical["loss"] as? String == "categorical")
    let report = try CommandLineTool.run("\(addition) --json").json()
    #expect((report["dimension"] as? [String: Any])?["dimension"] as? Int == 27)
    #expect((report["learningCoefficient"] as? [String: Any])?["lambda"] as? String == "27/2")
  }

  @Test("addition modulo 3 with four neurons: an exact rational fit of rank 26")
  func fourNeurons() throws {
    let json = try CommandLineTool.run("analyze examples/modular-addition-4.yaml --json").json()
    #expect(json["interpolates"] as? Bool == true && json["rank"] as? Int == 26)
    #expect(json["genericRank"] as? Int == 27 && json["kernelDimension"] as? Int == 10)
    #expect((json["evidence"] as? [String: Any])?["kind"] as? String == "proven")
  }

  @Test("the symbolic Jacobian on data, and where it drops rank")
  func smallData() throws {
    let scratch = try ScratchFolder()
    let table = try scratch.file("data.csv", "1\n2\n")
    let network = "--widths 1,1,1 --degree 2 --data \(table)"
    let jacobian = try CommandLineTool.run("jacobian \(network) --json").json()
    #expect(jacobian["rows"] as? [[Int]] == [[1, 1], [1, 2]])
    #expect(jacobian["map"] as? [String] == ["w1_1_1^2*w2_1_1", "4*w1_1_1^2*w2_1_1"])
    #expect(
      jacobian["entries"] as? [[String]] == [
        ["2*w1_1_1*w2_1_1", "w1_1_1^2"], ["8*w1_1_1*w2_1_1", "4*w1_1_1^2"],
      ])
    let script = try CommandLineTool.run("jacobian \(network) --export singular").output
    #expect(script.contains("w1_1_1"))
    let locus = try CommandLineTool.run("locus \(network) --json").json()
    let components = try #require(locus["components"] as? [[String: Any]])
    #expect(locus["genericRank"] as? Int == 1 && components.count == 1)
    #expect(components[0]["generators"] as? [String] == ["w1_1_1"])
    #expect((locus["completeness"] as? [String: Any])?["proven"] as? Bool == true)
    // v w² at the origin, with a proof that can be saved, and an estimate.
    let spec = "{widths: [1,1,1], activation: {monomial: 2}, weights: [[[0]], [[0]]]}"
    let coefficient = try CommandLineTool.run(
      "learning-coefficient - --data \(table) --json", input: spec
    ).json()
    #expect(coefficient["lambda"] as? String == "1/4" && coefficient["multiplicity"] as? Int == 1)
    let proof = scratch.path("proof.json")
    let estimated = try CommandLineTool.run(
      "learning-coefficient - --data \(table) --estimate --draws 400 --certificate \(proof) --json",
      input: spec
    ).json()
    let estimate = try #require(estimated["estimate"] as? [String: Any])
    let value = try #require(estimate["lambda"] as? Double)
    #expect(abs(value - 0.25) < 0.05)
    let checked = try CommandLineTool.run("verify --certificate \(proof) --json")
    #expect(checked.status == 0, "\(checked.errors)")
  }

  @Test("descent on the data of a spec or of a table")
  func descent() throws {
    let scratch = try ScratchFolder()
    let table = try scratch.file("data.csv", "x,y\n1,1\n2,4\n")
    let fromTable = try CommandLineTool.run(
      "descend --widths 1,1,1 --degree 2 --data \(table) --runs 2 --json")
    #expect(fromTable.status == 0, "\(fromTable.errors)")
    let spec =
      "{widths: [1,1,1], activation: {monomial: 2}, data: {inputs: [[1], [2]], targets: [[1], [4]]}}"
    let fromSpec = try CommandLineTool.run("descend - --runs 2 --json", input: spec)
    #expect(fromSpec.status == 0, "\(fromSpec.errors)")
    let runs = try #require(fromSpec.json()["runs"] as? [[String: Any]])
    #expect(runs.count == 2)
    #expect(
      try runs.map { $0["finalLoss"] as? Double }
        == (fromTable.json()["runs"] as? [[String: Any]])?.map { $0["finalLoss"] as? Double })
  }

  @Test(
    "what does not go together is said",
    arguments: [
      ("strata examples/modular-addition.yaml", "this command is about all inputs"),
      ("dimension --widths 1,1 --loss squared", "--loss and --exact-data need data"),
      (
        "dimension --widths 2,1 --data DATA",
        "expected rows of 2 numbers for the inputs, or 3 with targets, found 1"
      ),
      ("dimension --widths 1,1 --data DATA --loss categorical", "needs at least 2 outputs"),
      ("dimension --widths 1,1 --data nowhere.csv", "found no such file"),
      ("descend --widths 1,1 --data DATA", "expected targets beside the inputs, found none"),
      ("learning-coefficient examples/modular-addition.yaml --fiber", "about all inputs"),
    ])
  func misuse(command: String, message: String) throws {
    let scratch = try ScratchFolder()
    let table = try scratch.file("data.csv", "1\n2\n")
    let outcome = try CommandLineTool.run(command.replacing("DATA", with: table))
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test("floating-point inputs are exact only where that is said")
  func floatingData() throws {
    let scratch = try ScratchFolder()
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 1), }\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
    bytes += Array(header.utf8)
    for value in [0.5, 3.0] {
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
    }
    let path = scratch.path("x.npy")
    try Data(bytes).write(to: URL(filePath: path))
    let network = "dimension --widths 1,1,1 --degree 2 --data \(path)"
    let weights = "{widths: [1,1,1], activation: {monomial: 2}, weights: [[[1]], [[2]]]}"
    let exact = try CommandLineTool.run("analyze - --exact --data \(path)", input: weights)
    #expect(exact.status == 2 && exact.output.isEmpty)
    #expect(exact.errors.contains("--data: \(path): expected exact numbers"), "\(exact.errors)")
    let report = try CommandLineTool.run("report - --data \(path) --json", input: weights).json()
    #expect(report["rank"] as? Int == 1 && report["rankAtMost"] as? Int == 1)
    #expect((report["evidence"] as? [String: Any])?["kind"] as? String == "numerical")
    let refused = try CommandLineTool.run(network)
    #expect(refused.status == 2 && refused.errors.contains("--exact-data"))
    #expect(
      try CommandLineTool.run(network + " --exact-data --json").json()["dimension"] as? Int == 1)
  }
}
