import CriticalLoci
import ExactArithmetic
import NumericalExperiments

/// The critical curves of a landscape with their numbers, and its marked points.
struct CurveDrawing {
  private typealias Place = (x: Double, y: Double)

  private let landscape: LossLandscape
  private let shown: [ShownSection]
  private let plot: Plot

  init(_ landscape: LossLandscape, _ shown: [ShownSection], _ plot: Plot) {
    self.landscape = landscape
    self.shown = shown
    self.plot = plot
  }

  /// Curves below, then marks, then numbers.
  var elements: [SVGElement] {
    let curves = curves()
    var elements: [SVGElement] = []
    for curve in curves {
      var path = SVGPath()
      for line in curve.lines { path.polyline(simplified(line)) }
      elements.append(path.stroked(.paper, width: 5, opacity: 0.7))
      let first = shown[curve.sections[0]]
      elements.append(path.stroked(first.colour, width: 2.4, dashes: first.dashes))
      // Where curves of components coincide, the second shows as dashes on the first.
      if curve.sections.count > 1, shown[curve.sections[1]].colour != first.colour {
        elements.append(
          path.stroked(shown[curve.sections[1]].colour, width: 2.4, dashes: "4 10"))
      }
    }
    var taken: [Place] = landscape.points.map(place)
    var labels: [SVGElement] = []
    for point in landscape.points { elements.append(mark(point, &labels, &taken)) }
    for (index, curve) in curves.enumerated() {
      let others = curves.indices.filter { $0 != index }.flatMap { curves[$0].lines.joined() }
      let text = curve.sections.map { "\(shown[$0].number)" }.joined(separator: ", ")
      guard let place = labelPlace(on: curve.lines, avoiding: taken, others) else { continue }
      taken.append(place)
      labels.append(
        .haloedLabel(
          text, x: place.x, y: place.y + 4.5, anchor: .middle,
          colour: shown[curve.sections[0]].colour))
    }
    return elements + labels
  }

  /// The different curves, each with the positions in `shown` of the sections that have it.
  private func curves() -> [(sections: [Int], lines: [[Place]])] {
    var equations: [CriticalCurve: Int] = [:]
    var curves: [(sections: [Int], lines: [[Place]])] = []
    for (index, section) in shown.enumerated() {
      for curve in landscape.sections[section.position].visibleCurves {
        if let known = equations[curve] {
          curves[known].sections.append(index)
        } else {
          equations[curve] = curves.count
          let lines = curve.paths.map { $0.map { (plot.x($0.s), plot.y($0.t)) } }
          curves.append(([index], lines))
        }
      }
    }
    return curves
  }

  private func place(_ point: LandscapePoint) -> Place {
    (plot.x(point.s.asDouble), plot.y(point.t.asDouble))
  }

  private func mark(
    _ point: LandscapePoint, _ labels: inout [SVGElement], _ taken: inout [Place]
  ) -> SVGElement {
    let (x, y) = place(point)
    switch point.kind {
    case .teacher: return Mark.star(x, y, .ink)
    case .weights: return Mark.square(x, y, .ink, radius: 5)
    case .witness(let position):
      guard let section = shown.first(where: { $0.position == position }) else {
        return Mark.disc(x, y, .ink, radius: 5)
      }
      // The number stands at the curve if there is one.
      if section.hasCurve { return Mark.disc(x, y, section.colour, radius: 5) }
      let isRight = x + 16 < plot.right
      let label = Place(x + (isRight ? 12 : -12), y > plot.top + 24 ? y - 10 : y + 14)
      taken.append(label)
      labels.append(
        .haloedLabel(
          "\(section.number)", x: label.x, y: label.y + 4.5, anchor: .middle,
          colour: section.colour))
      return Mark.disc(x, y, section.colour, radius: 5)
    }
  }

  /// A place on the lines away from other labels, other lines and the frame: the first that is free, or
  /// the freest one.
  private func labelPlace(
    on lines: [[Place]], avoiding taken: [Place], _ others: [Place]
  ) -> Place? {
    let points = lines.max { $0.count < $1.count } ?? []
    guard !points.isEmpty else { return nil }
    let shares = [0.5, 0.35, 0.65, 0.2, 0.8, 0.27, 0.73, 0.42, 0.58, 0.12, 0.88]
    let candidates = shares.map { points[Int($0 * Double(points.count - 1))] }.filter {
      $0.x > plot.left + 12 && $0.x < plot.right - 12 && $0.y > plot.top + 12
        && $0.y < plot.bottom - 12
    }
    func distance(_ place: Place, _ obstacles: [Place]) -> Double {
      obstacles.map {
        ((place.x - $0.x) * (place.x - $0.x) + (place.y - $0.y) * (place.y - $0.y)).squareRoot()
      }.min() ?? .infinity
    }
    /// 1 and more for a free place.
    func freedom(_ place: Place) -> Double {
      min(distance(place, taken) / 22, distance(place, others) / 14)
    }
    return candidates.first { freedom($0) >= 1 }
      ?? candidates.max { freedom($0) < freedom($1) }
  }
}
