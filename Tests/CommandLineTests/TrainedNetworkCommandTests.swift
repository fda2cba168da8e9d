import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

@Suite struct TrainedNetworkCommandTests {
  let folder = "Tests/ReferenceData/trained"

  @Test func analyzeHasTheFixedKeys() throws {
    let command = "analyze --weights \(folder)/plateau.safetensors \(folder)/plateau.yaml"
    let outcome = try CommandLineTool.run(command + " --json --seed 3")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let json = try outcome.json()
    #expect(json["schema"] as? Int == 1 && json["seed"] as? Int == 3)
    #expect(json["rank"] as? Int == 2 && json["genericRank"] as? Int == 4)
    #expect(json["critical"] as? Bool == true && json["subnetwork"] as? Bool == true)
    #expect(json["kernelDimension"] as? Int == 13)
    #expect(json["functionPreserved"] as? Bool == false)
    #expect((json["evidence"] as? [String: Any])?["kind"] as? String == "numerical")
    let neurons = try #require(json["neurons"] as? [[String: Any]])
    #expect(neurons.count == 5 && neurons.allSatisfy { $0["state"] as? String == "redundant" })
    #expect(neurons[0]["with"] as? [Int] == [2, 3, 4, 5])
    #expect((neurons[0]["factors"] as? [Double])?.count == 4)
    let reduced = try #require(json["reduced"] as? [String: Any])
    #expect(reduced["widths"] as? [Int] == [2, 1, 1])
    #expect((reduced["weights"] as? [[[Double]]])?.map(\.count) == [1, 1])
    let bound = try #require(json["errorBound"] as? [String: Any])
    #expect((bound["value"] as? Double ?? 1) < 1e-5 && bound["radius"] as? Double == 1)
    #expect((bound["evidence"] as? [String: Any])?["kind"] as? String == "proven")
    #expect((json["tolerance"] as? [String: Any])?["reason"] as? String == "gap")
    #expect((json["singularValues"] as? [Double])?.count ?? 0 >= 4)
    #expect((json["distances"] as? [[String: Any]])?.count == 10)
    let sweep = try #require(json["toleranceSweep"] as? [[String: Any]])
    #expect(sweep.count == 12 && sweep.allSatisfy { $0["rank"] as? Int == 2 })
    #expect(sweep.allSatisfy { $0["subnetworkRank"] as? Int == 2 })
    let cuts = try #require(json["rankCuts"] as? [Double])
    #expect(cuts.count == 2 && cuts[0] < 1e-10 && cuts[1] > 1e-6)
    let stable = try #require((json["tolerance"] as? [String: Any])?["stable"] as? [Double])
    #expect(stable.count == 2 && stable[0] < 1e-10 && stable[1] > 0.1)
    let sampled = try #require(json["sampledError"] as? [String: Any])
    #expect(sampled["inputs"] as? Int == 100)
    #expect((sampled["value"] as? Double ?? 1) <= (bound["value"] as? Double ?? 0))
    let again = try CommandLineTool.run(command + " --json --seed 3")
    #expect(again.output == outcome.output)
    let text = try CommandLineTool.run(command)
    #expect(text.status == 0 && text.output.contains("reduced widths  (2,1,1)"))
  }

  @Test("the short form and all formats give the same")
  func formats() throws {
    let outputs = try ["npy", "npz", "safetensors"].map { ending in
      try CommandLineTool.run(
        "analyze --widths 2,4,3,1 --degree 2 --weights \(folder)/decay.\(ending) --json"
      ).output
    }
    #expect(outputs[0].count > 1000 && Set(outputs).count == 1)
  }

