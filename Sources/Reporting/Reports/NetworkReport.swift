import AlgebraicStructures
import CriticalLoci
import Networks

/// Everything this version finds out about a network, in one document.
public struct NetworkReport: Report {
  /// The network.
  public let specification: NetworkSpecification
  /// The seed of all randomness.
  public let seed: UInt64
  /// The dimension.
  public let dimension: DimensionReport
  /// The polynomial map and the Jacobian; `nil` if a limit came before.
  public let expansion: ExpansionSummary?
  /// What is known of the given weights; `nil` without weights or if a limit came before.
  public let analysis: AnalysisReport?
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// Computes the whole report; a limit leaves out what comes after it and is kept in `stop`.
  public init(of specification: NetworkSpecification, seed: UInt64, control: ComputationControl) {
    self.specification = specification
    self.seed = seed
    var rank: GenericRank?
    var expansion: ExpansionSummary?
    var analysis: AnalysisReport?
    var stop: ComputationStopped?
    do throws(ComputationStopped) {
      let found = try genericRank(of: specification.architecture, seed: seed, control: control)
      rank = found
      if let network = specification.network {
        let report = AnalysisReport(
          of: network, name: specification.name, genericRank: found, seed: seed, control: control)
        analysis = report
        if let stop = report.stop { throw stop }
      }
      expansion = try ExpansionSummary(of: specification, seed: seed, control: control)
      stop = found.stopped
    } catch {
      stop = error
    }
    dimension = DimensionReport(
      name: specification.name, architecture: specification.architecture, rank: rank, seed: seed,
      stop: stop)
    self.expansion = expansion
    self.analysis = analysis
    self.stop = stop
  }

  /// The architecture and `dimension`, `jacobian` and `analysis` with the keys of these commands.
  public var json: JSONValue {
    var members = [JSONValue.Member("schema", .integer(jsonSchemaVersion))]
    members += architectureMembers(name: specification.name, specification.architecture)
    members.append(.init("seed", .seed(seed)))
    members.append(.init("dimension", .object(dimension.members)))
    if let analysis { members.append(.init("analysis", .object(analysis.members))) }
    if let expansion { members.append(.init("jacobian", expansion.json)) }
    if let stop { members.append(.init("stopped", .string(stop.description))) }
    return .object(members)
  }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.line(architectureTitle(name: specification.name, specification.architecture))
    report.heading("Dimension")
    dimension.append(to: &report)
    if let analysis {
      report.heading("The given weights")
      analysis.append(to: &report)
    }
    if let expansion {
      report.heading("Polynomial map and Jacobian")
      expansion.append(to: &report)
    }
    report.space()
    report.line(
      stop.map { "Incomplete: \($0)." }
        ?? "This version does not enumerate the critical locus of the network.")
    return report.text
  }
}
