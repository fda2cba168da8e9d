import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Networks
import NumericalExperiments
import Polynomials

/// A loss on a plane of weights and the critical curves in it.
public struct LandscapeReport: Report {
  /// The name in the spec, if any.
  public let name: String?
  /// The landscape.
  public let landscape: LossLandscape
  /// What the loss compares with, in words.
  public let target: String

  /// A report on what `landscapeAnalysis(of:)` has returned.
  public init(name: String?, analysis: LandscapeAnalysis) {
    self.name = name
    landscape = analysis.landscape
    target = analysis.target
  }

  private var architecture: Architecture { landscape.plane.origin.architecture }

  private var loss: Evidence {
    .numerical(
      detail: "the loss in double precision at the nodes of a grid", tolerance: 1e-12)
  }

  private var tracing: Evidence {
    .numerical(
      detail: "exact equations; real points traced by marching squares on "
        + "\(4 * landscape.grid.cellCount) x \(4 * landscape.grid.cellCount) cells, so that closed "
        + "curves inside one cell and isolated points are missed", tolerance: 1e-12)
  }

  /// The plane, the loss at each node of the grid (for programs only), the curves and the points.
  public var document: Document {
    let (plane, grid) = (landscape.plane, landscape.grid)
    let (first, second) = (direction(plane.first), direction(plane.second))
    return Document(name: name, architecture) { document in
      addData(to: &document)
      document.say("plane", "p + s u + t v")
      document.say("p", "\(weightsText(plane.origin))")
      document.say("u", "\(weightsText(first))")
      document.say("v", "\(weightsText(second))")
      document.say(
        "range",
        """
        s from \(grid.first.lowerBound) to \(grid.first.upperBound), t from \
        \(grid.second.lowerBound) to \(grid.second.upperBound)
        """)
      document.say("target", "\(target)")
      document.say("loss", "\(landscape.smallestLoss) to \(landscape.largestLoss), \(loss)")
      document.say("generic rank", "\(landscape.locus.genericRank.dimension)")
      document.say("components", "\(landscape.locus.completeness.detail)")
      document.say("curves", "\(tracing)")
      document.picture { landscapePicture(landscape) }
      addCurves(to: &document)
      addPoints(to: &document)
    }
  }

  private func addData(to document: inout Document) {
    let (plane, grid) = (landscape.plane, landscape.grid)
    document.data("target", target)
    document.data(
      "plane",
      JSONValue.record([
        "origin": plane.origin, "first": direction(plane.first), "second": direction(plane.second),
      ]))
    document.data("ranges", JSONValue.record(["s": grid.first, "t": grid.second]))
    document.data(
      "grid",
      JSONValue.record([
        "cells": grid.cellCount, "smallest": landscape.smallestLoss,
        "largest": landscape.largestLoss, "loss": landscape.values,
      ]))
    document.data("sections", landscape.sections)
    document.data("points", landscape.points.map(pointJSON))
    document.data("componentsWithoutImages", landscape.componentsWithoutImages)
    document.data("genericRank", landscape.locus.genericRank.dimension)
    document.data("completeness", landscape.locus.completeness)
    document.data("evidence", loss)
    document.data("curveEvidence", tracing)
    document.data("seed", landscape.seed)
  }

  /// A direction in the shape of weights.
  private func direction(_ entries: [Rational]) -> Network {
    do {
      return try Network(architecture, weights: entries)
    } catch {
      contractViolation("a direction of a plane: \(error)")
    }
  }

  private func pointJSON(_ point: LandscapePoint) -> JSONValue {
    .record([
      "s": point.s, "t": point.t, "kind": kindText(point.kind), "label": label(of: point),
      "rank": point.rank.rank, "evidence": point.rank.evidence,
    ])
  }

  private func kindText(_ kind: LandscapePoint.Kind) -> String {
    switch kind {
    case .witness: "witness"
    case .weights: "weights"
    case .teacher: "teacher"
    }
  }

  private func label(of point: LandscapePoint) -> String? {
    guard case .witness(let section) = point.kind else { return nil }
    return landscape.sections[section].label
  }

  private func weightsText(_ network: Network) -> String {
    JSONValue.weights(network).line.filter { $0 != "\"" }
  }

  private func addCurves(to document: inout Document) {
    document.space()
    let rows = landscape.sections.flatMap { section in
      section.curves.isEmpty ? [(section, nil)] : section.curves.map { (section, Optional($0)) }
    }
    document.table(
      rows,
      [
        .words("component") { "\($0.0.label)" },
        .words("kind") { "\($0.0.component.kind)" },
        .number("codim") { "\($0.0.component.codimension)" },
        .words("curve") { section, curve in
          curve.map { "\($0.equation) = 0" }
            ?? (section.status == .curves ? "none" : "\(section.status.text)")
        },
        .number("pieces") { _, curve in curve.map { "\($0.paths.count)" } ?? "" },
      ])
    let omitted = landscape.componentsWithoutImages.map { landscape.locus.components[$0].label }
    if !omitted.isEmpty { document.line("Without their images under permutations: \(omitted).") }
  }

  private func addPoints(to document: inout Document) {
    guard !landscape.points.isEmpty else { return }
    document.space()
    document.table(
      landscape.points,
      [
        .number("s") { "\($0.s)" }, .number("t") { "\($0.t)" },
        .words("point") { point in
          label(of: point).map { "witness of \($0)" } ?? "\(kindText(point.kind))"
        },
        .number("rank") { "\($0.rank.rank)" }, .words("known") { "\($0.rank.evidence.badge)" },
      ])
  }
}

extension PlaneSection: JSONRepresentable {
  var json: JSONValue {
    .record([
      "component": index, "kind": component.kind, "label": label,
      "codimension": component.codimension, "status": status.text,
      "curves": curves.map { curve in
        JSONValue.record([
          "equation": "\(curve.equation)",
          "paths": curve.paths.map { $0.map { [$0.s, $0.t] } },
        ])
      },
      "evidence": component.evidence,
    ])
  }
}

extension PlaneSection.Status {
  fileprivate var text: String {
    switch self {
    case .curves: "curves"
    case .containsPlane: "contains the plane"
    case .undecided(let reason): "undecided: \(reason)"
    }
  }
}
