import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// The rank stratification of a network with its Hasse diagram.
public struct StrataReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The network.
  public let architecture: Architecture
  /// The stratification; `nil` if a limit came before anything was known.
  public let stratification: RankStratification?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// A report on what `rankStratification(of:)` has returned, or on what stopped it.
  public init(
    name: String?, architecture: Architecture, stratification: RankStratification?, seed: UInt64,
    stop: ComputationStopped? = nil
  ) {
    self.name = name
    self.architecture = architecture
    self.stratification = stratification
    self.seed = seed
    self.stop = stop ?? stratification?.stopped
  }

  /// The keys `genericRank`, `strata` (`rank`, `components`), `covers` (pairs `[lower, upper]` of positions
  /// in the list of all components in their order, from 0), `completeness`, `seed`.
  public var json: JSONValue {
    var members = [JSONValue.Member("schema", .integer(jsonSchemaVersion))]
    members += architectureMembers(name: name, architecture)
    let strata = stratification?.strata ?? []
    members += [
      .init("genericRank", stratification.map { .exact($0.genericRank.dimension) } ?? .null),
      .init(
        "strata",
        .array(
          strata.map { stratum in
            [
              "rank": .exact(stratum.rank),
              "components": .array(stratum.components.map(JSONValue.init)),
            ]
          })),
      .init(
        "covers",
        .array((stratification?.covers ?? []).map { .list([$0.lower, $0.upper]) })),
      .init(
        "completeness",
        JSONValue(stratification?.completeness ?? .searched(detail: "nothing was searched"))),
      .init("seed", .seed(seed)),
    ]
    if let stop { members.append(.init("stopped", .string(stop.description))) }
    return .object(members)
  }

  /// The Hasse diagram, a level for each rank.
  public var diagram: HasseDiagram {
    let components = stratification?.components ?? []
    return HasseDiagram(
      levelName: "rank",
      nodes: components.map { component in
        HasseDiagram.Node(
          lines: typeset(component.label).split(separator: " & ")
            .map(String.init).filter { !$0.hasPrefix("codimension ") }
            + ["codim \(component.codimension)"],
          title: "\(component.label): rank \(component.rank), dimension \(component.dimension)"
            + (component.degree.map { ", degree \($0)" } ?? "")
            + ", \(component.orbitSize) up to permutation, \(component.evidence.kind)",
          level: component.rank, isMarked: component.kind == .exotic)
      },
      covers: (stratification?.covers ?? []).map { .init(lower: $0.lower, upper: $0.upper) })
  }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, architecture))
    guard let stratification else {
      report.line("The rank strata are not known\(stop.map { ": \($0)" } ?? "").")
      return report.text
    }
    report.fields([
      ("generic rank", "\(stratification.genericRank.dimension)"),
      (
        "completeness",
        (stratification.completeness.isProven ? "proven: " : "searched: ")
          + stratification.completeness.detail
      ),
    ])
    if stratification.strata.isEmpty, let stop {
      report.line("The rank strata are not known: \(stop).")
      return report.text
    }
    report.space()
    report.table(table(of: stratification))
    report.remarks(on: stratification.components)
    return report.text
  }

  private func table(of stratification: RankStratification) -> TextTable {
    var table = TextTable(
      headings: [
        "no", "rank", "codim", "degree", "orbit", "kind", "at its general point", "inside",
      ],
      alignments: [.right, .right, .right, .right, .right])
    for (index, component) in stratification.components.enumerated() {
      let above = stratification.covers.filter { $0.lower == index }.map { "\($0.upper)" }
      table.append([
        "\(index)", "\(component.rank)", "\(component.codimension)",
        component.degree.map(\.description) ?? "-", "\(component.orbitSize)",
        component.kind.rawValue, component.label, above.joined(separator: ", "),
      ])
    }
    return table
  }
}
