import Computation
import Networks

/// For example `gates: 3 values: dense 4; product 2`, or where that is longer than 80 characters
/// `gates: 3 values, 12 layers`, or the name alone.
func modelTitle(name: String?, _ model: LayeredModel) -> String {
  let full = fullTitle(name: name, model)
  if full.count <= 80 { return full }
  let short = "\(model.inputShape), \(counted(model.layers.count, "layer"))"
  guard let name = name.map(oneLine) else { return short }
  return name.count + short.count <= 78 ? "\(name): \(short)" : name
}

/// The name with the inputs and all layers.
func fullTitle(name: String?, _ model: LayeredModel) -> String {
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
