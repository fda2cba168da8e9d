import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// `analyze` with the checkpoints of a training run.
@Suite struct TrainingRunCommandTests {
  /// A folder with a spec, data and checkpoints in which neuron 2 comes ever nearer to twice neuron 1.
  private func run(_ steps: [Int]) throws -> ScratchFolder {
    let scratch = try ScratchFolder()
    _ = try scratch.file("net.yaml", "widths: [2, 3, 1]\nactivation: {monomial: 3}\n")
    _ = try scratch.file("data.csv", "1,0,1\n0,1,2\n1,1,0\n-1,2,1\n")
    try FileManager.default.createDirectory(
      atPath: scratch.path("run"), withIntermediateDirectories: true)
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    for step in steps {
      let change = 1 / Double(1 + step * step)
      let network = FloatingNetwork(
        architecture, weights: [1, 0.5, 2, 1 + change, 0.25, -1, 1, 0.5, 1])
      try Data(network.file(.safetensors).bytes)
        .write(to: scratch.url.appending(path: "run/step-\(step).safetensors"))
    }
    return scratch
  }

  @Test func aPatternIsARunInNaturalOrder() throws {
    let scratch = try run([0, 2, 10, 100])
    let picture = scratch.path("run.svg")
    let arguments = [
      "analyze", scratch.path("net.yaml"), "--weights", scratch.path("run/*.safetensors"), "--data",
      scratch.path("data.csv"), "--tolerance", "0.01",
    ]
    let outcome = try CommandLineTool.run(arguments + ["--json", "--picture", picture])
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let json = try outcome.json()
    let checkpoints = try #require(json["checkpoints"] as? [[String: Any]])
    #expect(checkpoints.compactMap { $0["step"] as? Int } == [0, 2, 10, 100])
    #expect(json["checkpointCount"] as? Int == 4 && json["failed"] as? Int == 0)
    let states = checkpoints.compactMap { ($0["layers"] as? [[String: Any]])?.first }
    #expect(states.compactMap { $0["redundant"] as? Int } == [0, 0, 2, 2])
    #expect(states.compactMap { $0["active"] as? Int } == [3, 3, 1, 1])
    let distances = checkpoints.compactMap {
      ($0["nearest"] as? [String: Any])?["distance"] as? Double
    }
    #expect(distances == distances.sorted(by: >) && distances.count == 4)
    #expect(checkpoints.allSatisfy { $0["dataLoss"] as? Double ?? 0 > 0 })
    #expect(checkpoints.first?["rank"] as? Int == 4)
    let drawing = try String(contentsOfFile: picture, encoding: .utf8)
    #expect(XMLParser(data: Data(drawing.utf8)).parse() && drawing.contains("redundant"))
    let text = try CommandLineTool.run(arguments)
    #expect(
      text.output.contains("step-100.safetensors") && text.output.contains("redundant(1;1,2)"))
    let page = try CommandLineTool.run(arguments + ["--format", "html"])
    #expect(page.output.contains("<svg") && page.output.contains("step-100.safetensors"))
    // A folder, and several files as a shell expands a pattern.
    let folder = try CommandLineTool.run([
      "analyze", scratch.path("net.yaml"), "--weights", scratch.path("run"), "--data",
      scratch.path("data.csv"), "--tolerance", "0.01", "--json",
    ])
    #expect(folder.output == outcome.output)
    let files = [0, 10, 100, 2].map { scratch.path("run/step-\($0).safetensors") }
    let listed = try CommandLineTool.run(
      [
        "analyze", scratch.path("net.yaml"), "--data", scratch.path("data.csv"), "--tolerance",
        "0.01", "--json",
      ]
        + ["--weights"] + files)
    #expect(listed.output == outcome.output, "\(listed.errors)")
  }

  @Test func anUnreadableCheckpointIsARow() throws {
    let scratch = try run([1, 2])
    _ = try scratch.file("run/step-3.safetensors", "nothing")
    let outcome = try CommandLineTool.run([
      "analyze", scratch.path("net.yaml"), "--weights", scratch.path("run"), "--json",
    ])
    #expect(outcome.status == 2 && outcome.errorLines.count == 1)
    #expect(outcome.errors.contains("1 of 3 checkpoints could not be read"), "\(outcome.errors)")
    let checkpoints = try #require(try outcome.json()["checkpoints"] as? [[String: Any]])
    #expect(checkpoints.count == 3 && checkpoints[2]["error"] is String)
  }

  @Test func aRunGoesOnWhereItWas() throws {
    let scratch = try run([1, 2])
    let journal = scratch.path("run.jsonl")
    let arguments = [
      "analyze", scratch.path("net.yaml"), "--weights", scratch.path("run"), "--json", "--resume",
      journal,
    ]
    let first = try CommandLineTool.run(arguments)
    #expect(first.status == 0, "\(first.errors)")
    func lines() throws -> [String] {
      try String(contentsOfFile: journal, encoding: .utf8).split(separator: "\n").map(String.init)
    }
    let written = try lines()
    #expect(written.count == 3 && written[0].contains("\"network\""))
    #expect(try CommandLineTool.run(arguments).output == first.output)
    #expect(try lines() == written)
    // A further checkpoint, and one that has changed, are looked at.
    let more = try run([1, 2, 3])
    for step in [2, 3] {
      let target = scratch.url.appending(path: "run/step-\(step).safetensors")
      try? FileManager.default.removeItem(at: target)
      try FileManager.default.copyItem(
        at: more.url.appending(path: "run/step-\(step == 2 ? 1 : 3).safetensors"), to: target)
    }
    let second = try CommandLineTool.run(arguments)
    #expect(try lines().count == 5)
    let fresh = try CommandLineTool.run(Array(arguments.dropLast(2)))
    #expect(second.output == fresh.output && second.output != first.output)
    // Other options are another analysis.
    let other = try CommandLineTool.run(arguments + ["--tolerance", "0.5"])
    #expect(other.status == 2 && other.errors.contains("--resume"), "\(other.errors)")
  }

  @Test func mistakesAreOneLine() throws {
    let scratch = try run([1])
    let spec = scratch.path("net.yaml")
    let folder = scratch.path("run")
    for (options, part) in [
      (["--weights", scratch.path("run/*.npz")], "found none"),
      (["--weights", folder, "--kernel"], "do not go with a training run"),
      (["--weights", folder + "/step-1.safetensors", "--estimate"], "are for training runs"),
      (["extra.npz"], "unexpected argument 'extra.npz'"),
      (
        ["--weights", folder + "/step-1.safetensors", scratch.path("data.csv")],
        "expected files that end in"
      ),
    ] {
      let outcome = try CommandLineTool.run(["analyze", spec] + options)
      #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errorLines.count == 1)
      #expect(outcome.errors.contains(part), "\(outcome.errors)")
    }
  }

  @Test func aLimitPrintsWhatWasDone() throws {
    let scratch = try run(Array(1...6))
    let outcome = try CommandLineTool.run([
      "analyze", scratch.path("net.yaml"), "--weights", scratch.path("run"), "--json",
      "--work-limit", "4", "--threads", "1",
    ])
    #expect(outcome.status == 3, "\(outcome.errors)")
    let json = try outcome.json()
    #expect(json["stopped"] is String && json["checkpointCount"] as? Int == 6)
    #expect((json["checkpoints"] as? [Any])?.count ?? 6 < 6)
  }
}
