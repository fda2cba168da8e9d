import AlgebraicStructures
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

  /// A report on `landscape`, whose loss is described by `target`.
  public init(name: String?, landscape: LossLandscape, target: String) {
    self.name = name
    self.landscape = landscape
    self.target = target
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

  /// The keys `target`, `plane` (`origin`, `first`, `second`: weights of p, u, v in p + s u + t v),
  /// `ranges`, `grid` (`cells`, `loss`: a row of numbers for each t, `smallest`, `largest`), `sections`
  /// (one for each component and image: `component`, `kind`, `label`, `codimension`, `status`, `curves`
  /// with `equation` and `paths`, `evidence`), `points` (`s`, `t`, `kind`, `label`, `rank`),
  /// `componentsWithoutImages`, `genericRank`, `completeness`, `evidence`, `curveEvidence`, `seed`.
  public var json: JSONValue {
    let (plane, grid) = (landscape.plane, landscape.grid)
    var members: [JSONValue.Member] =
      [.init("schema", .integer(jsonSchemaVersion))] + architectureMembers(name: name, architecture)
    members += [
      .init("target", .string(target)),
      .init(
        "plane",
        [
          "origin": .weights(plane.origin), "first": .weights(direction(plane.first)),
          "second": .weights(direction(plane.second)),
        ]),
      .init("ranges", ["s": range(grid.first), "t": range(grid.second)]),
      .init(
        "grid",
        [
          "cells": .exact(grid.cellCount), "smallest": .finite(landscape.smallestLoss),
          "largest": .finite(landscape.largestLoss),
          "loss": .array(landscape.values.map { .array($0.map { .finite($0) }) }),
        ]),
      .init("sections", .array(landscape.sections.map(sectionJSON))),
      .init("points", .array(landscape.points.map(pointJSON))),
      .init("componentsWithoutImages", .list(landscape.componentsWithoutImages)),
      .init("genericRank", .exact(landscape.locus.genericRank.dimension)),
      .init("completeness", JSONValue(landscape.locus.completeness)),
      .init("evidence", JSONValue(loss)), .init("curveEvidence", JSONValue(tracing)),
      .init("seed", .seed(landscape.seed)),
    ]
    return .object(members)
  }

  /// A direction in the shape of weights.
  private func direction(_ entries: [Rational]) -> Network {
    do {
      return try Network(architecture, weights: entries)
    } catch {
      contractViolation("a direction of a plane: \(error)")
    }
  }

  private func range(_ range: ClosedRange<Double>) -> JSONValue {
    .array([.real(range.lowerBound), .real(range.upperBound)])
  }

  private func sectionJSON(_ section: PlaneSection) -> JSONValue {
    [
      "component": .exact(section.index), "kind": .string(section.component.kind.rawValue),
      "label": .string(section.label),
      "codimension": .exact(section.component.codimension),
      "status": .string(statusText(section.status)),
      "curves": .array(
        section.curves.map { curve in
          [
            "equation": .string("\(curve.equation)"),
            "paths": .array(
              curve.paths.map { .array($0.map { .array([.real($0.s), .real($0.t)]) }) }),
          ]
        }),
      "evidence": JSONValue(section.component.evidence),
    ]
  }

  private func statusText(_ status: PlaneSection.Status) -> String {
    switch status {
    case .curves: "curves"
    case .containsPlane: "contains the plane"
    case .undecided(let reason): "undecided: \(reason)"
    }
  }

  private func pointJSON(_ point: LandscapePoint) -> JSONValue {
    [
      "s": .exact(point.s), "t": .exact(point.t), "kind": .string(kindText(point.kind)),
      "label": label(of: point).map { .string($0) } ?? .null, "rank": .exact(point.rank.rank),
      "evidence": JSONValue(point.rank.evidence),
    ]
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

  /// The same as text, with the equations of the curves and without the loss at each node.
  public var text: String {
    let (plane, grid) = (landscape.plane, landscape.grid)
    var report = TextReport()
    report.heading(architectureTitle(name: name, architecture))
    report.fields([
      ("plane", "p + s u + t v"), ("p", weightsText(plane.origin)),
      ("u", weightsText(direction(plane.first))), ("v", weightsText(direction(plane.second))),
      (
        "range",
        "s from \(numberText(grid.first.lowerBound)) to \(numberText(grid.first.upperBound)), "
          + "t from \(numberText(grid.second.lowerBound)) to \(numberText(grid.second.upperBound))"
      ),
      ("target", target),
      (
        "loss",
        "\(numberText(landscape.smallestLoss)) to \(numberText(landscape.largestLoss)), "
          + evidenceText(loss)
      ),
      ("generic rank", "\(landscape.locus.genericRank.dimension)"),
      ("components", landscape.locus.completeness.detail),
      ("curves", evidenceText(tracing)),
    ])
    appendCurves(to: &report)
    appendPoints(to: &report)
    return report.text
  }

  private func weightsText(_ network: Network) -> String {
    JSONValue.weights(network).line.filter { $0 != "\"" }
  }

  private func appendCurves(to report: inout TextReport) {
    report.space()
    var table = TextTable(
      headings: ["component", "kind", "codim", "curve", "pieces"],
      alignments: [.left, .left, .right, .left, .right])
    for section in landscape.sections {
      let component = section.component
      let start = [section.label, component.kind.rawValue, "\(component.codimension)"]
      for curve in section.curves {
        table.append(start + ["\(curve.equation) = 0", "\(curve.paths.count)"])
      }
      if section.curves.isEmpty {
        table.append(
          start + [section.status == .curves ? "none" : statusText(section.status), ""])
      }
    }
    report.table(table)
    let omitted = landscape.componentsWithoutImages.map { landscape.locus.components[$0].label }
    if !omitted.isEmpty {
      report.line("Without their images under permutations: \(omitted.joined(separator: ", ")).")
    }
  }

  private func appendPoints(to report: inout TextReport) {
    guard !landscape.points.isEmpty else { return }
    report.space()
    var table = TextTable(
      headings: ["s", "t", "point", "rank", "known"], alignments: [.right, .right, .left, .right])
    for point in landscape.points {
      let name = label(of: point).map { "witness of \($0)" } ?? kindText(point.kind)
      table.append([
        "\(point.s)", "\(point.t)", name, "\(point.rank.rank)", point.rank.evidence.kind,
      ])
    }
    report.table(table)
  }
}
