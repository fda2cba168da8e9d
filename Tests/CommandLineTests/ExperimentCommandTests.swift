import AlgebraTestSupport
import Foundation
import Testing

/// The numerical commands: fixed keys, reproducibility, limits.
@Suite struct ExperimentCommandTests {
  @Test func sampleAgreesWithTheExactRank() throws {
    let outcome = try CommandLineTool.run(
      "sample --widths 3,4,2 --degree 3 --points 20 --json --quiet")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let json = try outcome.json()
    #expect(json["genericRank"] as? Int == 16 && json["numericalRank"] as? Int == 16)
    #expect(json["agrees"] as? Bool == true && json["undecided"] as? Int == 0)
    let points = try #require(json["points"] as? [[String: Any]])
    #expect(points.count == 20 && points[0]["singularValues"] is [Double])
  }

  @Test func descendHasTheFixedKeysAndResumes() throws {
    let scratch = try ScratchFolder()
    let (store, trace) = (scratch.path("runs"), scratch.path("trace"))
    func run(_ count: Int, _ threads: Int) throws -> Outcome {
      try CommandLineTool.run([
        "descend", "--widths", "2,2,1", "--degree", "3", "--teacher-widths", "2,1,1", "--runs",
        "\(count)", "--steps", "500", "--json", "--threads", "\(threads)", "--resume", store,
        "--trace", trace,
      ])
    }
    let first = try run(3, 1)
    #expect(first.status == 0 && first.errors.isEmpty)
    let all = try run(5, 2)
    try FileManager.default.removeItem(atPath: store)
    #expect(try run(5, 1).output == all.output)
    let json = try all.json()
    let runs = try #require(json["runs"] as? [[String: Any]])
    #expect(runs.count == 5)
    for key in ["finalLoss", "steps", "rank", "singularGap", "subnetwork", "operations"] {
      #expect(runs.allSatisfy { $0[key] != nil })
    }
    #expect(json["fractionSubnetwork"] is Double)
    #expect((json["fractionSubnetworkInterval"] as? [Double])?.count == 2)
    let lines = try String(contentsOfFile: trace, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 5 && lines[0].contains("gradientNorm"))
    let other = try CommandLineTool.run([
      "descend", "--widths", "2,2,1", "--degree", "3", "--resume", store,
    ])
    #expect(other.status == 2 && other.errors.contains("another experiment"))
  }

  @Test func labelNoiseHasTheFixedKeys() throws {
    let arguments = "label-noise --steps 5000 --json"
    let outcome = try CommandLineTool.run(arguments)
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let json = try outcome.json()
    let steps = try #require(json["steps"] as? [Int])
    for key in ["loss", "hessianTrace", "featureRatio"] {
      #expect((json[key] as? [Double])?.count == steps.count)
    }
    #expect(try CommandLineTool.run(arguments).output == outcome.output)
    let deep = try CommandLineTool.run("label-noise --widths 2,2,2,1 --degree 3")
    #expect(deep.status == 2 && deep.errors.contains("widths d,m,1"))
  }

  @Test func learningCoefficientHasTheFixedKeys() throws {
    let scratch = try ScratchFolder()
    let spec = try scratch.file(
      "point.json",
      #"{"widths": [2, 2, 1], "activation": {"monomial": 3}, "weights": [[[1, 0], [0, 1]], [[1, 1]]]}"#
    )
    let outcome = try CommandLineTool.run([
      "learning-coefficient", spec, "--estimate", "--draws", "200", "--json",
    ])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let json = try outcome.json()
    #expect(json["lambda"] as? Int == 2 && json["multiplicity"] as? Int == 1)
    #expect(json["lower"] as? Int == 2 && json["upper"] as? Int == 2)
    let estimate = try #require(json["estimate"] as? [String: Any])
    for key in ["lambda", "standardError", "sampler", "draws", "warnings", "interval"] {
      #expect(estimate[key] != nil)
    }
  }

  @Test func learningCoefficientOverTheRealsCanExceedHalfTheRank() throws {
    let scratch = try ScratchFolder()
    let spec = try scratch.file(
      "point.json",
      #"{"widths": [1, 3, 1], "activation": {"monomial": 2}, "weights": [[[0], [0], [0]], [[1, 1, 1]]]}"#
    )
    let outcome = try CommandLineTool.run(["learning-coefficient", spec, "--json"])
    let json = try outcome.json()
    #expect(json["lambda"] as? String == "3/4" && json["multiplicity"] as? Int == 1)
    #expect(json["lowerReason"] is String && json["upperReason"] is String)
    let text = try CommandLineTool.run(["learning-coefficient", spec]).output
    #expect(text.contains("3/4 to 3/4") && text.contains("proven"))
  }

