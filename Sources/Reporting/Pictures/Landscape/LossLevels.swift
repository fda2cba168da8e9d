import Computation
import Foundation
import NumericalExperiments

/// Logarithmic levels of a loss, the bands between them, and their scale.
///
/// Each level lays one more veil over the set in which the loss is at least as large, so that bands have
/// no seams and follow the colours of the page.
struct LossLevels {
  private static let colour = PictureColour.accent
  /// The opacity of all veils together.
  private static let darkest = 0.58

  /// The levels of the loss relative to that of the zero function, in increasing order; `[]` for a constant
  /// loss.
  let values: [Double]
  /// The loss of the zero function.
  private let scale: Double

  init(_ landscape: LossLandscape) {
    let scale = landscape.lossScale
    self.scale = scale
    let sorted = landscape.values.joined().map { $0 / scale }.filter(\.isFinite).sorted()
    let top = sorted.last ?? 0
    guard top > 0 else {
      values = []
      return
    }
    // Small parts near a zero of the loss do not use up the levels.
    let low = log10(max(sorted[sorted.count / 100], top * 1e-30))
    let high = log10(top)
    let step = [0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2].first { (high - low) / $0 <= 12 } ?? 3
    let first = roundedInteger((low / step).rounded(.up))
    let last = roundedInteger((high / step - 1e-9).rounded(.down))
    values = first <= last ? (first...last).map { pow(10, Double($0) * step) } : []
  }

  private var veil: Double {
    1 - pow(1 - Self.darkest, 1 / Double(max(values.count, 1)))
  }

  private func veiled(_ path: SVGPath) -> SVGElement {
    var element = path.filled(Self.colour)
    element.attributes.append(("fill-opacity", .text(decimal(veil, digits: 4))))
    return element
  }

  /// The bands of a landscape.
  func bands(_ landscape: LossLandscape, in plot: Plot) -> [SVGElement] {
    values.map { level in
      var path = SVGPath()
      for chain in landscape.border(ofLossAtLeast: level * scale) where chain.count > 3 {
        let points = simplified(chain.map { (plot.x($0.s), plot.y($0.t)) }, tolerance: 0.25)
        path.polyline(Array(points.dropLast()), isClosed: true)
      }
      return veiled(path)
    }
  }

  /// The scale: a bar of the bands with the levels at their borders.
  func scale(x: Double, top: Double, height: Double) -> [SVGElement] {
    let (width, bottom) = (16.0, top + height)
    let band = height / Double(values.count + 1)
    var elements: [SVGElement] = []
    var frame = SVGPath()
    frame.rectangle(x: x, y: top, width: width, height: height)
    let labelled = labelled
    for (k, level) in values.enumerated() {
      let y = bottom - band * Double(k + 1)
      var area = SVGPath()
      area.rectangle(x: x, y: top, width: width, height: y - top)
      elements.append(veiled(area))
      guard labelled[k] else { continue }
      frame.line(from: (x + width, y), to: (x + width + 4, y))
      let exponent = log10(level).rounded()
      let isWhole = abs(log10(level) - exponent) < 1e-6
      elements.append(
        .label(
          isWhole ? powerOfTen(roundedInteger(exponent)) : scientific(level), x: x + width + 8,
          y: y + 4))
    }
    elements.append(frame.stroked(.ink, width: 1))
    var title = SVGElement.label(
      relativeLossTitle, x: x + width + 70, y: top + height / 2, anchor: .middle)
    title.attributes.append(
      ("transform", "rotate(-90 \(decimal(x + width + 70)) \(decimal(top + height / 2)))"))
    return elements + [title]
  }

  /// The levels with a label: whole powers of ten where there are enough, else every second or third.
  private var labelled: [Bool] {
    let whole = values.map { abs(log10($0) - log10($0).rounded()) < 1e-6 }
    let stride = max(1, Int((Double(values.count) / 9).rounded(.up)))
    return whole.count(where: { $0 }) >= 3
      ? whole : values.indices.map { $0.isMultiple(of: stride) }
  }
}

/// What scales of losses in figures are called: the loss in units of that of the zero function,
/// `SquaredLoss.targetMeanSquare`.
let relativeLossTitle = "loss / loss of f = 0"
