import Analyses
import Computation

/// The losses on the straight lines between two networks, before and after alignment of their neurons, with the chords
/// from which barriers are measured.
///
/// Losses that are not finite are left out.
public func pathPicture(_ path: PathComparison) -> Picture { PathDrawing(path: path).picture }

private struct PathDrawing {
  private static let width = 640.0

  let path: PathComparison

  var picture: Picture {
    let values = (path.before.values + path.after.values).filter(\.isFinite)
    let plot = Plot(
      horizontal: Axis("t", from: 0, to: 1),
      vertical: Axis("loss", from: 0, to: 1.05 * (values.max() ?? 1)),
      left: 76, top: 14, width: Self.width - 76 - 16, height: 300)
    var elements = [plot.gridLines()]
    elements += [
      chord(path.before, .muted, plot), chord(path.after, .accent, plot),
      curve(path.before, plot).stroked(.muted, width: 2, dashes: "6 4"),
      curve(path.after, plot).stroked(.accent, width: 2),
    ]
    elements += plot.frame(titleOffset: 56)
    var legend = Legend()
    legend.line("as given", .muted, dashes: "6 4")
    legend.line("after alignment", .accent)
    let (top, legendWidth) = (plot.bottom + 48, Self.width - 32)
    elements += legend.drawing(x: 16, y: top, width: legendWidth)
    return Picture(
      title: "Loss on the straight lines between two networks", description: text,
      width: Self.width, height: top + legend.height(width: legendWidth) + 8,
      body: elements.map(\.markup).joined(separator: "\n"))
  }

  private var text: String {
    func barrier(_ path: LossPath) -> String {
      path.barrier.map { numberText($0) } ?? "beyond double precision"
    }
    return
      "The loss \(path.loss) at \(path.before.values.count) points from the first network (t = 0) to the second "
      + "(t = 1): the barrier is \(barrier(path.before)) as given and \(barrier(path.after)) after alignment."
  }

  private func curve(_ losses: LossPath, _ plot: Plot) -> SVGPath {
    var path = SVGPath()
    path.polyline(
      zip(losses.points, losses.values).filter { $0.1.isFinite }
        .map { (plot.x($0.0), plot.y($0.1)) })
    return path
  }

  private func chord(_ losses: LossPath, _ colour: PictureColour, _ plot: Plot) -> SVGElement {
    var path = SVGPath()
    if let first = losses.values.first, let last = losses.values.last, first.isFinite, last.isFinite
    {
      path.line(from: (plot.x(0), plot.y(first)), to: (plot.x(1), plot.y(last)))
    }
    return path.stroked(colour, width: 0.8, dashes: "1 4")
  }
}
