import NumericalExperiments

/// The losses of the runs of an experiment over the steps, on logarithmic axes, with plateaus and ends; losses
/// are divided by that of the zero function.
///
/// Runs that have diverged do not stretch the scale: where they leave it, they leave the figure at its upper
/// edge, which a triangle marks.
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

  private let scale: Double

  init(_ experiment: DescentExperiment) {
    self.experiment = experiment
    let scale = experiment.loss.targetMeanSquare
    self.scale = scale
    runs = Array(experiment.runs.prefix(Self.runLimit))
    let shown = runs.flatMap { places(of: $0) + [place($0.end)] + $0.plateaus.map(place) }
    // The scale is that of the runs that stay finite; without any, that of the beginnings.
    let finite = runs.filter { !$0.hasDiverged }
    let recorded = finite.flatMap(places).map { $0.loss / scale }.filter { $0 > 0 }
    let ends = finite.map { $0.end.loss / scale }.filter { $0 > 0 && $0.isFinite }
    let starts = runs.compactMap { $0.trace.first }.map { $0.loss / scale }.filter { $0 > 0 }
    let upper = (recorded + ends + (finite.isEmpty ? starts : [])).max() ?? 1
    let lower = max(recorded.min() ?? ends.min() ?? starts.min() ?? 1e-3, 1e-40)
    plot = Plot(
      horizontal: Axis("step", decadesFrom: 1, to: Double(max(shown.map(\.step).max() ?? 1, 1))),
      vertical: Axis(relativeLossTitle, decadesFrom: min(lower, upper), to: max(lower, upper)),
      left: 76, top: 14, width: Self.width - 76 - 16, height: 320)
  }

  var picture: Picture {
    var elements = [plot.gridLines(verticalTicks: 9)]
    elements += runs.map(curve)
    for run in runs {
      elements += run.plateaus.map { Mark.ring(x($0.step), y($0.loss), .plateau, radius: 4) }
    }
    elements += runs.map { run in
      let (x, y) = (x(run.end.step), y(run.end.loss))
      if run.hasDiverged { return Mark.triangle(x, y, .plateau) }
      return run.endsInSubnetwork
        ? Mark.disc(x, y, .subnetwork, radius: 4.5) : Mark.square(x, y, .muted, radius: 3.6)
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
    let diverged = experiment.divergedFraction.successes
    let plateaus = runs.reduce(0) { $0 + $1.plateaus.count }
    return "\(shown) of \(experiment.runs.count) runs by the method "
      + "\(experiment.options.method.rawValue), with \(plateaus) plateaus; "
      + "\(fraction.successes) of \(fraction.trials) runs end in a subnetwork that is confirmed "
      + "exactly"
      + (diverged == 0 ? "." : ", \(diverged) diverge.")
      + " Losses are divided by that of the zero function."
  }

  private var legend: Legend {
    var legend = Legend()
    let inside = runs.count { $0.endsInSubnetwork }
    if inside > 0 {
      legend.mark("run that ends in a subnetwork (\(inside))") { x, y in
        [line(x, y, .subnetwork), Mark.disc(x, y, .subnetwork, radius: 4.5)]
      }
    }
    let diverged = runs.count(where: \.hasDiverged)
    if inside + diverged < runs.count {
      legend.mark("other run (\(runs.count - inside - diverged))") { x, y in
        [line(x, y, .muted), Mark.square(x, y, .muted, radius: 3.6)]
      }
    }
    if diverged > 0 {
      legend.mark("run that diverges (\(diverged))") { x, y in
        [line(x, y, .muted), Mark.triangle(x, y, .plateau)]
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
    let points = places(of: run) + [place(run.end)]
    path.polyline(simplified(points.map { (x($0.step), y($0.loss)) }))
    let colour = run.endsInSubnetwork ? PictureColour.subnetwork : .muted
    return path.stroked(colour, width: 1.5, opacity: runs.count > 12 ? 0.6 : 0.85)
  }

  /// The horizontal place of a step; the start is drawn at step 1.
  private func x(_ step: Int) -> Double { plot.x(Double(max(step, 1))) }

  private func y(_ loss: Double) -> Double {
    plot.y(min(max(loss / scale, plot.vertical.lower), plot.vertical.upper))
  }
}

/// The recorded places of a run with a finite loss, without its start.
private func places(of run: DescentRun) -> [(step: Int, loss: Double)] {
  run.trace.filter { $0.step > 0 && $0.loss.isFinite }.map { ($0.step, $0.loss) }
}

private func place(_ place: DescentRun.Place) -> (step: Int, loss: Double) {
  (place.step, place.loss)
}
