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

  /// Whether there is something to show: components, or that there are none.
  public var isKnown: Bool {
    stratification.map { !$0.strata.isEmpty || stop == nil } ?? false
  }

  /// The strata; `covers` are pairs `[lower, upper]` of positions in the list of all components, from 0.
  public var document: Document {
    Document(name: name, architecture) { document in
      let strata = stratification?.strata ?? []
      document.field("genericRank", stratification?.genericRank.dimension)
      document.data(
        "strata",
        strata.map { JSONValue.record(["rank": $0.rank, "components": $0.components]) })
      document.data("covers", (stratification?.covers ?? []).map { [$0.lower, $0.upper] })
      document.data(
        "completeness",
        stratification?.completeness ?? .searched(detail: "nothing was searched"))
      document.data("seed", seed)
      document.stopped(stop)
      if let stratification, isKnown {
        document.say("completeness", "\(stratification.completeness)")
        document.picture { diagram.picture }
        document.space()
        addTable(of: stratification, to: &document)
        document.remarks(on: stratification.components)
      } else {
        document.line("The rank strata are not known\(stop.map { ": \($0)" } ?? "").")
      }
    }
  }

  private func addTable(of stratification: RankStratification, to document: inout Document) {
    // Numbers for people begin with 1.
    let above = Dictionary(grouping: stratification.covers, by: \.lower)
    document.table(
      Array(stratification.components.enumerated()),
      [
        .number("no") { "\($0.offset + 1)" }, .number("rank") { "\($0.element.rank)" },
        .number("codim") { "\($0.element.codimension)" },
        .number("degree") { "\($0.element.degree)" },
        .number("orbit") { "\($0.element.orbitSize)" },
        .words("kind") { "\($0.element.kind)" },
        .words("at its general point") { "\($0.element.label)" },
        .words("inside") { "\((above[$0.offset] ?? []).map { $0.upper + 1 })" },
      ])
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
}
