import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// The critical locus of a network: its components, each with the subnetwork that explains it or the
/// statement that none does.
public struct LocusReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// What is known of the locus.
  public let analysis: LocusAnalysis

  /// A report on what `locusAnalysis(of:)` has returned.
  public init(name: String?, analysis: LocusAnalysis) {
    self.name = name
    self.analysis = analysis
  }

  private var components: [CriticalComponent] { analysis.components }
  private var complexComponents: [CriticalComponent] { analysis.complexComponents }

  /// The keys `genericRank`, `components`, `complexComponents` (those without real points),
  /// `criticalEqualsSubnetworks` (over ℝ), `equalityEvidence` (how that is known), `openQuestion` (why it is
  /// not), `completeness`, `evidence` (of the generic rank), `nonCriticalSubnetworks`, `sliceCheck` (if
  /// made), `seed`.
  public var json: JSONValue {
    .object(
      [.init("schema", .integer(jsonSchemaVersion))]
        + architectureMembers(name: name, analysis.architecture) + members)
  }

  /// What `json` says beyond the schema and the architecture, for reports that contain this one.
  var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if let locus = analysis.locus {
      members += [
        .init("genericRank", .exact(locus.genericRank.dimension)),
        .init("components", .array(components.map(JSONValue.init))),
        .init("complexComponents", .array(complexComponents.map(JSONValue.init))),
        .init("criticalEqualsSubnetworks", .verdict(locus.criticalEqualsSubnetworks)),
        .init("equalityEvidence", locus.equality.map { JSONValue($0.evidence) } ?? .null),
      ]
      if let question = locus.openQuestion {
        members.append(.init("openQuestion", .string(question)))
      }
      members += [
        .init("completeness", JSONValue(locus.completeness)),
        .init(
          "nonCriticalSubnetworks", .array(locus.nonCriticalStrata.map { .string($0.label) })),
        .init("evidence", JSONValue(locus.genericRank.evidence)),
      ]
    } else {
      members += [
        .init("genericRank", .null), .init("components", .array([])),
        .init("complexComponents", .array([])),
        .init("criticalEqualsSubnetworks", "unknown"),
        .init("completeness", JSONValue(.searched(detail: "nothing was searched"))),
      ]
    }
    if let sliceCheck = analysis.sliceCheck {
      members.append(.init("sliceCheck", JSONValue(sliceCheck)))
    }
    members.append(.init("seed", .seed(analysis.seed)))
    if let stop = analysis.stop { members.append(.init("stopped", .string(stop.description))) }
    return members
  }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, analysis.architecture))
    append(to: &report)
    return report.text
  }

  /// The body of `text`.
  func append(to report: inout TextReport) {
    guard let locus = analysis.locus else {
      report.line("The critical locus is not known\(analysis.stop.map { ": \($0)" } ?? "").")
      return
    }
    report.fields([
      ("generic rank", "\(locus.genericRank.dimension)"),
      ("critical locus", summary(of: locus)),
      ("critical = subnetwork", verdict(of: locus)),
      (
        "completeness",
        (locus.completeness.isProven ? "proven: " : "searched: ") + locus.completeness.detail
      ),
    ])
    if !components.isEmpty {
      report.space()
      report.table(table(of: components))
    }
    if !complexComponents.isEmpty {
      report.space()
      report.line("Components without real points, which are no weights:")
      report.table(table(of: complexComponents))
    }
    report.remarks(on: components)
    if let sliceCheck = analysis.sliceCheck {
      report.space()
      sliceCheck.append(to: &report)
    }
  }

  private func summary(of locus: CriticalLocus) -> String {
    let exotic = components.count { $0.kind == .exotic }
    let real = locus.realComponents
    let total = real.reduce(Integer(0)) { $0 + $1.orbitSize }
    if total == 0 && !locus.completeness.isProven { return "no component known" }
    let complex = locus.complexComponents.count
    let isComplete = locus.completeness.isProven
    return "\(total) component\(total == 1 ? "" : "s")\(isComplete ? "" : " found so far"), "
      + "\(real.count) up to permutation"
      + (exotic == 0
        ? isComplete ? "; none is exotic" : "; none of these is exotic" : "; \(exotic) exotic")
      + (complex == 0 ? "" : "; \(complex) without real points")
  }

  private func verdict(of locus: CriticalLocus) -> String {
    guard let equality = locus.equality else {
      return "not decided"
        + (locus.completeness.isProven ? locus.openQuestion.map { ": \($0)" } ?? "" : "")
    }
    let remark = equality.evidence.isProven ? "" : "; \(evidenceText(equality.evidence))"
    return answer(equality.value, of: locus) + remark
  }

  private func answer(_ isEqual: Bool, of locus: CriticalLocus) -> String {
    switch isEqual {
    case true: return "yes"
    case false:
      var reasons: [String] = []
      if locus.components.contains(where: { $0.realPoints.leavesSubnetworks == true }) {
        reasons.append("some critical points are no subnetworks")
      }
      if !locus.nonCriticalStrata.isEmpty {
        reasons.append(
          "not critical: " + locus.nonCriticalStrata.map(\.label).joined(separator: ", "))
      }
      return "no" + (reasons.isEmpty ? "" : ": " + reasons.joined(separator: "; "))
    }
  }

  private func table(of components: [CriticalComponent]) -> TextTable {
    // Where all real points are as many as usual the table is silent about them.
    let namesReal = components.contains { $0.realPoints.extent != .dense }
    var table = TextTable(
      headings: ["codim", "degree", "rank", "orbit", "kind"] + (namesReal ? ["real points"] : [])
        + ["at its general point", "known"],
      alignments: [.right, .right, .right, .right])
    for component in components {
      table.append(
        [
          "\(component.codimension)", component.degree.map(\.description) ?? "-",
          "\(component.rank)", "\(component.orbitSize)", component.kind.rawValue,
        ] + (namesReal ? [component.realPoints.text] : [])
          + [component.label, component.evidence.kind])
    }
    return table
  }
}

extension RealPoints {
  /// How many there are, for a table.
  var text: String {
    extent.rawValue + (extent == .lowerDimensional ? dimension.map { ": \($0)" } ?? "" : "")
  }
}

extension TextReport {
  /// What could not be found out about components.
  mutating func remarks(on components: [CriticalComponent]) {
    let unknown = components.filter {
      $0.realPoints.extent == .unknown && $0.realPoints.point == nil
    }
    let unseen = components.filter { $0.witnessSearch != nil }
    if !unknown.isEmpty || !unseen.isEmpty { space() }
    for component in unknown {
      line(
        "No real point is known on '\(component.label)': \(component.realPoints.evidence.detail).")
    }
    for component in unseen {
      line("No witness of '\(component.label)': \(component.witnessSearch ?? "").")
    }
  }
}
