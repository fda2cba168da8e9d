import AlgebraTestSupport
import Foundation
import Testing

/// `Documentation/json-keys.md` names every key that the commands print, and no others.
@Suite struct JSONKeyTests {
  /// The keys of an object: for each one the sections that its value links to.
  private typealias Section = [String: [String]]

  /// The sections of the page by their anchors.
  private static func sections() throws -> [String: Section] {
    let page = CommandLineTool.root.appending(path: "Documentation/json-keys.md")
    var sections: [String: Section] = [:]
    var current = ""
    for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") {
      if line.hasPrefix("## ") {
        current = anchor(String(line.dropFirst(3)))
        #expect(sections.updateValue([:], forKey: current) == nil, "\(current) twice")
      } else if line.hasPrefix("| `") {
        let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(cells.count == 3 && !cells[2].isEmpty, "\(line)")
        let key = cells[0].replacing("`", with: "")
        let links = cells[1].matches(of: /\]\(#([a-z-]+)\)/).map { String($0.output.1) }
        #expect(
          sections[current]?.updateValue(links, forKey: key) == nil, "\(current).\(key) twice")
      }
    }
    return sections
  }

  private static func anchor(_ heading: String) -> String {
    heading.replacing("`", with: "").replacing(" ", with: "-")
  }

  /// Walks through printed JSON along the sections of the page.
  private struct Comparison {
    let sections: [String: Section]
    var printed: Set<String> = []
    var unknown: Set<String> = []

    mutating func visit(_ object: [String: Any], _ names: [String]) {
      for (key, value) in object {
        guard let name = names.first(where: { sections[$0]?[key] != nil }) else {
          unknown.insert("\(names[0]).\(key)")
          continue
        }
        printed.insert("\(name).\(key)")
        let objects = Self.objects(in: value)
        guard let links = sections[name]?[key], !objects.isEmpty else { continue }
        // What the lines of a sweep contain is compared where it is printed.
        if name == "job" { continue }
        guard let link = links.first else {
          unknown.insert("\(name).\(key), an object")
          continue
        }
        for object in objects { visit(object, [link, "common"]) }
      }
    }

    /// The objects that a value is or that its lists contain.
    private static func objects(in value: Any) -> [[String: Any]] {
      if let object = value as? [String: Any] { return [object] }
      return (value as? [Any])?.flatMap(objects) ?? []
    }
  }

  /// Small inputs that between them print nearly all keys.
  private static let commands = [
    "dimension --widths 2,2,1 --degree 3 --json",
    "dimension --widths 2,2,1 --activation polynomial:0,1,1 --bias --json",
    "jacobian --widths 2,1,1 --degree 2 --json",
    "analyze examples/deep-redundant.yaml --kernel --json",
    "analyze examples/golden-ratio.yaml --kernel --json",
    "analyze examples/dependent-neurons.yaml --json",
    "analyze examples/fourier-fit.yaml --json",
    "analyze examples/tanh-network.yaml --json",
    "reduce examples/tanh-network.yaml --json",
    "reduce examples/golden-ratio.yaml --json",
    "learning-coefficient examples/golden-ratio.yaml --json",
    "analyze examples/trained-network.yaml --weights examples/trained-network.safetensors --json",
    "analyze examples/attention.yaml --kernel --json",
    "report examples/convolutional.yaml --json",
    "reduce examples/deep-redundant.yaml --json",
    "reduce examples/trained-network.yaml --weights examples/trained-network.safetensors --json",
    "locus --widths 2,2,2 --degree 2 --check slices --json",
    "locus --widths 1,2,1 --activation polynomial:0,1,0,0,0,1 --json",
    "strata --widths 2,2,1 --degree 3 --json",
    "verify --widths 2,2,2 --degree 2 --json",
    "verify --widths 2,2,1 --degree 3 --json",
    "threshold --widths 2,2,1 --json",
    "learning-coefficient examples/deep-redundant.yaml --estimate --draws 16 --json",
    "learning-coefficient examples/deep-redundant.yaml --estimate --estimate-parameters 1 --draws 16 --json",
    "learning-coefficient examples/deep-redundant.yaml --samples 1000 --json",
    "learning-coefficient examples/deep-redundant.yaml --against examples/deep-redundant.yaml --json",
    "learning-coefficient examples/trained-network.yaml --weights examples/trained-network.safetensors --json",
    "learning-coefficient --widths 2,1,1 --degree 2 --strata --json",
    "learning-coefficient examples/shallow-cubic.yaml --stratum redundant(1;1,2,3) --fiber --max-families 2 --json",
    "sample --widths 2,2,1 --degree 3 --points 3 --json",
    "sample examples/shallow-cubic.yaml --points 3 --json",
    "descend --widths 2,2,1 --degree 3 --teacher-widths 2,1,1 --runs 5 --json",
    "label-noise --widths 3,4,1 --degree 3 --steps 100 --json",
    "landscape --widths 2,2,1 --degree 3 --cells 6 --json",
    "report examples/deep-redundant.yaml --json",
    "report --widths 2,2,1 --degree 3 --json",
    "report examples/modular-addition.yaml --json",
    "learning-coefficient examples/modular-addition.yaml --json",
    "descend examples/classes.yaml --runs 2 --json",
    "sample examples/attention.yaml --points 2 --json",
    "reduce examples/attention.yaml --json",
    "reduce examples/trained-network.yaml --weights examples/trained-network.safetensors --dependent --json",
    "descend examples/attention.yaml --teacher examples/attention.yaml --runs 1 --steps 2 --json",
    "analyze examples/classes.yaml --weights examples/classes-weights.npy --json",
    "analyze examples/convolutional.yaml --weights examples/convolutional-weights.npy --json",
    "jacobian --widths 2,1,2 --degree 2 --data examples/inputs.csv --json",
    "compare examples/two-networks-1.yaml examples/two-networks-2.yaml --json",
    "compare examples/two-networks-1.yaml examples/deep-redundant.yaml --json",
    "analyze examples/training-run/network.yaml --weights examples/training-run --data examples/training-run/data.csv --json",
    "compare examples/two-networks-1.yaml examples/two-networks-2.yaml --data examples/inputs.csv --json",
    "locus --widths 2,1,2 --degree 2 --data examples/inputs.csv --json",
  ]

  @Test func thePageNamesAllKeysThatArePrinted() throws {
    var comparison = Comparison(sections: try Self.sections())
    let names = Set(comparison.sections.keys)
    for (section, keys) in comparison.sections {
      for (key, links) in keys {
        #expect(names.isSuperset(of: links), "\(section).\(key)")
      }
    }
    func compare(_ outcome: Outcome, _ command: String) throws {
      #expect([0, 1, 3].contains(outcome.status), "\(outcome.errors)")
      for object in try [outcome.json()] where !object.isEmpty {
        comparison.visit(object, [command, "common"])
      }
    }
    for command in Self.commands {
      try compare(try CommandLineTool.run(command), String(command.prefix { $0 != " " }))
    }
    try compare(
      try CommandLineTool.run(
        "analyze - --json",
        input: """
          {"widths": [1, 2, 2], "activation": {"named": "leaky-relu", "slope": 0.1},
          "weights": [[[1], [2]], [[1, 2], [3, 4]]],
          "data": {"inputs": [[1], [-1]], "targets": [[1, 0], [0, 1]]}}
          """), "analyze")
    for input in ["x*z, y*z", "x, 2", "t*x^2, t*(y^2 - x^3)"] {
      try compare(
        try CommandLineTool.run(
          "ideal - --groebner-basis --dimension --minimal-primes --json", input: input), "ideal")
    }
    let scratch = try ScratchFolder()
    let proof = scratch.path("proof.json")
    try compare(
      try CommandLineTool.run(
        "learning-coefficient --ideal - --at x=0,y=0 --certificate \(proof) --json",
        input: "x^2 - y^3"), "learning-coefficient")
    try compare(try CommandLineTool.run("verify --certificate \(proof) --json"), "verify")
    let log = scratch.path("log.jsonl")
    _ = try CommandLineTool.run("dimension --widths 2,2,1 --degree 3 --log \(log)")
    for line in try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n") {
      let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      comparison.visit(try #require(event), ["log-line", "common"])
    }
    let certificate = scratch.path("certificate.json")
    _ = try CommandLineTool.run("locus --widths 2,2,1 --degree 3 --certificate \(certificate)")
    try compare(try CommandLineTool.run("verify --certificate \(certificate) --json"), "verify")
    try compare(
      try CommandLineTool.run("dimension --batch - --json", input: "2,2,1 3\n"), "dimension")
    let folder = scratch.path("sweep")
    try compare(
      try CommandLineTool.run(
        "sweep dimension --widths 2,2,1 --degrees 2 --quiet --json --output \(folder)"), "sweep")
    let line = try String(contentsOfFile: folder + "/results.jsonl", encoding: .utf8)
    let job = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    comparison.visit(try #require(job), ["job", "common"])
    let list = try scratch.file(
      "list.txt", #"{"inputs": 1, "layers": [{"dense": 2}, {"product": 2}]}"#)
    for models in [
      "--spec examples/attention.yaml --vary layers[0].attention.key=1..1", "--list \(list)",
    ] {
      let folder = scratch.path("layers\(models.count)")
      try compare(
        try CommandLineTool.run("sweep dimension \(models) --quiet --json --output \(folder)"),
        "sweep")
      let line = try String(contentsOfFile: folder + "/results.jsonl", encoding: .utf8)
      let job = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      comparison.visit(try #require(job), ["job", "common"])
      let plan = try CommandLineTool.run(
        "sweep dimension \(models) --plan --end-after 9 --output \(folder)-plan")
      let planned = try JSONSerialization.jsonObject(with: Data(plan.output.utf8)) as? [String: Any]
      comparison.visit(try #require(planned), ["planned-job", "common"])
    }

    #expect(comparison.unknown.sorted() == [], "printed, but not on the page")
    // What these inputs do not print has to occur in the sources, and what the sources print on the page.
    let sources = try Self.sources()
    let documented = Set(comparison.sections.values.flatMap(\.keys))
    for key in sources.matches(
      of: #/\.(?:init|data|field|section)\(\s*"([A-Za-z]+)"[,)]|"([A-Za-z]+)":\s/#)
    {
      let name = String(key.output.1 ?? key.output.2 ?? "")
      #expect(
        documented.contains(name) || Self.inFiles.contains(name), "\(name) is not on the page")
    }
    for (section, keys) in comparison.sections {
      for key in keys.keys where !comparison.printed.contains("\(section).\(key)") {
        #expect(
          sources.contains("\"\(key)\""), "\(section).\(key) is on the page, but is printed nowhere"
        )
      }
    }
    let all = comparison.sections.reduce(0) { $0 + $1.value.count }
    #expect(comparison.printed.count * 10 >= all * 9, "\(comparison.printed.count) of \(all) keys")
  }

  /// Keys of files that the tool keeps for itself: the description of a sweep.
  private static let inFiles: Set = ["options", "networks"]

  private static func sources() throws -> String {
    var text = ""
    for folder in [
      "Sources/Reporting/JSON", "Sources/Reporting/Document/Values", "Sources/Reporting/Reports",
      "Sources/slt-critical/Sweep",
    ] {
      let root = CommandLineTool.root.appending(path: folder)
      let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        if file.pathExtension == "swift" { text += try String(contentsOf: file, encoding: .utf8) }
      }
    }
    return text
  }
}
