import NumericalExperiments

/// The losses of the runs of an experiment over the steps, on logarithmic axes, with plateaus and ends.
///
/// The curves need traces (`DescentOptions.recordsTrace`); without them only plateaus and ends are drawn.
/// At most 60 runs are drawn. The scale reaches down to the smallest recorded loss: ends, whose loss is
/// lowered by a final least-squares solution, are drawn on its lower edge where they lie below.
public func trajectoryPicture(_ experiment: DescentExperiment) -> Picture {
  TrajectoryDrawing(experiment).picture
}

private struct TrajectoryDrawing {
  private static let runLimit = 60
  private static let width = 640.0

  let experiment: DescentExperiment
  let runs: [DescentRun]
  let plot: Plot

  init(_ experiment: DescentExperiment) {
    self.experiment = experiment
    runs = Array(experiment.runs.prefix(Self.runLimit))
    let shown = runs.flatMap { places(of: $0) + [last(of: $0)] + $0.plateaus.map(place) }
    let recorded = runs.flatMap(places).map(\.loss).filter { $0 > 0 }
    let losses = shown.map(\.loss).filter { $0 > 0 && $0.isFinite }
    plot = Plot(
      horizontal: Axis("step", decadesFrom: 1, to: Double(max(shown.map(\.step).max() ?? 1, 1))),
      vertical: Axis(
        "loss", decadesFrom: max(recorded.min() ?? losses.min() ?? 1e-3, 1e-40),
        to: losses.max() ?? 1),
      left: 76, top: 14, width: Self.width - 76 - 16, height: 320)
  }

  var picture: Picture {
    var elements = [plot.gridLines(verticalTicks: 9)]
    elements += runs.map(curve)
    for run in runs {
      elements += run.plateaus.map { Mark.ring(x($0.step), y($0.loss), .plateau, radius: 4) }
    }
    elements += runs.map { run in
      let end = last(of: run)
      return run.endsInSubnetwork
        ? Mark.disc(x(end.step), y(end.loss), .subnetwork, radius: 4.5)
        : Mark.square(x(end.step), y(end.loss), .muted, radius: 3.6)
    }
    elements += plot.frame(verticalTicks: 9, titleOffset: 52)
    let (legend, legendTop, legendWidth) = (legend, plot.bottom + 48, Self.width - 32)
    elements += legend.drawing(x: 16, y: legendTop, width: legendWidth)
    return Picture(
      title: "Losses of gradient descent on the network \(experiment.loss.architecture)",
      description: text, width: Self.width,
      height: legendTop + legend.height(width: legendWidth) + 8,
      body: elements.map(\.markup).joined(separator: "\n"))
  }

  private var text: String {
    let fraction = experiment.subnetworkFraction
    let shown = runs.count < experiment.runs.count ? "The first \(runs.count)" : "All"
    let plateaus = runs.reduce(0) { $0 + $1.plateaus.count }
    return "\(shown) of \(experiment.runs.count) runs by the method "
      + "\(experiment.options.method.rawValue), with \(plateaus) plateaus; "
      + "\(fraction.successes) of \(fraction.trials) runs end in a subnetwork that is confirmed "
      + "exactly."
  }

  private var legend: Legend {
    var legend = Legend()
    let inside = runs.count { $0.endsInSubnetwork }
    if inside > 0 {
      legend.mark("run that ends in a subnetwork (\(inside))") { x, y in
        [line(x, y, .subnetwork), Mark.disc(x, y, .subnetwork, radius: 4.5)]
      }
    }
    if inside < runs.count {
      legend.mark("other run (\(runs.count - inside))") { x, y in
        [line(x, y, .muted), Mark.square(x, y, .muted, radius: 3.6)]
      }
    }
    if runs.contains(where: { !$0.plateaus.isEmpty }) {
      legend.mark("plateau") { x, y in [Mark.ring(x, y, .plateau)] }
    }
    return legend
  }

  private func line(_ x: Double, _ y: Double, _ colour: PictureColour) -> SVGElement {
    var path = SVGPath()
    path.line(from: (x - 13, y), to: (x + 13, y))
    return path.stroked(colour, width: 1.5)
  }

  private func curve(of run: DescentRun) -> SVGElement {
    var path = SVGPath()
    let points = places(of: run) + [last(of: run)]
    path.polyline(simplified(points.map { (x($0.step), y($0.loss)) }))
    let colour = run.endsInSubnetwork ? PictureColour.subnetwork : .muted
    return path.stroked(colour, width: 1.5, opacity: runs.count > 12 ? 0.6 : 0.85)
  }

  /// The horizontal place of a step; the start is drawn at step 1.
  private func x(_ step: Int) -> Double { plot.x(Double(max(step, 1))) }

  private func y(_ loss: Double) -> Double {
    let loss = min(max(loss, plot.vertical.lower), plot.vertical.upper)
    return plot.y(loss)
  }
}

/// The recorded places of a run with a finite loss, without its start.
private func places(of run: DescentRun) -> [(step: Int, loss: Double)] {
  run.trace.filter { $0.step > 0 && $0.loss.isFinite }.map { ($0.step, $0.loss) }
}

/// The end of a run; for one that has diverged the last recorded place.
private func last(of run: DescentRun) -> (step: Int, loss: Double) {
  if run.end.loss.isFinite { return place(run.end) }
  return places(of: run).last ?? (run.end.step, .infinity)
}

private func place(_ place: DescentRun.Place) -> (step: Int, loss: Double) {
  (place.step, place.loss)
}
