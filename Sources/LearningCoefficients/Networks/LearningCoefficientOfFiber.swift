import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import LinearAlgebra
import Networks

/// What is known of the learning coefficients at the weights that compute one function.
public struct FiberLearningCoefficient: Sendable {
  /// Weights with this function.
  public struct Point: Sendable {
    /// The network at these weights.
    public let network: Network
    /// Their type of subnetwork.
    public let label: String
    /// What is known there.
    public let result: LearningCoefficientResult
  }

  /// The given network.
  public let network: Network
  /// The reduced network, which has the same function.
  public let reduced: Network
  /// The given weights, and points of the known families with something else known of them.
  public let points: [Point]
  /// The most singular value over the whole fiber.
  ///
  /// Its upper bound holds at one of the points; its lower one is 0 unless a theorem covers the fiber.
  public let minimum: LearningCoefficientResult
  /// The number of the point with the least upper bound; `nil` without points.
  public let mostSingular: Int?
  /// Whether all known families were looked at.
  public let hasAllFamilies: Bool
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?
}

/// The learning coefficients over the fiber of a network: all weights of its architecture with its function.
///
/// The posterior of a model sees the whole fiber, and in the end its most singular weights. What is known of it are the
/// ways to embed the reduced network: further neurons that are inactive at either or both sides, copies of neurons that
/// share their outgoing weights, and neurons that cancel. At points of each, with different signs of weights, the
/// function is compared exactly, and the learning coefficient computed by
/// `learningCoefficient(at:genericRank:plan:seed:control:)`. So the least value is proven to be attained, as an upper bound
/// of the minimum over the fiber. It is that minimum where a theorem says so:
/// - the function is zero and all activations are monomials: t·W, with each bias times a power of t, has the same value as
///   W for t > 0 and comes arbitrarily near to 0, so that the value at 0 is at most as large;
/// - all activations have degree one, without biases: Aoyagi and Watanabe (2005), Aoyagi (2024);
/// - without hidden layers the fiber is a point.
///
/// - Parameter network: The network at its weights.
/// - Parameter known: The generic rank, if it is known already.
/// - Parameter maximumFamilies: The most families that are looked at, those with few general weights first.
/// - Parameter plan: How much work each resolution may be.
/// - Parameter seed: Fixes the points.
/// - Parameter control: Limits and cancellation; after a stop the result is what was known by then.
/// - Throws: `ComputationStopped` before anything is known.
public func learningCoefficient(
  ofFiberOf network: Network, genericRank known: GenericRank? = nil, maximumFamilies: Int = 100,
  plan: LearningCoefficientPlan = LearningCoefficientPlan(), seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> FiberLearningCoefficient {
  let generic = try network.architecture.genericRank(known: known, seed: seed, control: control)
  let diagnosis = try diagnose(network, seed: seed, control: control)
  let families = FiberEmbeddings(diagnosis, maximumCount: maximumFamilies)
  let zero = network.atZero
  let isZero = try computeSameFunction(network, zero, seed: seed, control: control)
  var fiber = FiberSearch(
    diagnosis, generic, isZero: isZero.value && isZero.evidence.isProven, plan: plan, seed: seed,
    control: control)
  try fiber.add(network)
  if fiber.stop == nil { try fiber.add(zero) }
  var random = RandomSource(seed: seed)
  for embedding in families.embeddings where fiber.stop == nil {
    for variant in 0..<families.variantCount(of: embedding) where fiber.stop == nil {
      let point = families.point(of: embedding, variant: variant, using: &random)
      do throws(ComputationStopped) {
        try fiber.add(point)
      } catch {
        fiber.stop = error
      }
    }
  }
  return fiber.result(hasAllFamilies: families.isComplete && fiber.stop == nil)
}

/// The work at the points of a fiber.
private struct FiberSearch {
  private let diagnosis: Diagnosis
  private let generic: GenericRank
  /// Whether it is proven that the function is zero.
  private let isZero: Bool
  private let plan: LearningCoefficientPlan
  private let seed: UInt64
  private let control: ComputationControl
  private var points: [FiberLearningCoefficient.Point] = []
  private var seen: Set<[Rational]> = []
  var stop: ComputationStopped?

  init(
    _ diagnosis: Diagnosis, _ generic: GenericRank, isZero: Bool, plan: LearningCoefficientPlan,
    seed: UInt64, control: ComputationControl
  ) {
    (self.diagnosis, self.generic, self.isZero, self.plan) = (diagnosis, generic, isZero, plan)
    (self.seed, self.control) = (seed, control)
  }

  private var network: Network { diagnosis.network }

  /// Adds a point if it is proven to be in the fiber and shows something new.
  mutating func add(_ point: Network) throws(ComputationStopped) {
    guard seen.insert(point.weights).inserted else { return }
    let isSame = try computeSameFunction(network, point, seed: seed, control: control)
    guard isSame.value, isSame.evidence.isProven else { return }
    let type = SubnetworkStratum(
      point.architecture, smallestContaining: point.weights, over: RationalField()
    ).canonical()
    let label = type.operations.isEmpty ? "general weights" : type.label
    let result = try learningCoefficient(
      at: point, genericRank: generic, plan: plan, seed: seed, control: control)
    stop = result.stop
    let isKnown = points.contains {
      $0.label == label && $0.result.lowerBound.value == result.lowerBound.value
        && $0.result.upperBound?.value == result.upperBound?.value
    }
    if !isKnown {
      points.append(FiberLearningCoefficient.Point(network: point, label: label, result: result))
    }
  }

  func result(hasAllFamilies: Bool) -> FiberLearningCoefficient {
    let mostSingular = points.indices.filter { points[$0].result.upperBound != nil }.min {
      points[$0].result.upperBound!.value < points[$1].result.upperBound!.value
    }
    var (lower, upper): ([LearningCoefficientBound], [LearningCoefficientBound]) = ([], [])
    if let mostSingular, let bound = points[mostSingular].result.upperBound {
      upper.append(
        LearningCoefficientBound(
          bound.value, reason: "the value at weights of the fiber", evidence: bound.evidence))
    }
    if let bounds = theorem {
      lower.append(bounds.lower)
      upper += [bounds.upper].compactMap { $0 }
    } else {
      lower.append(
        LearningCoefficientBound(
          LearningCoefficient(0, multiplicity: .max), reason: "0",
          evidence: .proven(detail: "no lower bound but 0")))
    }
    return FiberLearningCoefficient(
      network: network, reduced: diagnosis.reduced, points: points,
      minimum: LearningCoefficientResult(lower: lower, upper: upper, stop: stop),
      mostSingular: mostSingular, hasAllFamilies: hasAllFamilies, stop: stop)
  }

  /// Bounds of the minimum over the whole fiber, where a theorem gives some.
  private var theorem: (lower: LearningCoefficientBound, upper: LearningCoefficientBound?)? {
    let architecture = network.architecture
    if architecture.layerCount == 1, let result = points.first?.result {
      return (result.lowerBound, result.upperBound)
    }
    guard architecture.activations.allSatisfy(\.isMonomial) else { return nil }
    let isLinear = architecture.activations.allSatisfy { $0.degree == 1 }
    if isLinear, !architecture.hasBias, plan.usesClosedForms {
      let bound = LearningCoefficientBound(
        DeepLinearNetwork(widths: architecture.widths).minimum(rank: rankOfProduct),
        reason: "closed form of the minimum over the fiber of linear networks with a product of "
          + "rank \(rankOfProduct) (Aoyagi 2024)", shortReason: "closed form")
      return (bound, bound)
    }
    // The point with zero weights has been looked at, unless a limit came before.
    guard isZero, let origin = points.first(where: { $0.network.weights.allSatisfy(\.isZero) })
    else { return nil }
    let low = origin.result.lowerBound
    return (
      LearningCoefficientBound(
        low.value, reason: "the value at zero weights, near which the fiber of zero can be scaled",
        evidence: low.evidence), nil
    )
  }

  /// The rank of W_L ⋯ W_1, up to the constants of the activations.
  private var rankOfProduct: Int {
    let matrices = network.matrices.map { Matrix(ring: RationalField(), rows: $0) }
    return matrices.dropFirst().reduce(matrices[0]) { $1 * $0 }.rank
  }
}

extension Network {
  /// The network of the same shape with zero weights.
  fileprivate var atZero: Network {
    do {
      return try Network(
        architecture, weights: [Rational](repeating: .zero, count: architecture.parameterCount))
    } catch {
      contractViolation("zero weights are refused: \(error)")
    }
  }
}
