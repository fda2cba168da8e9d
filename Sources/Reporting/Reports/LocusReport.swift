import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// The critical locus of a network: its components, each with the subnetwork that explains it or the
/// statement that none does.
public struct LocusReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The network.
  public let architecture: Architecture
  /// The locus; `nil` if a limit came before anything was known.
  public let locus: CriticalLocus?
  /// The components to list: those of the locus that have or may have real points, or all their images
  /// under permutations.
  public let components: [CriticalComponent]
  /// The components without real points, listed apart.
  public let complexComponents: [CriticalComponent]
  /// The result of an independent check, if one was made.
  public let sliceCheck: SliceCheck?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// A report on what `criticalLocus(of:)` has returned, or on what stopped it.
  ///
  /// - Parameter name: The name of the network, if it has one.
  /// - Parameter architecture: The shape of the network.
  /// - Parameter locus: What was returned, if anything.
  /// - Parameter listingAll: Whether to list every image of a component under permutations of hidden
  ///   neurons instead of one for each orbit.
  /// - Parameter sliceCheck: The result of a check by random planes, if one was made.
  /// - Parameter seed: The seed that `criticalLocus(of:)` was given.
  /// - Parameter stop: What ended the computation early, if anything.
  /// - Parameter control: Limits for listing images.
  public init(
    name: String?, architecture: Architecture, locus: CriticalLocus?, listingAll: Bool = false,
    sliceCheck: SliceCheck? = nil, seed: UInt64, stop: ComputationStopped? = nil,
    control: ComputationControl
  ) {
    self.name = name
    self.architecture = architecture
    self.locus = locus
    var listed = (real: locus?.realComponents ?? [], complex: locus?.complexComponents ?? [])
    var imageStop: ComputationStopped?
    if listingAll {
      func images(
        _ components: [CriticalComponent]
      ) throws(ComputationStopped) -> [CriticalComponent] {
        var images: [CriticalComponent] = []
        for component in components {
          images += try component.images(of: architecture, control: control)
        }
        return images
      }
      do throws(ComputationStopped) {
        listed = (try images(listed.real), try images(listed.complex))
      } catch {
        imageStop = error
      }
    }
    (components, complexComponents) = listed
    self.sliceCheck = sliceCheck
    self.seed = seed
    self.stop = stop ?? locus?.stopped ?? imageStop
  }

  /// The keys `genericRank`, `components`, `complexComponents` (those without real points),
  /// `criticalEqualsSubnetworks` (over ℝ), `equalityEvidence` (how that is known), `openQuestion` (why it is
  /// not), `completeness`, `evidence` (of the generic rank), `nonCriticalSubnetworks`, `sliceCheck` (if
  /// made), `seed`.
  public var json: JSONValue {
    .object(
      [.init("schema", .integer(jsonSchemaVersion))]
        + architectureMembers(name: name, architecture) + members)
  }

  /// What `json` says beyond the schema and the architecture, for reports that contain this one.
  var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    if let locus {
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
    if let sliceCheck { members.append(.init("sliceCheck", JSONValue(sliceCheck))) }
    members.append(.init("seed", .seed(seed)))
    if let stop { members.append(.init("stopped", .string(stop.description))) }
    return members
  }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, architecture))
    append(to: &report)
    return report.text
  }

  /// The body of `text`.
  func append(to report: inout TextReport) {
    guard let locus else {
      report.line("The critical locus is not known\(stop.map { ": \($0)" } ?? "").")
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
    if let sliceCheck {
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
