import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

/// The outcome of looking for critical points that no listed component contains.
public struct SpecialPointSearch: Hashable, Sendable {
  /// The rank that counts as critical, and all below it.
  public let rankBound: Int
  /// The largest absolute value of an entry (of the factors, for matrices of low rank).
  public let box: Int
  /// Whether all points of the box were looked at, up to permutations and signs of hidden neurons.
  public let isExhaustive: Bool
  /// The number of points whose rank was computed.
  public let pointCount: Int
  /// The number of points with rank at most `rankBound` modulo the prime.
  public let criticalCount: Int
  /// How many of these were explained by each component, the first in the list that contains them.
  public let explainedCounts: [Int]
  /// Points of rank at most `rankBound`, proven exactly, on no listed component; at most 16.
  public let unexplained: [Network]
  /// The number of points whose rank is small only modulo the prime.
  public let accidentCount: Int
  /// The prime.
  public let modulus: UInt64
  /// The seed of all randomness.
  public let seed: UInt64

  /// Whether every critical point found lies on a listed component.
  public var isConsistent: Bool { unexplained.isEmpty }
}

/// Looks for points of rank at most `rankBound` that lie on no listed component, nor on an image of one
/// under permutations of hidden neurons.
///
/// All integer points of {−box, …, box}^N up to permutations and signs of hidden neurons if there are
/// at most `maximumCount` of them, and otherwise `randomCount` random points with many zeros, matrices of
/// low rank, proportional rows and cancellations. Ranks are computed modulo a prime at a few random inputs,
/// so they are never too large; a point that no component explains is reported only if its rank over ℚ is
/// proven. A list that passes may still be incomplete.
///
/// - Parameter architecture: The shape of the network.
/// - Parameter rankBound: The bound k, at least 0.
/// - Parameter components: Components with generators, or with operations that define them.
/// - Parameter box: The largest absolute value of a coordinate of the integer points, at least 1.
/// - Parameter maximumCount: The most integer points to visit.
/// - Parameter randomCount: The number of random points where there are more integer points.
/// - Parameter seed: Fixes the prime, the inputs and the random points.
/// - Parameter control: Limits and cancellation.
/// - Throws: `undecided` if a component has neither; what `control` demands.
/// - Complexity: about a microsecond per point for ten parameters.
public func specialPointSearch(
  of architecture: Architecture, rankAtMost rankBound: Int, components: [CriticalComponent],
  box: Int = 2, maximumCount: Int = 10_000_000, randomCount: Int = 1_000_000, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> SpecialPointSearch {
  require(box >= 1, "specialPointSearch: a box of \(box)")
  let locus = try ListedLocus(architecture, components, control: control)
  var run = try SpecialPointRun(locus, rankBound: rankBound, seed: seed, control: control)
  let isExhaustive = BoxPoints.count(architecture, bound: box) <= Integer(maximumCount)
  if isExhaustive {
    try BoxPoints(architecture, bound: box).forEach { point throws(ComputationStopped) in
      try run.visit(point)
    }
  } else {
    let source = RandomSpecialPoints(architecture: architecture, bound: box)
    var random = RandomSource(seed: seed).split(stream: 1)
    for _ in 0..<randomCount { try run.visit(source.next(using: &random)) }
  }
  return SpecialPointSearch(
    rankBound: rankBound, box: box, isExhaustive: isExhaustive, pointCount: run.pointCount,
    criticalCount: run.criticalCount, explainedCounts: run.explainedCounts,
    unexplained: run.unexplained, accidentCount: run.accidentCount, modulus: run.field.modulus,
    seed: seed)
}

/// The state of a search.
private struct SpecialPointRun: ~Copyable {
  let architecture: Architecture
  let rankBound: Int
  let field: PrimeField
  let membership: ResidueMembership
  let control: ComputationControl
  var kernel: GradientRankKernel
  var pointCount = 0
  var criticalCount = 0
  var explainedCounts: [Int]
  var unexplained: [Network] = []
  var accidentCount = 0

  init(
    _ locus: ListedLocus, rankBound: Int, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) {
    var random = RandomSource(seed: seed)
    architecture = locus.architecture
    self.rankBound = rankBound
    self.control = control
    field = primeFieldOfKernel
    membership = ResidueMembership(locus, over: field)
    explainedCounts = Array(repeating: 0, count: locus.components.count)
    let pointCount = rankBound / architecture.outputCount + 3
    let field = field
    let inputs = (0..<pointCount).map { _ in
      (0..<locus.architecture.inputCount).map { _ in field.randomElement(using: &random) }
    }
    guard let kernel = GradientRankKernel(architecture, field: field, inputs: inputs) else {
      throw .sizeLimit(
        what: "the number of parameters for a search of special points",
        needed: "\(architecture.parameterCount)", limit: 59)
    }
    self.kernel = kernel
  }

  mutating func visit(_ point: [Int]) throws(ComputationStopped) {
    pointCount += 1
    if pointCount % 4096 == 0 { try control.checkpoint() }
    let residues = point.map { $0 >= 0 ? UInt64($0) : field.modulus - UInt64(-$0) }
    guard kernel.rank(at: residues, limit: rankBound + 1) <= rankBound else { return }
    criticalCount += 1
    if let component = membership.firstComponent(containing: residues) {
      explainedCounts[component] += 1
      return
    }
    if unexplained.count == 16 { return }
    let weights = point.map { Rational($0) }
    guard let network = try? Network(architecture, weights: weights) else { return }
    if try rank(at: network, includingKernel: false, control: control).rank <= rankBound {
      unexplained.append(network)
    } else {
      accidentCount += 1
    }
  }
}

/// The largest prime below 2²⁹.
let primeFieldOfKernel: PrimeField = {
  guard let prime = PrimeField.largestPrime(below: 1 << 29),
    let field = try? PrimeField(modulus: prime)
  else { contractViolation("there is no prime below 2^29") }
  return field
}()