  @Test func learningCoefficientOfTrainedWeightsIsNotExact() throws {
    let trained = referenceDataURL("trained/plateau.safetensors").path
    let spec = referenceDataURL("trained/plateau.yaml").path
    let arguments = ["learning-coefficient", spec, "--weights", trained, "--json"]
    let json = try CommandLineTool.run(arguments).json()
    #expect(json["lambda"] is NSNull && json["upper"] is NSNull)
    #expect((json["evidence"] as? [String: Any])?["kind"] as? String == "numerical")
    let exact = try CommandLineTool.run(arguments + ["--exact"]).json()
    #expect((exact["evidence"] as? [String: Any])?["kind"] as? String == "proven")
  }

  @Test(arguments: ["--draws 15", "--chains 3", "--draws 2147483648", "--localization 0"])
  func learningCoefficientRefuses(option: String) throws {
    let outcome = try CommandLineTool.run(
      "learning-coefficient --widths 2,1,1 --degree 2 --estimate " + option)
    #expect(outcome.status == 2 && outcome.errors.contains(option.split(separator: " ")[0]))
  }

  @Test("a limit holds in the polishing of the end of a run on data with 320 parameters")
  func limitsHoldInPolishing() throws {
    let scratch = try ScratchFolder()
    let rows = (0..<1_000).map { s in (0..<15).map { i in (s * 31 + i * i * 17) % 23 - 11 } }
    let data = try scratch.file(
      "data.json", #"{"inputs": \#(rows), "targets": \#(rows.map { [$0[0] * $0[1]] })}"#)
    let outcome = try CommandLineTool.run([
      "descend", "--widths", "15,20,1", "--degree", "2", "--data", data, "--steps", "1", "--runs",
      "1000",
      "--scale", "0.01", "--json", "--work-limit", "20000",
    ])
    #expect(outcome.status == 3)
    #expect(try outcome.json()["stopped"] != nil)
  }

  @Test("options that would be ignored are refused")
  func optionsWithoutEffect() throws {
    let network = "descend --widths 2,2,1 --degree 3 "
    for method in ["", "--method flow "] {
      let outcome = try CommandLineTool.run(network + method + "--step-size 0.1")
      #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errorLines.count == 1)
      #expect(outcome.errors.contains("--step-size") && outcome.errors.contains("flow"))
    }
    let plain = try CommandLineTool.run(
      network + "--method plain --step-size 0.001 --runs 1 --steps 5 --quiet")
    #expect(plain.status == 0)
    let data = try CommandLineTool.run(network + "--data some.json --inputs uniform")
    #expect(data.status == 2 && data.errors.contains("--inputs"))
  }

  @Test("huge counts end with a limit or a refusal that names them")
  func hugeCounts() throws {
    let runs = try CommandLineTool.run(
      "descend --widths 2,2,1 --degree 3 --runs 2147483648 --memory-limit 1 --json")
    #expect([2, 3].contains(runs.status))
    let points = try CommandLineTool.run(
      "sample --widths 2,2,1 --degree 3 --points 2147483648 --memory-limit 1 --json")
    #expect([2, 3].contains(points.status))
    let samples = try CommandLineTool.run("label-noise --samples 2147483648 --memory-limit 1")
    #expect([2, 3].contains(samples.status) && samples.errors.contains("2147483648"))
    let sample = try CommandLineTool.run("sample --widths 99,100,1 --degree 3")
    #expect(sample.status == 3 && sample.errors.contains("10000 parameters"))
    let deep = try CommandLineTool.run(
      "descend --degree 1 --widths " + Array(repeating: "1", count: 70).joined(separator: ","))
    #expect(deep.status == 3 && deep.errors.contains("the number of layers would be 69"))
    let range = try CommandLineTool.run(
      "landscape --widths 2,2,1 --degree 3 --range=-1e308,1e308")
    #expect(range.status == 2)
  }

  @Test("sample draws normal weights and says so, and balanced ones where asked")
  func sampleNamesItsWeights() throws {
    let command = "sample --widths 3,3,1 --degree 3 --points 5 --json"
    let (plain, balanced) = (
      try CommandLineTool.run(command).json(),
      try CommandLineTool.run(command + " --balanced").json()
    )
    #expect(plain["weightDistribution"] as? String == "normal")
    #expect(balanced["weightDistribution"] as? String == "balanced")
    #expect(plain["numericalRank"] as? Int == 9 && balanced["numericalRank"] as? Int == 9)
  }

  @Test(arguments: [
    "descend --widths 3,4,1 --degree 3 --runs 100000 --work-limit 20000",
    "label-noise --steps 100000000 --warm-up 10 --work-limit 100",
    "sample --widths 6,8,6,2 --degree 3 --points 1000000 --work-limit 20000",
  ])
  func limitsEndWithWhatIsKnown(command: String) throws {
    let outcome = try CommandLineTool.run(command + " --json")
    #expect(outcome.status == 3)
    #expect((try outcome.json()["stopped"] as? String)?.contains("work limit") == true)
  }

  @Test("something is near in just the runs that are counted as near")
  func nearColumn() throws {
    for arguments in [
      "--widths 2,3,1 --degree 3 --teacher-widths 2,2,1", "--widths 2,1,1 --degree 2",
      "--widths 2,2,2,1 --degree 2",
    ] {
      let command = "descend \(arguments) --runs 8 --steps 4000"
      let text = try CommandLineTool.run(command).output
      let counted = try #require(text.firstMatch(of: /end or slow down near one +(\d+) of 8/))
      let lines = text.split(separator: "\n").drop { !$0.contains("---") }.dropFirst()
      #expect(lines.filter { $0.contains("(") }.isEmpty == (counted.output.1 == "0"))
      let runs = lines.filter { $0.contains(/^ +\d+ +\d+/) }
      #expect(runs.count == 8)
      #expect(runs.count { $0.contains("(") } == Int(counted.output.1), "\(text)")
    }
  }

  @Test("options of training that go with something else are refused by name")
  func trainingOptionsThatNeedOthers() throws {
    for (arguments, word) in [
      ("--batch-size 3", "flow"), ("--batch-order cyclic", "--batch-size"),
      ("--batch-size 3 --method plain", "data"), ("--start weights", "expected weights"),
      ("--loss categorical", "needs data"), ("--save-weights w.txt", "--save-weights"),
      ("--weight-decay=-1", "--weight-decay"), ("--start random --weights w.npz", "--start"),
    ] {
      let outcome = try CommandLineTool.run("descend --widths 2,2,2 --degree 2 " + arguments)
      #expect(outcome.status == 2 && outcome.errors.contains(word), "\(arguments)")
    }
    let data = try CommandLineTool.run("label-noise --weights w.npz")
    #expect(data.status == 2 && data.errors.contains("--data"))
  }

  @Test(
    "numbers of classes are targets of a categorical loss, and a run goes on where another ended")
  func trainingOnClasses() throws {
    let scratch = try ScratchFolder()
    let data = try scratch.file("train.csv", "x,y,class\n1,0,0\n0,1,1\n1,1,2\n2,1,0\n1,3,1\n")
    let weights = scratch.path("weights.npz")
    func run(_ arguments: [String]) throws -> [String: Any] {
      let outcome = try CommandLineTool.run(
        [
          "descend", "--widths", "2,3,3", "--degree", "2", "--data", data, "--method", "momentum",
          "--weight-decay", "0.01", "--batch-size", "2", "--json", "--quiet",
        ] + arguments)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return try outcome.json()
    }
    let first = try run(["--runs", "3", "--steps", "60", "--save-weights", weights])
    #expect(
      first["loss"] as? String == "categorical" && first["batchOrder"] as? String == "shuffled")
    let losses = try #require(first["runs"] as? [[String: Any]]).compactMap {
      $0["finalLoss"] as? Double
    }
    let next = try run(["--weights", weights, "--steps", "30"])
    let runs = try #require(next["runs"] as? [[String: Any]])
    let points = try #require(runs[0]["losses"] as? [[String: Any]])
    #expect(runs.count == 1 && points[0]["step"] as? Int == 0)
    #expect(abs((points[0]["loss"] as? Double ?? -1) - (try #require(losses.min()))) < 1e-12)
    let bad = try scratch.file("bad.csv", "1,0,0\n0,1,5\n")
    let refused = try CommandLineTool.run("descend --widths 2,3,3 --degree 2 --data \(bad)")
    #expect(refused.status == 2 && refused.errors.contains("classes from 0 to 2"))
  }

  @Test("label noise on given data starts at given weights")
  func labelNoiseOnData() throws {
    let scratch = try ScratchFolder()
    let spec = try scratch.file(
      "network.json",
      #"{"widths": [2, 2, 1], "activation": {"polynomial": [0, 1, 0, 1]}, "weights": [[[1, 0], [0, 1]], [[1, 2]]], "data": {"inputs": [[1, 0], [0, "1/2"]], "targets": [[1], ["-1/2"]]}}"#
    )
    let weights = try scratch.file("weights.json", "[[[1, 0], [0, 1]], [[1, 2]]]")
    let json = try CommandLineTool.run([
      "label-noise", spec, "--weights", weights, "--steps", "0", "--warm-up", "0", "--cool-down",
      "0",
      "--json",
    ]).json()
    #expect(json["samples"] as? Int == 2 && json["targets"] as? [Double] == [1, -0.5])
    #expect(json["features"] as? [[Double]] == [[1, 0], [0, 1]])
    #expect(json["outputWeights"] as? [Double] == [1, 2])
    // (2 - 1)^2 and (2 (1/2 + 1/8) + 1/2)^2.
    #expect((json["loss"] as? [Double])?.first == (1 + 1.75 * 1.75) / 2)
    let both = try CommandLineTool.run(["label-noise", spec, "--samples", "4"])
    #expect(both.status == 2 && both.errors.contains("--samples"))
  }
}