  @Test("the whole report includes the diagnosis of a weight file")
  func report() throws {
    let arguments = ["\(folder)/plateau.yaml", "--weights", "\(folder)/plateau.npz"]
    let text = try CommandLineTool.run(arguments)
    #expect(text.status == 0 && text.errors.isEmpty)
    #expect(text.output.contains("The given weights\n"))
    #expect(text.output.contains("numerical rank      2 of 4 at general weights"))
    let json = try CommandLineTool.run(arguments + ["--json"]).json()
    let analysis = try #require(json["analysis"] as? [String: Any])
    #expect(analysis["rank"] as? Int == 2 && analysis["critical"] as? Bool == true)
    // Exact weights in a file of their own replace those of the spec.
    let scratch = try ScratchFolder()
    let point = try scratch.file("point.json", "[[[1, 0], [0, 1], [1, 1]], [[1, 1, 0]]]")
    let exact = try CommandLineTool.run(
      ["--widths", "2,3,1", "--degree", "3", "--weights", point, "--json"]
    ).json()
    #expect((exact["analysis"] as? [String: Any])?["rank"] as? Int == 4)
  }

  /// The networks of the reference files, described in `Tests/ReferenceData/README.md`.
  private func reference(_ file: String, of spec: String = "net") throws -> Outcome {
    let folder = "Tests/ReferenceData/weightFiles"
    return try CommandLineTool.run(
      "analyze \(folder)/\(spec).yaml --json --weights \(folder)/\(file)")
  }

  @Test(
    "entries of other types beside the layers, wrapped layers, and kernels",
    arguments: [
      "num_batches.safetensors --layers fc1,fc2", "f8_extra.safetensors --layers fc1,fc2",
      "partial_compile.safetensors", "flax.safetensors",
    ])
  func onlySelectedTensorsCount(file: String) throws {
    let outcome = try reference(file)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let reduced = try #require(try outcome.json()["reduced"] as? [String: Any])
    #expect(reduced["widths"] as? [Int] == [3, 2, 2])
  }

