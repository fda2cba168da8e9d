import AlgebraicStructures
import Computation
import CriticalLoci
import Networks

/// The dimension of a neurovariety, next to what was to be expected.
public struct DimensionReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The network.
  public let architecture: Architecture
  /// The generic rank R; `nil` if a limit came before the first evaluation was done.
  public let rank: GenericRank?
  /// The seed of the random points.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// A report on what `genericRank(of:seed:…)` has returned, or on what stopped it.
  public init(
    name: String?, architecture: Architecture, rank: GenericRank?, seed: UInt64,
    stop: ComputationStopped? = nil
  ) {
    self.name = name
    self.architecture = architecture
    self.rank = rank
    self.seed = seed
    self.stop = stop ?? rank?.stopped
  }

  /// The keys `widths`, `degrees`, `parameters`, `ambientDimension`, `expectedDimension`, `dimension`,
  /// `defect`, `filling`, `fiberDimension`, `evidence`, `upperBound`, `seed`.
  ///
  /// What depends on an unknown dimension is `null`; after a limit there is the key `stopped`.
  public var json: JSONValue {
    .object(
      [.init("schema", .integer(jsonSchemaVersion))]
        + architectureMembers(name: name, architecture) + members)
  }

  /// What `json` says beyond the schema and the architecture, for reports that contain this one.
  var members: [JSONValue.Member] {
    var members: [JSONValue.Member] = [
      .init("parameters", .exact(architecture.parameterCount)),
      .init("ambientDimension", .exact(architecture.ambientDimension)),
      .init("expectedDimension", .exact(architecture.expectedDimension)),
      .init("dimension", rank.map { .exact($0.dimension) } ?? .null),
      .init("defect", rank.map { .exact($0.defect) } ?? .null),
      .init("filling", rank.map { .bool($0.isFilling) } ?? .null),
      .init("fiberDimension", rank.map { .exact($0.fiberDimension) } ?? .null),
      .init("evidence", rank.map { JSONValue($0.evidence) } ?? .null),
      .init("upperBound", .exact(upperBound.value)),
      .init("seed", .seed(seed)),
    ]
    if let stop { members.append(.init("stopped", .string(stop.description))) }
    return members
  }

  private var upperBound: DimensionBound { rank?.upperBound ?? dimensionBound(of: architecture) }

  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, architecture))
    append(to: &report)
    return report.text
  }

  /// The table of `text` without its heading.
  func append(to report: inout TextReport) {
    var fields = [
      ("parameters", "\(architecture.parameterCount)"),
      ("ambient dimension", "\(architecture.ambientDimension)"),
      ("expected dimension", "\(architecture.expectedDimension)"),
    ]
    if let rank {
      fields += [
        ("dimension", "\(rank.dimension)"),
        ("defect", "\(rank.defect)"),
        ("filling", rank.isFilling ? "yes" : "no"),
        ("fiber dimension", "\(rank.fiberDimension)"),
        ("evidence", evidenceText(rank.evidence)),
      ]
    } else {
      fields.append(("dimension", "not known, at most \(upperBound)"))
    }
    report.fields(fields)
  }
}
