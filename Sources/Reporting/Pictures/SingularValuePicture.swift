import AlgebraicStructures
import Computation
import CriticalLoci
import NumericalExperiments

/// The singular values of the Jacobian at random points and at given weights, on a logarithmic scale
/// relative to the largest, with the exact generic rank and the values that count as zero.
///
/// At most 200 points are drawn.
public func singularValuePicture(_ sample: any SampledRanks) -> Picture {
  SingularValueDrawing(sample).picture
}

private struct SingularValueDrawing {
  private static let pointLimit = 200
  private static let width = 640.0
  private static let left = 76.0

  let sample: any SampledRanks
  let points: [NumericalRank]
  let plot: Plot
  /// The strip for zeros below the plot; the plot itself where there are none.
  let floor: Plot
  let hasZeros: Bool

  init(_ sample: any SampledRanks) {
    self.sample = sample
    points = Array(sample.points.compactMap { $0 }.prefix(Self.pointLimit))
    let shown = points + (sample.givenPoint.map { [$0] } ?? [])
    let count = shown.map(\.singularValues.count).max() ?? 1
    let ratios = shown.flatMap(relativeValues).filter { $0 > 0 }
    let noise = shown.first?.rule.noise ?? 1e-12
    let lowest = max(min(ratios.min() ?? noise, noise), 1e-24)
    let index = Axis("index i", numbersTo: count)
    plot = Plot(
      horizontal: index, vertical: Axis("σᵢ / σ₁", decadesFrom: lowest, to: 1), left: Self.left,
      top: 14, width: Self.width - Self.left - 16, height: 300)
    hasZeros = shown.contains { $0.singularValues.contains(0) }
    floor =
      !hasZeros
      ? plot
      : Plot(
        horizontal: index, vertical: Axis("", from: -1, to: 1), left: plot.left,
        top: plot.bottom + 5, width: plot.width, height: 24)
  }

  var picture: Picture {
    var elements = [plot.gridLines(verticalTicks: 9)]
    var legend = Legend()
    addTolerance(&elements, &legend)
    addPoints(&elements, &legend)
    addRank(&elements, &legend)
    elements += plot.frame(
      verticalTicks: 9, showsHorizontalLabels: !hasZeros, titleOffset: 52)
    if hasZeros {
      elements += floor.frame(verticalTicks: 0)
      elements.append(.label("0", x: floor.left - 8, y: floor.top + 16, anchor: .end))
    }
    let legendTop = floor.bottom + 48
    let legendWidth = Self.width - 32
    elements += legend.drawing(x: 16, y: legendTop, width: legendWidth)
    return Picture(
      title: "Singular values of the Jacobian"
        + ((sample as? RankSample).map { " of the network \($0.architecture)" } ?? ""),
      description: text, width: Self.width,
      height: legendTop + legend.height(width: legendWidth) + 8,
      body: elements.map(\.markup).joined(separator: "\n"))
  }

  private var text: String {
    let rank = sample.genericRank.dimension
    var text =
      "Relative singular values at \(points.count) random points on a logarithmic scale; the exact "
      + "generic rank is \(rank)"
    text += sample.numericalRank.map { ", the numerical one \($0)." } ?? ", the numerical one open."
    if let point = sample.givenPoint {
      text += " At the given weights the rank is "
      text += point.rank.map { "\($0)." } ?? "not decided in double precision."
    }
    return text
  }

  /// The band of ratios that are neither clearly zero nor clearly not.
  private func addTolerance(_ elements: inout [SVGElement], _ legend: inout Legend) {
    guard let rule = (points.first ?? sample.givenPoint)?.rule else { return }
    let (upper, lower) = (plot.y(rule.cut), min(plot.y(rule.noise), plot.bottom))
    var band = SVGPath()
    band.rectangle(x: plot.left, y: upper, width: plot.width, height: lower - upper)
    elements.append(band.filled(.plateau, opacity: 0.14))
    legend.mark("undecided: \(scientific(rule.noise)) to \(scientific(rule.cut)), zero below") {
      x, y in
      var swatch = SVGPath()
      swatch.rectangle(x: x - 13, y: y - 6, width: 26, height: 12)
      return [swatch.filled(.plateau, opacity: 0.14)]
    }
  }

  private func addPoints(_ elements: inout [SVGElement], _ legend: inout Legend) {
    var dots = SVGPath()
    for (k, point) in points.enumerated() {
      // Multiples of the golden ratio spread the points of one index evenly over its column.
      let share = (Double(k) * 0.618_033_988_75).truncatingRemainder(dividingBy: 1)
      for (i, ratio) in relativeValues(point).enumerated() {
        dots.dot(plot.x(Double(i + 1) + 0.64 * (share - 0.5)), height(of: ratio))
      }
    }
    if !dots.isEmpty {
      elements.append(dots.stroked(.accent, width: 3.2, opacity: 0.55))
      let count = points.count
      legend.mark("at \(count) random point\(count == 1 ? "" : "s")") { x, y in
        var sample = SVGPath()
        for offset in [-8.0, 0, 8] { sample.dot(x + offset, y) }
        return [sample.stroked(.accent, width: 3.2, opacity: 0.55)]
      }
    }
    guard let given = sample.givenPoint else { return }
    let places = relativeValues(given).enumerated().map {
      (plot.x(Double($0.offset + 1)), height(of: $0.element))
    }
    var line = SVGPath()
    line.polyline(places)
    elements.append(line.stroked(.exotic, width: 1, opacity: 0.7))
    elements += places.map { Mark.diamond($0.0, $0.1, .exotic) }
    legend.mark("at the given weights") { x, y in [Mark.diamond(x, y, .exotic)] }
  }

  private func addRank(_ elements: inout [SVGElement], _ legend: inout Legend) {
    let rank = sample.genericRank.dimension
    let x = plot.x(Double(rank) + 0.5)
    var line = SVGPath()
    line.line(from: (x, plot.top), to: (x, floor.bottom))
    elements.append(line.stroked(.ink, width: 1.4, dashes: "5 4"))
    let known = sample.genericRank.evidence.kind
    legend.line("exact generic rank \(rank) (\(known))", .ink, width: 1.4, dashes: "5 4")
  }

  private func height(of ratio: Double) -> Double {
    ratio > 0 ? min(plot.y(ratio), plot.bottom) : floor.top + floor.height / 2
  }
}

/// The singular values divided by the largest; zeros if that is 0.
private func relativeValues(_ rank: NumericalRank) -> [Double] {
  let largest = rank.singularValues.first ?? 0
  return rank.singularValues.map { largest > 0 ? $0 / largest : 0 }
}
