import Computation
import Networks

/// For example `gates: 3 values; dense 4; product 2`.
func modelTitle(name: String?, _ model: LayeredModel) -> String {
  (name.map { "\(oneLine($0)): " } ?? "") + model.description
}

extension LayeredModel {
  /// The layers with their shapes and parameters, for a table.
  struct LayerLine: Sendable {
    let title: String
    let output: String
    let parameters: String
  }

  var layerLines: [LayerLine] { lines(of: places, indent: "") }

  private func lines(of places: [Place], indent: String) -> [LayerLine] {
    places.flatMap { place in
      let own = place.positions
      let names =
        own.isEmpty
        ? ""
        : own.count == 1
          ? parameterNames[own[0]]
          : "\(parameterNames[own[0]]), …, \(parameterNames[own[own.count - 1]]) (\(own.count))"
      let line = LayerLine(
        title: indent + (place.inner.isEmpty ? place.layer.title : place.layer.kind),
        output: place.output.description, parameters: names)
      return [line] + lines(of: place.inner, indent: indent + "  ")
    }
  }
}
