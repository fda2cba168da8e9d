import NumericalExperiments

/// Loss, trace of the Hessian and σ₂/σ₁ of the features of a label-noise run over the steps, in three
/// panels, next to the gradient flow of the trace.
public func labelNoisePicture(_ run: LabelNoiseRun) -> Picture {
  LabelNoiseDrawing(run: run).picture
}

private struct LabelNoiseDrawing {
  private static let width = 640.0
  private static let panelHeight = 130.0
  /// The smallest part of the largest value that a logarithmic scale shows.
  private static let smallestPart = 1e-18

  let run: LabelNoiseRun

  var picture: Picture {
    let panels: [(String, KeyPath<LabelNoiseMeasurement, Double>)] = [
      ("loss", \.loss), ("trace of the Hessian", \.hessianTrace), ("σ₂ / σ₁", \.featureRatio),
    ]
    var elements: [SVGElement] = []
    var top = 30.0
    for (index, (title, key)) in panels.enumerated() {
      let isLast = index == panels.count - 1
      elements += panel(title, key, top: top, isFirst: index == 0, isLast: isLast)
      top += Self.panelHeight + 16
    }
    let (legend, legendTop, legendWidth) = (legend, top + 34, Self.width - 32)
    elements += legend.drawing(x: 16, y: legendTop, width: legendWidth)
    return Picture(
      title:
        "Label-noise SGD on the network (\(run.problem.dimension),\(run.problem.neuronCount),1)",
      description: text,
      width: Self.width, height: legendTop + legend.height(width: legendWidth) + 8,
      body: elements.map(\.markup).joined(separator: "\n"))
  }

  private var text: String {
    "Loss, trace of the Hessian and the ratio of the two largest singular values of the features "
      + "over \(run.curve.last?.step ?? 0) steps; the features "
      + (run.hasCollapsed ? "collapse to rank one" : "do not collapse to rank one")
      + (run.diverged ? "; the run diverges." : ".")
  }

  private var legend: Legend {
    var legend = Legend()
    legend.line("label-noise SGD", .accent)
    if !run.traceFlow.isEmpty {
      legend.line("gradient flow of the trace", .exotic, dashes: "6 4")
    }
    if agreeingTrace != nil {
      legend.line("trace where all neurons agree", .ink, width: 1.2, dashes: "2 4")
    }
    return legend
  }

  private var agreeingTrace: Double? {
    run.problem.agreeingTrace.flatMap { $0 > 0 && $0.isFinite ? $0 : nil }
  }

  private func panel(
    _ title: String, _ key: KeyPath<LabelNoiseMeasurement, Double>, top: Double, isFirst: Bool,
    isLast: Bool
  ) -> [SVGElement] {
    let isTrace = key == \.hessianTrace
    var values = (run.curve + run.traceFlow).map { $0[keyPath: key] }.filter(\.isFinite)
    if isTrace, let agreeingTrace { values.append(agreeingTrace) }
    let positive = values.filter { $0 > 0 }
    let high = min(positive.max() ?? 1, 1e300)
    let low = min(max(positive.min() ?? 0.1, Self.smallestPart * high), high)
    let steps = Double(max(run.curve.last?.step ?? 1, 1))
    // The trace of the Hessian may be negative off the zero-loss manifold.
    let plot = Plot(
      horizontal: Axis("step", from: 0, to: steps),
      vertical: isTrace
        ? Axis(title, from: 1.1 * min(values.min() ?? 0, 0), to: 1.1 * high)
        : Axis(title, decadesFrom: low, to: high),
      left: 76, top: top, width: Self.width - 76 - 20, height: Self.panelHeight)
    var elements = phases(plot, hasLabels: isFirst)
    elements.append(plot.gridLines(verticalTicks: 5))
    if isTrace, let agreeingTrace {
      var line = SVGPath()
      let y = plot.y(agreeingTrace)
      line.line(from: (plot.left, y), to: (plot.right, y))
      elements.append(line.stroked(.ink, width: 1.2, dashes: "2 4"))
    }
    elements.append(curve(run.curve, key, plot).stroked(.accent, width: 1.8))
    elements.append(curve(run.traceFlow, key, plot).stroked(.exotic, width: 1.8, dashes: "6 4"))
    return elements
      + plot.frame(verticalTicks: 5, showsHorizontalLabels: isLast, titleOffset: 52)
  }

  /// The phases without noise as shaded parts.
  private func phases(_ plot: Plot, hasLabels: Bool) -> [SVGElement] {
    let warm = Double(run.options.warmUpSteps)
    let noisy = warm + Double(run.options.steps)
    let last = plot.horizontal.upper
    var elements: [SVGElement] = []
    for (start, end) in [(0, min(warm, last)), (min(noisy, last), last)] where end > start {
      var area = SVGPath()
      area.rectangle(
        x: plot.x(start), y: plot.top, width: plot.x(end) - plot.x(start), height: plot.height)
      elements.append(area.filled(.muted, opacity: 0.13))
    }
    if hasLabels && !elements.isEmpty {
      elements.append(
        .label(
          "shaded: no label noise", x: plot.right, y: plot.top - 8, anchor: .end, colour: .muted))
    }
    return elements
  }

  private func curve(
    _ measurements: [LabelNoiseMeasurement], _ key: KeyPath<LabelNoiseMeasurement, Double>,
    _ plot: Plot
  ) -> SVGPath {
    var path = SVGPath()
    let points = measurements.filter { $0[keyPath: key].isFinite }.map { measurement in
      (
        plot.x(Double(measurement.step)),
        min(plot.y(max(measurement[keyPath: key], plot.vertical.lower)), plot.bottom)
      )
    }
    path.polyline(simplified(points))
    return path
  }
}
