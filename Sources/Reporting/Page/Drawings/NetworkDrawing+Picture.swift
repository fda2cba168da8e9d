import Computation
import CriticalLoci
import Networks

extension NetworkDrawing {
  /// The drawing: inputs on the left, outputs on the right.
  ///
  /// - Parameter isCompact: Whether it is for a narrow place.
  func picture(isCompact: Bool = false) -> Picture {
    let architecture = architecture
    let important = (0...architecture.layerCount).map { layer in
      Set((1...architecture.widths[layer]).filter { mark(layer: layer, neuron: $0) != .active })
    }
    let layout = NetworkLayout(architecture, important: important, isCompact: isCompact)
    var body: [SVGElement] = []
    for layer in 1...architecture.layerCount { body += edges(layer: layer, layout) }
    for operation in operations { body += arcs(operation, layout) }
    for layer in 0...architecture.layerCount {
      for place in layout.layers[layer] {
        body += neuron(place.neuron, layer: layer, x: layout.x(ofLayer: layer), y: place.y)
      }
      body += footer(layer: layer, layout)
    }
    return Picture(
      title: title, description: description, width: layout.width, height: layout.height,
      body: body.map(\.markup).joined(separator: "\n"))
  }

  private var description: String {
    let hidden = architecture.widths.dropFirst().dropLast()
    let shape =
      [counted(architecture.inputCount, "input")]
      + hidden.enumerated().map { index, width in
        "hidden layer \(index + 1) with \(counted(width, "neuron"))"
      } + [counted(architecture.outputCount, "output")]
    let marked = sentences(for: operations, in: architecture)
    return "A network of \(enumeration(shape)). "
      + (marked.isEmpty
        ? "No neuron is marked as inactive or redundant." : marked.joined(separator: " "))
  }

  /// Lines for weights that are not zero, and dots for the others.
  private func edges(layer: Int, _ layout: NetworkLayout) -> [SVGElement] {
    let from = layout.x(ofLayer: layer - 1) + NetworkLayout.radius
    let to = layout.x(ofLayer: layer) - NetworkLayout.radius
    return layout.layers[layer].flatMap { target in
      let isRepeated = mark(layer: layer, neuron: target.neuron) == .redundant
      return layout.layers[layer - 1].map { source in
        let isZero = hasZeroWeight(layer: layer, row: target.neuron, column: source.neuron)
        var line = SVGElement(
          "line",
          [
            "x1": .number(from), "y1": .number(source.y), "x2": .number(to),
            "y2": .number(target.y),
            "stroke": .colour(isZero ? .inactive : isRepeated ? .redundant : .muted),
            "stroke-width": isRepeated && !isZero ? 1.6 : 1.2,
          ])
        line.attributes.append(isZero ? ("stroke-dasharray", "1 5") : ("stroke-opacity", "0.75"))
        return line
      }
    }
  }

  /// Arcs that join the neurons of a redundant set, on the right of their layer.
  private func arcs(_ operation: SubnetworkOperation, _ layout: NetworkLayout) -> [SVGElement] {
    guard operation.state == .redundant || operation.state == .mixed else { return [] }
    let (layer, neurons) = (operation.layer, operation.neurons)
    let places = layout.layers[layer].filter { neurons.contains($0.neuron) }
    let x = layout.x(ofLayer: layer) + NetworkLayout.radius
    return zip(places, places.dropFirst()).map { upper, lower in
      let bulge = decimal(x + 10 + (lower.y - upper.y) / 8)
      let path =
        "M\(decimal(x)) \(decimal(upper.y)) C\(bulge) \(decimal(upper.y + 10)) "
        + "\(bulge) \(decimal(lower.y - 10)) \(decimal(x)) \(decimal(lower.y))"
      return SVGElement(
        "path",
        ["d": .text(path), "fill": "none", "stroke": .colour(.redundant), "stroke-width": 2])
    }
  }

  private func neuron(_ neuron: Int, layer: Int, x: Double, y: Double) -> [SVGElement] {
    let isHidden = layer > 0 && layer < architecture.layerCount
    let mark = mark(layer: layer, neuron: neuron)
    var shape = mark.shape(x: x, y: y, radius: NetworkLayout.radius)
    if !isHidden { shape.attributes.removeAll { $0.name.hasPrefix("stroke") } }
    var label = SVGElement(
      "text",
      [
        "x": .number(x), "y": .number(y + 5), "text-anchor": "middle",
        "font-size": isHidden ? 13 : 15, "fill": .colour(mark.colour),
      ])
    if isHidden {
      label.content = [.text("\(neuron)")]
    } else {
      // The empty text keeps lines from being broken between the parts, where spaces would be drawn.
      label.content = [
        .text(""),
        .element(SVGElement("tspan", ["font-style": "italic"], text: layer == 0 ? "x" : "f")),
      ]
      if layer == 0 || architecture.outputCount > 1 {
        label.append(SVGElement("tspan", ["dy": 4, "font-size": 12], text: "\(neuron)"))
      }
    }
    return [shape, label]
  }

  /// The name of a layer, and dots where neurons are left out.
  private func footer(layer: Int, _ layout: NetworkLayout) -> [SVGElement] {
    func text(_ text: String, y: Double, size: SVGValue) -> SVGElement {
      SVGElement(
        "text",
        [
          "x": .number(layout.x(ofLayer: layer)), "y": .number(y), "text-anchor": "middle",
          "font-size": size, "fill": .colour(.muted),
        ], text: text)
    }
    let kind =
      layer == 0 ? "input" : layer == architecture.layerCount ? "output" : "layer \(layer)"
    guard let gap = layout.gaps[layer] else {
      return [text(kind, y: layout.height - 10, size: 12)]
    }
    return [
      text("⋮", y: gap + 5, size: 16),
      text("\(kind): \(architecture.widths[layer])", y: layout.height - 10, size: 12),
    ]
  }
}