  @Test("an entry of another type that is selected is refused, and normalization always")
  func selectedTensorsAreJudged() throws {
    let outcome = try reference("f8_extra.safetensors --layers fc1,scale")
    #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errorLines.count == 1)
    // It is neither weight nor bias by its name, and so ignored where nobody asks for it.
    let other = try reference("f8_extra.safetensors")
    #expect(
      other.status == 0 && other.errorLines.count == 1 && other.errors.contains("ignored: 'scale'"))
    let normalized = try reference("num_batches.safetensors")
    #expect(normalized.status == 2 && normalized.errors.contains("bn.running_mean"))
  }

  @Test(
    "pruned layers, kernels without a name, integers and missing biases",
    arguments: [
      ("prune.safetensors", "net"), ("sklearn.npz --orientation inputs-outputs", "net"),
      ("integers.npz", "net"), ("partial_bias.safetensors", "net_bias"),
    ])
  func storedInOtherWays(file: String, spec: String) throws {
    let outcome = try reference(file, of: spec)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try outcome.json()
    let reduced = try #require(json["reduced"] as? [String: Any])
    #expect(reduced["widths"] as? [Int] == [3, 2, 2])
    #expect(outcome.errors.contains("no biases of 'fc2'") == (spec == "net_bias"))
    // Integers are exact: nothing is numerical.
    let evidence = try #require(json["evidence"] as? [String: Any])
    #expect(evidence["kind"] as? String == (file.hasPrefix("integers") ? "proven" : "numerical"))
  }

  @Test func zeroWeightsHaveRankZero() throws {
    let json = try reference("zero.safetensors").json()
    #expect(json["rank"] as? Int == 0 && json["critical"] as? Bool == true)
    #expect(json["kernelDimension"] as? Int == 20 && json["rankCuts"] is NSNull)
    #expect(json["singularGap"] is NSNull)
  }

  @Test func mixedPrecisionCountsAsTheCoarsest() throws {
    let tolerances = try ["half", "mixed", "double"].map { file in
      let json = try reference("\(file).safetensors", of: "net361").json()
      #expect(json["precision"] as? String == (file == "double" ? "float64" : "float16"))
      return try #require((json["tolerance"] as? [String: Any])?["value"] as? Double)
    }
    // 32 units in the last place of a half precision number.
    #expect(tolerances[0] == 0x1p-5 && tolerances[1] == 0x1p-5 && tolerances[2] < 1e-6)
  }

  @Test func squareKernelsAreRemarkedUpon() throws {
    let scratch = try ScratchFolder()
    let header =
      "{\"0.kernel\":{\"dtype\":\"F32\",\"shape\":[2,2],\"data_offsets\":[0,16]},"
      + "\"1.kernel\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[16,24]}}"
    var bytes = Data((0..<8).map { UInt8(truncatingIfNeeded: header.utf8.count >> (8 * $0)) })
    bytes += Data(header.utf8)
    for value: Float in [1, 2, 0, 0, 1, 1] {
      withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes += Data($0) }
    }
    let path = scratch.path("square.safetensors")
    try bytes.write(to: URL(filePath: path))
    let command = "analyze --widths 2,2,1 --degree 2 --json --weights \(path)"
    let outcome = try CommandLineTool.run(command)
    #expect(outcome.status == 0 && outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("remark") && outcome.errors.contains("'0.kernel'"))
    // Rows (1, 0) and (2, 0), not (1, 2) and (0, 0).
    let json = try outcome.json()
    let neurons = try #require(json["neurons"] as? [[String: Any]])
    #expect(neurons.map { $0["state"] as? String } == ["redundant", "redundant"])
    #expect((json["remarks"] as? [String])?.count == 1)
    #expect(try CommandLineTool.run(command + " --quiet").errors.isEmpty)
  }

  @Test func exactTakesTheNumbersAsFractions() throws {
    let command = "analyze --widths 2,5,1 --degree 3 --weights \(folder)/plateau.npy --json"
    let json = try CommandLineTool.run(command + " --exact").json()
    #expect(json["rank"] as? Int == 4 && json["critical"] as? Bool == false)
    #expect((json["evidence"] as? [String: Any])?["kind"] as? String == "proven")
    #expect(json["subnetwork"] as? Bool == false)
  }

  @Test(
    "reduce writes the smaller weights in the format asked for",
    arguments: ["npy", "npz", "safetensors"])
  func reduce(ending: String) throws {
    let scratch = try ScratchFolder()
    let path = scratch.path("small.\(ending)")
    let command = [
      "reduce", "\(folder)/affine.yaml", "--weights", "\(folder)/affine.npz", "--radius", "2",
    ]
    let outcome = try CommandLineTool.run(command + ["--output", path, "--json"])
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let json = try outcome.json()
    let bound = try #require((json["errorBound"] as? [String: Any])?["value"] as? Double)
    #expect(bound > 0 && bound < 1e-5)
    let spec = try #require(json["reduced"] as? [String: Any])
    let data = try JSONSerialization.data(withJSONObject: spec)
    let reduced = try NetworkSpecification(text: String(decoding: data, as: UTF8.self))
    let written = try FloatingNetwork(reduced.architecture, weightsContentsOf: path)
    #expect(written.exact == reduced.network && written.type == .float32)
    #expect(reduced.architecture.widths == [3, 5, 2])
    // The summary goes to standard output when the weights go to a file.
    let plain = scratch.path("small.yaml")
    let summary = try CommandLineTool.run(command + ["--output", path, "--output-spec", plain])
    #expect(try NetworkSpecification(contentsOf: plain).architecture == reduced.architecture)
    #expect(summary.output.contains("reduced widths") && summary.output.contains("changed by"))
    // The reduced file is the input of another analysis.
    let specPath = try scratch.file("small.json", String(decoding: data, as: UTF8.self))
    let again = try CommandLineTool.run(["analyze", specPath, "--weights", path, "--json"]).json()
    #expect(again["subnetwork"] as? Bool == false)
  }

  @Test func reduceWithoutOutputPrintsASpec() throws {
    let command = "reduce \(folder)/decay.yaml --weights \(folder)/decay.npy --tolerance 0.02"
    let outcome = try CommandLineTool.run(command)
    let spec = try NetworkSpecification(text: outcome.output)
    #expect(spec.architecture.widths == [2, 2, 2, 1] && spec.name == "student with weight decay")
    #expect(outcome.output.contains("# function: changed by at most"))
    let exact = try CommandLineTool.run(
      "reduce \(folder)/decay.yaml --weights \(folder)/decay.npy --exact")
    #expect(try NetworkSpecification(text: exact.output).architecture.widths == [2, 4, 3, 1])
  }

  @Test(arguments: [
    BadCommandLine(
      "analyze examples/shallow-cubic.yaml --weights Tests/ReferenceData/trained/decay.npz",
      "expected weight tensors for 2 layers"),
    BadCommandLine(
      "analyze --widths 2,5,1 --degree 3 --weights Tests/ReferenceData/trained/decay.npy",
      "expected shape [15] or [5, 3]"),
    BadCommandLine("analyze examples/shallow-cubic.yaml --weights model.pt", "as .safetensors"),
    BadCommandLine("analyze examples/deep-redundant.yaml --tolerance 0.1", "need --weights with"),
    BadCommandLine("analyze examples/deep-redundant.yaml --tolerance 1", "--tolerance must be"),
    BadCommandLine(
      "reduce examples/deep-redundant.yaml --radius 0", "--radius must be greater than 0"),
    BadCommandLine("reduce examples/deep-redundant.yaml --exact --radius 2", "--exact takes"),
    BadCommandLine("analyze examples/deep-redundant.yaml --layers a,b,c", "--layers needs"),
    BadCommandLine("reduce examples/deep-redundant.yaml --output small.npz", "as YAML or JSON"),
    BadCommandLine(
      "reduce examples/deep-redundant.yaml --output-spec small.yaml", "--output-spec needs"),
    BadCommandLine(
      "report examples/shallow-cubic.yaml --weights Tests/ReferenceData/trained/decay.npz",
      "expected weight tensors for 2 layers"),
    BadCommandLine(
      "analyze --widths 2,5,1 --degree 3 --kernel --weights Tests/ReferenceData/trained/plateau.npz",
      "--kernel needs exact weights"),
  ])
  func oneLineAndStatusTwo(line: BadCommandLine) throws { try line.check() }

  @Test("dependent neurons of floating-point weights go, as far as the outputs may change")
  func dependentNeurons() throws {
    let folder = try ScratchFolder()
    // Cubes of forms in two variables have four dimensions.
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (18,), }\n"
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0]
    bytes += Array(header.utf8)
    let weights: [Double] = [1, 0, 0, 1, 1, 1, 1, -1, 1, 2, 2, 1, 2, 2, 3, 4, 5, 7]
    for value in weights {
      bytes += (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) }
    }
    let path = folder.path("w.npy")
    try Data(bytes).write(to: URL(filePath: path))
    let command = "reduce --widths 2,6,1 --degree 3 --weights \(path)"
    let pairs = try CommandLineTool.run("\(command) --json").json()
    #expect((pairs["operations"] as? [Any])?.isEmpty == true && pairs["outputChange"] == nil)
    let all = try CommandLineTool.run("\(command) --dependent --allowed-change 1e-9 --json").json()
    #expect(
      (all["operations"] as? [[String: Any]])?.map { $0["type"] as? String } == [
        "dependent", "dependent",
      ])
    let change = try #require(all["outputChange"] as? [String: Any])
    #expect(try #require(change["relative"] as? Double) < 1e-9 && change["random"] as? Bool == true)
    let data = try folder.file("x.csv", "1,2\n3,-1\n")
    let few = try CommandLineTool.run("\(command) --dependent --data \(data) --allowed-change 1e-9")
    #expect(
      few.output.contains("widths: [2, 2, 1]") && few.output.contains("at 2 inputs, numerically"))
    for (arguments, fragment) in [
      ("--data \(data)", "--data goes with --dependent and floating-point weights"),
      ("--allowed-change 1e-3", "--allowed-change needs --dependent"),
      ("--dependent --allowed-change 2", "--allowed-change"),
      ("--dependent --exact --allowed-change 0.1", "is for floating-point weights"),
    ] {
      let outcome = try CommandLineTool.run("\(command) \(arguments)")
      #expect(outcome.status == 2 && outcome.errors.contains(fragment), "\(outcome.errors)")
    }
  }
}
