import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks
import Polynomials

extension JSONValue {
  /// An operation as `{"type", "layer", "neurons"}`; with `sign` −1 and the neurons `opposite` to the first if
  /// there are any.
  init(_ operation: SubnetworkOperation) {
    var members: [Member] = [
      .init("type", .string(operation.type)), .init("layer", .exact(operation.layer)),
      .init("neurons", .list(operation.neurons)),
    ]
    if !operation.opposite.isEmpty {
      members += [.init("sign", .exact(-1)), .init("opposite", .list(operation.opposite))]
    }
    self = .object(members)
  }

  /// A component with the keys `kind`, `label`, `operations`, `codimension`, `dimension`, `degree` (if
  /// known), `rank`, `orbitSize`, `generators` (if known) with `saturatedBy`, `witness` or else
  /// `witnessSearch`, `realPoints`, `realDimension` and `realPoint` (if known), `realPointsEvidence`,
  /// `evidence`.
  init(_ component: CriticalComponent) {
    var members: [Member] = [
      .init("kind", .string(component.kind.rawValue)), .init("label", .string(component.label)),
      .init("operations", .array(component.operations.map(JSONValue.init))),
      .init("codimension", .exact(component.codimension)),
      .init("dimension", .exact(component.dimension)),
    ]
    if let degree = component.degree { members.append(.init("degree", .exact(degree))) }
    members += [
      .init("rank", .exact(component.rank)), .init("orbitSize", .exact(component.orbitSize)),
    ]
    if let generators = component.generators {
      members.append(.init("generators", .array(generators.map { .string($0.description) })))
      if !component.generatorConditions.isEmpty {
        members.append(
          .init(
            "saturatedBy",
            .array(component.generatorConditions.map { .string($0.description) })))
      }
    }
    members += [
      .init("witness", component.witness.map { .weights($0) } ?? .null)
    ]
    if let search = component.witnessSearch {
      members.append(.init("witnessSearch", .string(search)))
    }
    let real = component.realPoints
    members.append(.init("realPoints", .string(real.extent.rawValue)))
    if let dimension = real.dimension { members.append(.init("realDimension", .exact(dimension))) }
    if let point = real.point { members.append(.init("realPoint", .weights(point))) }
    members += [
      .init("realPointsEvidence", JSONValue(real.evidence)),
      .init("evidence", JSONValue(component.evidence)),
    ]
    self = .object(members)
  }

  /// `{"proven", "detail"}`.
  init(_ completeness: Completeness) {
    self = ["proven": .bool(completeness.isProven), "detail": .string(completeness.detail)]
  }

  /// `true`, `false`, or `"unknown"` for `nil`.
  static func verdict(_ value: Bool?) -> JSONValue { value.map { .bool($0) } ?? "unknown" }
}
