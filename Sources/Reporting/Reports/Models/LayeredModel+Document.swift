import Computation
import ExactArithmetic
import NetworkFiles
import Networks

extension Document {
  /// A document about a model with layers, which it names, with what `body` says.
  init(
    name: String?, _ model: LayeredModel, style: TitleStyle = .underlined,
    _ body: (inout Document) -> Void
  ) {
    self.init(modelTitle(name: name, model), style: style)
    data("name", ifAny: name)
    data("inputs", "\(model.inputShape)")
    data("layers", model.layers.map(\.title))
    body(&self)
  }
}

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
