import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks
import Polynomials

extension SubnetworkOperation: JSONRepresentable {
  /// The operation as `{"type", "layer", "neurons"}`; with `sign` −1 and the neurons `opposite` to the first if
  /// there are any.
  var json: JSONValue {
    .built { object in
      object.data("type", type)
      object.data("layer", layer)
      object.data("neurons", neurons)
      guard !opposite.isEmpty else { return }
      object.data("sign", -1)
      object.data("opposite", opposite)
    }
  }
}

extension CriticalComponent: JSONRepresentable {
  var json: JSONValue {
    .built { object in
      object.data("kind", kind)
      object.data("label", label)
      object.data("operations", operations)
      object.data("codimension", codimension)
      object.data("dimension", dimension)
      object.data("degree", ifAny: degree)
      object.data("rank", rank)
      object.data("orbitSize", orbitSize)
      object.data("generators", ifAny: generators)
      if generators != nil, !generatorConditions.isEmpty {
        object.data("saturatedBy", generatorConditions)
      }
      object.data("witness", witness)
      object.data("witnessSearch", ifAny: witnessSearch)
      object.data("realPoints", realPoints.extent.rawValue)
      object.data("realDimension", ifAny: realPoints.dimension)
      object.data("realPoint", ifAny: realPoints.point)
      object.data("realPointsEvidence", realPoints.evidence)
      object.data("evidence", evidence)
    }
  }
}

extension Completeness: DocumentValue {
  /// `{"proven", "detail"}`.
  var json: JSONValue { .record(["proven": isProven, "detail": detail]) }
  var text: String { (isProven ? "proven: " : "searched: ") + detail }
  var markup: Markup { .evidence(self) }
}

extension JSONValue {
  /// `true`, `false`, or `"unknown"` for `nil`.
  static func verdict(_ value: Bool?) -> JSONValue { value.map { .bool($0) } ?? "unknown" }
}
