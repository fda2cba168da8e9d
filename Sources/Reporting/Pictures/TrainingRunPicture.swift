import Analyses
import Computation
import NetworkFiles
import Networks

/// The checkpoints of a training run in panels: how many neurons are in which state, the distance from the nearest
/// subnetwork, and the rank on data, the loss and the learning coefficient where they are known.
///
/// Checkpoints stand at their steps if all names have numbers that increase, else one after the other.
public func trainingRunPicture(_ analysis: TrainingRunAnalysis) -> Picture {
  TrainingRunDrawing(analysis: analysis).picture
}

private struct TrainingRunDrawing {
  private static let width = 640.0
  private static let panelHeight = 120.0
  /// The smallest part of the largest value that a logarithmic scale shows.
  private static let smallestPart = 1e-16

  let analysis: TrainingRunAnalysis
  private let checkpoints: [CheckpointAnalysis]
  private let places: [Double]
  private let axis: Axis

  init(analysis: TrainingRunAnalysis) {
    self.analysis = analysis
    let readable = analysis.checkpoints.filter { $0.error == nil }
    checkpoints = readable
    let steps = readable.compactMap(\.step)
    let isOrdered =
      steps.count == readable.count && zip(steps, steps.dropFirst()).allSatisfy { $0 < $1 }
    places = isOrdered ? steps.map(Double.init) : readable.indices.map { Double($0 + 1) }
    axis = Axis(
      isOrdered ? "step" : "checkpoint", from: places.first ?? 0, to: places.last ?? 1)
  }

  /// One line of a panel.
  private struct Curve {
    var name: String
    var colour: PictureColour
    var values: [Double?]
  }

  private struct Panel {
    var title: String
    var isLogarithmic = false
    var curves: [Curve]
  }

  private var panels: [Panel] {
    func sum(_ part: (CheckpointAnalysis.Layer) -> Int) -> [Double?] {
      checkpoints.map { Double($0.layers.reduce(0) { $0 + part($1) }) }
    }
    let all = [
      Panel(
        title: "neurons",
        curves: [
          Curve(name: "active", colour: .accent, values: sum(\.active)),
          Curve(name: "inactive", colour: .muted, values: sum { $0.inactiveIn + $0.inactiveOut }),
          Curve(name: "redundant", colour: .redundant, values: sum(\.redundant)),
        ]),
      Panel(
        title: "distance", isLogarithmic: true,
        curves: [
          Curve(
            name: "from the nearest subnetwork", colour: .subnetwork,
            values: checkpoints.map { $0.nearest?.distance })
        ]),
      Panel(
        title: "rank",
        curves: [
          Curve(
            name: "singular values that count on the data", colour: .accent,
            values: checkpoints.map { $0.rank.map { Double($0.atLeast) } })
        ]),
      Panel(
        title: "loss", isLogarithmic: true,
        curves: [
          Curve(name: "loss on the data", colour: .plateau, values: checkpoints.map(\.loss))
        ]),
      Panel(
        title: "λ",
        curves: [
          Curve(
            name: "estimate of λ", colour: .exotic,
            values: checkpoints.map { $0.estimate?.lambda })
        ]),
    ]
    return all.filter { panel in
      panel.curves.contains { $0.values.contains { $0?.isFinite == true } }
    }
  }

  var picture: Picture {
    var elements: [SVGElement] = []
    var legend = Legend()
    var top = 14.0
    let panels = panels
    for (index, panel) in panels.enumerated() {
      elements += drawing(panel, top: top, isLast: index == panels.count - 1)
      for curve in panel.curves { legend.line(curve.name, curve.colour) }
      top += Self.panelHeight + 16
    }
    let (legendTop, legendWidth) = (top + 34, Self.width - 32)
    elements += legend.drawing(x: 16, y: legendTop, width: legendWidth)
    return Picture(
      title: "A training run of the network \(analysis.specification.architecture)",
      description: text, width: Self.width,
      height: legendTop + legend.height(width: legendWidth) + 8,
      body: elements.map(\.markup).joined(separator: "\n"))
  }

  private var text: String {
    "States of neurons, distance from the nearest subnetwork"
      + (panels.contains { $0.title == "rank" } ? ", rank on the data" : "")
      + (panels.contains { $0.title == "loss" } ? ", loss" : "")
      + " over \(counted(checkpoints.count, "checkpoint"))."
  }

  private func drawing(_ panel: Panel, top: Double, isLast: Bool) -> [SVGElement] {
    let values = panel.curves.flatMap(\.values).compactMap { $0 }.filter(\.isFinite)
    let positive = values.filter { $0 > 0 }
    let high = min(positive.max() ?? 1, 1e300)
    let low = min(max(positive.min() ?? 0.1, Self.smallestPart * high), high)
    let plot = Plot(
      horizontal: axis,
      vertical: panel.isLogarithmic
        ? Axis(panel.title, decadesFrom: low, to: high)
        : Axis(panel.title, from: min(values.min() ?? 0, 0), to: 1.05 * high),
      left: 76, top: top, width: Self.width - 76 - 20, height: Self.panelHeight)
    var elements = [plot.gridLines(verticalTicks: 4)]
    for curve in panel.curves {
      let points = zip(places, curve.values).compactMap { place, value -> (Double, Double)? in
        guard let value, value.isFinite else { return nil }
        return (plot.x(place), min(plot.y(max(value, plot.vertical.lower)), plot.bottom))
      }
      var path = SVGPath()
      path.polyline(points)
      elements.append(path.stroked(curve.colour, width: 1.8))
      if points.count <= 80 {
        elements += points.map { Mark.disc($0.0, $0.1, curve.colour, radius: 2.6) }
      }
    }
    return elements
      + plot.frame(verticalTicks: 4, showsHorizontalLabels: isLast, titleOffset: 52)
  }
}
