import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// A plane in which several components of a critical locus show as curves.
///
/// Planes through `weights`, or else through the witness of a component, towards witnesses of other
/// components, along single rows of the origin (scaling a row keeps neurons redundant) and along random
/// directions are tried in an order fixed by `seed`; the first of those with the largest number of
/// different curves in `range` is taken. No plane inside a component is taken unless all that were tried
/// are.
///
/// - Parameter locus: The critical locus.
/// - Parameter weights: A point of the plane; `nil` for one of the locus.
/// - Parameter range: The range of both coordinates.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
/// - Returns: `nil` for a network with a single parameter.
/// - Throws: `ComputationStopped` as `control` demands.
public func suggestedPlane(
  for locus: CriticalLocus, through weights: Network? = nil, range: ClosedRange<Double> = -1...2,
  seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> WeightPlane? {
  let architecture = locus.architecture
  guard architecture.parameterCount >= 2 else { return nil }
  let images = try LocusImages(locus, control: control)
  var random = RandomSource(seed: seed).split(stream: 0x506c_616e)
  let candidates = PlaneCandidates(
    architecture, witnesses: images.components.compactMap(\.component.witness), weights: weights)
  let grid = PlaneGrid(first: range, second: range, cellCount: 24)
  var best: (plane: WeightPlane, score: Int)?
  for _ in 0..<PlaneCandidates.count {
    try control.checkpoint()
    guard let plane = candidates.next(using: &random) else { continue }
    let score = try score(of: plane, images, grid, control)
    if score > best?.score ?? .min { best = (plane, score) }
  }
  return best?.plane
}

extension WeightPlane {
  /// A network in the plane at which the Jacobian has the given rank: the first of a few points with
  /// coordinates between 0 and 1, beginning with s = t = 1/2, or that one if none has it.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  public func regularNetwork(
    rank: Int, seed: UInt64 = 1, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Network {
    let half = Rational(1, 2)
    let shares = [half, Rational(1, 3), Rational(2, 3), Rational(1, 4)]
    for s in shares {
      for t in shares {
        let point = network(s, t)
        let found = try CriticalLoci.rank(
          at: point, includingKernel: false, seed: seed, control: control)
        if found.rank == rank { return point }
      }
    }
    return network(half, half)
  }
}

/// Twice the number of different visible curves, plus the number of components they belong to; negative
/// for a plane inside a component.
private func score(
  of plane: WeightPlane, _ images: LocusImages, _ grid: PlaneGrid, _ control: ComputationControl
) throws(ComputationStopped) -> Int {
  var curves: Set<CriticalCurve> = []
  var components: Set<Int> = []
  for image in images.components {
    let section = try PlaneSection(image, plane: plane, grid: grid, control: control)
    if section.status == .containsPlane { return -1 }
    curves.formUnion(section.visibleCurves)
    if !section.visibleCurves.isEmpty { components.insert(section.index) }
  }
  return 2 * curves.count + components.count
}

/// The planes that are tried.
private struct PlaneCandidates {
  /// The number of attempts.
  static let count = 48

  private let architecture: Architecture
  private let witnesses: [Network]
  private let weights: Network?

  init(_ architecture: Architecture, witnesses: [Network], weights: Network?) {
    self.architecture = architecture
    self.witnesses = witnesses
    self.weights = weights
  }

  /// A random plane of the kind described, or `nil` where the directions drawn are dependent.
  func next(using random: inout RandomSource) -> WeightPlane? {
    let origin =
      weights ?? (witnesses.isEmpty ? nil : witnesses[random.integer(in: 0...witnesses.count - 1)])
      ?? randomNetwork(using: &random)
    return WeightPlane(
      origin: origin, first: direction(from: origin, using: &random),
      second: direction(from: origin, using: &random))
  }

  private func direction(from origin: Network, using random: inout RandomSource) -> [Rational] {
    switch random.integer(in: 0...5) {
    case 0...3 where !witnesses.isEmpty:
      let target = witnesses[random.integer(in: 0...witnesses.count - 1)]
      return zip(target.weights, origin.weights).map { $0 - $1 }
    case 4:
      let layer = random.integer(in: 1...architecture.layerCount)
      let row = architecture.weightRange(
        ofLayer: layer, row: random.integer(in: 1...architecture.widths[layer]))
      return origin.weights.indices.map { row.contains($0) ? origin.weights[$0] : 0 }
    default: return randomNetwork(using: &random).weights
    }
  }

  private func randomNetwork(using random: inout RandomSource) -> Network {
    let weights = (0..<architecture.parameterCount).map { _ in
      Rational(random.integer(in: -2...2))
    }
    do {
      return try Network(architecture, weights: weights)
    } catch {
      contractViolation("random weights of \(architecture): \(error)")
    }
  }
}
