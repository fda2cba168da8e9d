import Computation
import CriticalLoci
import ExactArithmetic
import Networks
import NumericalExperiments

/// A loss on a plane of weights as bands between logarithmic levels, with the curves in which the
/// components of the critical locus meet the plane and with the marked points.
///
/// Curves of subnetworks are solid, those of exotic components dashed; numbers tie them to the legend.
public func landscapePicture(_ landscape: LossLandscape) -> Picture {
  LandscapeDrawing(landscape).picture
}

private struct LandscapeDrawing {
  private static let width = 640.0
  private static let side = 430.0
  /// The most lines of the legend for components.
  private static let legendLimit = 14

  let landscape: LossLandscape
  let plot: Plot
  let levels: LossLevels
  /// The sections that show, in the order of their numbers.
  let shown: [ShownSection]

  init(_ landscape: LossLandscape) {
    self.landscape = landscape
    let grid = landscape.grid
    plot = Plot(
      horizontal: Axis("s", from: grid.first.lowerBound, to: grid.first.upperBound),
      vertical: Axis("t", from: grid.second.lowerBound, to: grid.second.upperBound),
      left: 70, top: 14, width: Self.side, height: Self.side)
    levels = LossLevels(landscape)
    shown = ShownSection.list(landscape)
  }

  var picture: Picture {
    var elements = levels.bands(landscape, in: plot)
    elements += CurveDrawing(landscape, shown, plot).elements
    elements += plot.frame()
    elements += levels.scale(x: plot.right + 22, top: plot.top, height: plot.height)
    let (legend, legendTop, legendWidth) = (legend, plot.bottom + 50, Self.width - 32)
    elements += legend.drawing(x: 16, y: legendTop, width: legendWidth)
    let architecture = landscape.plane.origin.architecture
    return Picture(
      title: "Loss and critical curves of the network \(architecture) on a plane of weights",
      description: text, width: Self.width,
      height: legendTop + legend.height(width: legendWidth) + 8,
      body: elements.map(\.markup).joined(separator: "\n"))
  }

  private var text: String {
    let curves = Set(landscape.sections.flatMap(\.visibleCurves).map(\.equation)).count
    let names = shown.map { "\($0.number): \($0.label)" }.joined(separator: ", ")
    let scale = landscape.lossScale
    return
      "The loss on the plane p + s u + t v, divided by that of the zero function, lies between "
      + "\(lossText(landscape.smallestLoss / scale)) and "
      + "\(lossText(landscape.largestLoss / scale)). "
      + "\(curves) curve\(curves == 1 ? "" : "s") of critical weights"
      + (names.isEmpty ? "." : " and marked points belong to the components \(names).")
  }

  private func lossText(_ loss: Double) -> String {
    loss.isFinite ? numberText(loss) : "what is beyond double precision"
  }

  private var legend: Legend {
    var legend = Legend()
    for section in shown.prefix(Self.legendLimit) {
      let name = section.label.count > 64 ? section.label.prefix(63) + "…" : section.label[...]
      let kind = section.kind == .exotic ? " (exotic)" : ""
      let text = "\(section.number): \(name)\(kind)"
      if section.hasCurve {
        legend.line(text, section.colour, width: 2.4, dashes: section.dashes)
      } else {
        legend.mark(text) { x, y in [Mark.disc(x, y, section.colour, radius: 5)] }
      }
    }
    if shown.count > Self.legendLimit {
      legend.mark("and \(shown.count - Self.legendLimit) more components") { _, _ in [] }
    }
    let kinds = landscape.points.map(\.kind)
    if kinds.contains(where: { if case .witness = $0 { true } else { false } }) {
      legend.mark("exact point of a component") { x, y in [Mark.disc(x, y, .ink, radius: 5)] }
    }
    if kinds.contains(.weights) {
      legend.mark("given weights") { x, y in [Mark.square(x, y, .ink, radius: 5)] }
    }
    if let teacher = landscape.points.first(where: { $0.kind == .teacher }) {
      let isOrigin = teacher.s.isZero && teacher.t.isZero
      legend.mark(isOrigin ? "teacher, at s = t = 0" : "teacher") { x, y in
        [Mark.star(x, y, .ink)]
      }
    }
    return legend
  }
}
