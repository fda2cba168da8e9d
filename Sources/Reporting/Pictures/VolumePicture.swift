import Computation
import ExactArithmetic
import Foundation
import LearningCoefficients
import NumericalExperiments

/// The logarithm of the volume of {K ≤ ε} over log(1/ε) from multilevel splitting, with its spread over the populations,
/// next to the fall that an exact value demands: −λ log(1/ε) + (m − 1) log log(1/ε), its height fitted.
///
/// Regular coordinates that were split off are no part of the volumes, and a half for each is taken from λ.
///
/// - Parameter estimate: An estimate by splitting; others have no volumes.
/// - Parameter exact: λ and m, if they are known.
/// - Returns: The figure, without curves if the estimate has no volumes.
public func volumePicture(
  _ estimate: LearningCoefficientEstimate, exact: LearningCoefficient? = nil
) -> Picture {
  VolumeDrawing(estimate: estimate, exact: exact).picture
}

private struct VolumeDrawing {
  private static let width = 640.0
  private static let left = 76.0

  let estimate: LearningCoefficientEstimate
  let exact: LearningCoefficient?
  let plot: Plot

  init(estimate: LearningCoefficientEstimate, exact: LearningCoefficient?) {
    self.estimate = estimate
    self.exact = exact
    let volumes = estimate.volumes
    plot = Plot(
      horizontal: Axis("log 1/ε", from: 0, to: volumes.map(\.depth).max() ?? 1),
      vertical: Axis(
        "log volume", from: volumes.map { $0.logVolume - $0.spread }.min() ?? -1, to: 0),
      left: Self.left, top: 14, width: Self.width - Self.left - 16, height: 320)
  }

  var picture: Picture {
    var elements = [plot.gridLines()]
    var legend = Legend()
    var band = SVGPath()
    let volumes = estimate.volumes
    let upper = volumes.map { (plot.x($0.depth), height($0.logVolume + $0.spread)) }
    let lower = volumes.map { (plot.x($0.depth), height($0.logVolume - $0.spread)) }
    band.polyline(upper + lower.reversed(), isClosed: true)
    elements.append(band.filled(.accent, opacity: 0.18))
    var line = SVGPath()
    line.polyline(simplified(volumes.map { (plot.x($0.depth), height($0.logVolume)) }))
    elements.append(line.stroked(.accent, width: 1.8))
    legend.line("volume of {K ≤ ε}: mean of the populations", .accent)
    legend.mark("their standard deviation") { x, y in
      var swatch = SVGPath()
      swatch.rectangle(x: x - 13, y: y - 6, width: 26, height: 12)
      return [swatch.filled(.accent, opacity: 0.18)]
    }
    if let exact {
      elements.append(demanded(exact).stroked(.exotic, width: 1.6, dashes: "6 4"))
      legend.line("slope of the exact (λ, m) = \(exact)", .exotic, width: 1.6, dashes: "6 4")
    }
    elements += plot.frame(titleOffset: 52)
    let legendTop = plot.bottom + 48
    let legendWidth = Self.width - 32
    elements += legend.drawing(x: 16, y: legendTop, width: legendWidth)
    return Picture(
      title: "Volume of the weights of small loss around the point", description: text,
      width: Self.width, height: legendTop + legend.height(width: legendWidth) + 8,
      body: elements.map(\.markup).joined(separator: "\n"))
  }

  private var text: String {
    var text =
      "The logarithm of the volume where K is at most ε over log 1/ε; its slope tends to minus λ"
    if estimate.regularCoordinates > 0 {
      text +=
        " less a half for each of the \(counted(estimate.regularCoordinates, "regular coordinate")) left out"
    }
    text += estimate.lambda.map { ", estimated as \(numberText($0))." } ?? "."
    if let exact { text += " The exact value is \(exact.lambda), m = \(exact.multiplicity)." }
    return text
  }

  /// The fall that λ and m demand, through the mean of the deeper half of the volumes.
  private func demanded(_ exact: LearningCoefficient) -> SVGPath {
    let slope = exact.lambda.asDouble - Double(estimate.regularCoordinates) / 2
    func fall(_ depth: Double) -> Double {
      -slope * depth + Double(exact.multiplicity - 1) * log(max(depth, 1))
    }
    let deep = estimate.volumes.suffix(estimate.volumes.count / 2)
    let offset =
      deep.reduce(0) { $0 + $1.logVolume - fall($1.depth) } / Double(max(deep.count, 1))
    var path = SVGPath()
    let points = (0...100).map { index -> (Double, Double) in
      let depth = plot.horizontal.upper * Double(index) / 100
      return (plot.x(depth), height(offset + fall(depth)))
    }
    path.polyline(simplified(points))
    return path
  }

  /// Inside the frame, also for what lies beyond.
  private func height(_ value: Double) -> Double {
    min(max(plot.y(value), plot.top), plot.bottom)
  }
}
