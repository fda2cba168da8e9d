import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Foundation
import Networks

/// A marked point of a plane of weights.
public struct LandscapePoint: Sendable {
  /// What the point is.
  public enum Kind: Hashable, Sendable {
    /// The exact point on a component and on no other listed one; the position of its section.
    case witness(section: Int)
    /// The weights through which the plane was laid.
    case weights
    /// The teacher.
    case teacher
  }

  /// What the point is.
  public let kind: Kind
  /// The coordinate s.
  public let s: Rational
  /// The coordinate t.
  public let t: Rational
  /// The rank of the Jacobian there.
  public let rank: PointRank
}

/// A loss on a plane in the space of weights, with the critical locus of the network in this plane.
public struct LossLandscape: Sendable {
  /// The plane.
  public let plane: WeightPlane
  /// The nodes at which the loss was computed.
  public let grid: PlaneGrid
  /// `values[row][column]` is the loss at `grid.node(column:row:)`.
  public let values: [[Double]]
  /// The loss of the zero function (`SquaredLoss.targetMeanSquare`), with which losses are compared.
  public let lossScale: Double
  /// The critical locus.
  public let locus: CriticalLocus
  /// Its components and their images under permutations of hidden neurons, in the plane.
  public let sections: [PlaneSection]
  /// Components whose images were left out because there are too many; only the listed one is in
  /// `sections`.
  public let componentsWithoutImages: [Int]
  /// The marked points in the range, without repetitions.
  public let points: [LandscapePoint]
  /// The seed of all randomness.
  public let seed: UInt64

  /// The smallest loss at a node; infinite if all are beyond double precision.
  public var smallestLoss: Double { values.joined().filter { !$0.isNaN }.min() ?? .infinity }

  /// The largest loss at a node; infinite if one is beyond double precision.
  public var largestLoss: Double {
    values.joined().contains(where: \.isNaN) ? .infinity : values.joined().max() ?? .infinity
  }

  /// The border of the set in which the loss is at least `level`, as closed chains of points.
  ///
  /// Parts of the frame belong to it. Between nodes the logarithm of the loss is interpolated linearly.
  /// With the even-odd rule the chains enclose the set.
  public func border(ofLossAtLeast level: Double) -> [[PlanePoint]] {
    // A ring of nodes outside closes every chain at the frame.
    let count = grid.cellCount + 3
    func loss(_ column: Int, _ row: Int) -> Double? {
      let inside = 1...grid.cellCount + 1
      return inside.contains(column) && inside.contains(row) ? values[row - 1][column - 1] : nil
    }
    func node(_ column: Int, _ row: Int) -> PlanePoint {
      grid.node(
        column: min(max(column - 1, 0), grid.cellCount), row: min(max(row - 1, 0), grid.cellCount))
    }
    let isInside = (0..<count * count).map { (loss($0 % count, $0 / count) ?? -1) >= level }
    let chains = MarchingSquares(columns: count, rows: count)
      .border(isInside: isInside) { column, row in
        let corners = [(0, 0), (1, 0), (0, 1), (1, 1)].compactMap {
          loss(column + $0.0, row + $0.1)
        }
        return corners.count == 4 && corners.reduce(0, +) >= 4 * level
      }
    return chains.map { chain in
      chain.map { edge in
        let (a, b) = (node(edge.column, edge.row), node(edge.end.column, edge.end.row))
        guard let low = loss(edge.column, edge.row), let high = loss(edge.end.column, edge.end.row)
        else { return a == b ? a : loss(edge.column, edge.row) == nil ? b : a }
        let floor = level * 1e-6
        let (x, y) = (log(max(low, floor) / level), log(max(high, floor) / level))
        let part = x == y ? 0.5 : min(max(x / (x - y), 0), 1)
        return PlanePoint(a.s + part * (b.s - a.s), a.t + part * (b.t - a.t))
      }
    }
  }
}

/// The loss of a network on a plane of weights, and the critical locus in this plane.
///
/// The curves have exact equations, found by restricting the equations of the components to the plane, and
/// are traced numerically on a grid four times as fine as that of the loss. Components that meet the plane
/// in single points are seen only where one of these is their witness.
///
/// - Parameter loss: A loss of the architecture of `plane` (else traps).
/// - Parameter plane: The plane of weights.
/// - Parameter grid: The grid on which the loss is evaluated.
/// - Parameter locus: The critical locus of that architecture (else traps).
/// - Parameter teacher: A network to mark if it lies in the plane.
/// - Parameter seed: Fixes the random choices in proofs of ranks.
/// - Parameter control: Limits and cancellation.
/// - Throws: `ComputationStopped` as `control` demands.
public func lossLandscape(
  of loss: SquaredLoss, on plane: WeightPlane, grid: PlaneGrid, locus: CriticalLocus,
  teacher: Network? = nil, seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LossLandscape {
  let architecture = plane.origin.architecture
  require(
    loss.architecture == architecture && locus.architecture == architecture,
    "a plane of \(architecture), a loss of \(loss.architecture), a locus of \(locus.architecture)")
  let images = try LocusImages(locus, control: control)
  var sections: [PlaneSection] = []
  for image in images.components {
    sections.append(
      try PlaneSection(image, plane: plane, grid: grid.refined(by: 4), control: control))
  }
  return LossLandscape(
    plane: plane, grid: grid, values: try values(of: loss, on: plane, grid, control),
    lossScale: loss.targetMeanSquare, locus: locus,
    sections: sections, componentsWithoutImages: images.incomplete,
    points: try markedPoints(plane, grid, sections, teacher, seed, control), seed: seed)
}

private func values(
  of loss: SquaredLoss, on plane: WeightPlane, _ grid: PlaneGrid, _ control: ComputationControl
) throws(ComputationStopped) -> [[Double]] {
  let evaluator = loss.makeEvaluator()
  let origin = plane.origin.roundedWeights
  let (u, v) = (plane.first.map(\.asDouble), plane.second.map(\.asDouble))
  var rows: [[Double]] = []
  let nodesPerCheckpoint = max(
    1, Int(1_000_000 / max(1, loss.evaluationSize)))
  for row in 0...grid.cellCount {
    var values: [Double] = []
    for column in 0...grid.cellCount {
      if column.isMultiple(of: nodesPerCheckpoint) {
        try control.checkpoint(operations: Double(nodesPerCheckpoint) * loss.evaluationSize)
      }
      let point = grid.node(column: column, row: row)
      values.append(
        evaluator.value(
          at: origin.indices.map { origin[$0] + point.s * u[$0] + point.t * v[$0] }))
    }
    rows.append(values)
  }
  return rows
}

private func markedPoints(
  _ plane: WeightPlane, _ grid: PlaneGrid, _ sections: [PlaneSection], _ teacher: Network?,
  _ seed: UInt64, _ control: ComputationControl
) throws(ComputationStopped) -> [LandscapePoint] {
  var candidates: [(LandscapePoint.Kind, Network)] = sections.enumerated().compactMap {
    index, section in section.component.witness.map { (.witness(section: index), $0) }
  }
  if let teacher, teacher.architecture == plane.origin.architecture {
    candidates.append((.teacher, teacher))
  }
  candidates.append((.weights, plane.origin))
  var points: [LandscapePoint] = []
  for (kind, network) in candidates {
    guard let (s, t) = plane.coordinates(of: network), grid.first.contains(s.asDouble),
      grid.second.contains(t.asDouble), !points.contains(where: { $0.s == s && $0.t == t })
    else { continue }
    let rank = try CriticalLoci.rank(
      at: network, includingKernel: false, seed: seed, control: control)
    points.append(LandscapePoint(kind: kind, s: s, t: t, rank: rank))
  }
  return points
}
