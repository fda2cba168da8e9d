import Computation
import CriticalLoci
import ExactArithmetic
import Networks
import NumericalExperiments

/// Which plane of weights is looked at, and over which loss.
public struct LandscapePlan: Sendable {
  /// A point of the plane; `nil` for one of the locus.
  public var weights: Network?
  /// Two directions in the form of weights; `nil` for a plane in which several components show as curves.
  public var directions: (first: Network, second: Network)?
  /// The loss; `nil` for that against `weights`, or without these against a network in the plane at which J has
  /// its generic rank.
  public var problem: TrainingProblem?
  /// The distribution of the inputs of a loss that is not given.
  public var inputs = InputDistribution.gaussian
  /// The range of both coordinates.
  public var range: ClosedRange<Double> = -1...2
  /// The number of cells of the grid in each direction.
  public var cellCount = 80
  /// Fixes all randomness.
  public var seed: UInt64 = 1

  /// A plan of the given point; everything else is chosen unless it is set.
  public init(through weights: Network? = nil) { self.weights = weights }
}

/// The loss and the critical locus of a network on a plane of weights.
public struct LandscapeAnalysis: Sendable {
  /// The landscape.
  public let landscape: LossLandscape
  /// What the loss compares with, in words.
  public let target: String
}

/// Why there is no landscape.
public enum LandscapeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The network has one parameter, and a plane needs two.
  case singleParameter
  /// The directions given are linearly dependent.
  case dependentDirections
  /// No loss, or a limit came first.
  case problem(TrainingProblemError)

  static func stopped(_ stop: ComputationStopped) -> LandscapeError { .problem(.stopped(stop)) }

  /// One line.
  public var description: String {
    switch self {
    case .singleParameter: "a plane is needed, but the network has a single parameter"
    case .dependentDirections: "the directions are linearly dependent, but a plane needs two"
    case .problem(let error): "\(error)"
    }
  }
}

/// The loss and the critical locus on a plane of weights.
///
/// - Parameter locus: The critical locus of the network.
/// - Parameter plan: The plane and the loss, as far as they are not chosen here.
/// - Parameter control: Limits and cancellation.
/// - Throws: why there is no plane or no loss; what `control` demands.
public func landscapeAnalysis(
  of locus: CriticalLocus, plan: LandscapePlan = LandscapePlan(),
  control: ComputationControl = ComputationControl()
) throws(LandscapeError) -> LandscapeAnalysis {
  let plane = try plane(of: locus, plan, control)
  var (problem, teacher) = (plan.problem, Network?.none)
  do throws(ComputationStopped) {
    if problem == nil {
      teacher =
        try plan.weights != nil
        ? plane.origin
        : plane.regularNetwork(
          rank: locus.genericRank.dimension, seed: plan.seed, control: control)
    }
  } catch {
    throw .stopped(error)
  }
  do throws(TrainingProblemError) {
    if let teacher {
      problem = try TrainingProblem(
        locus.architecture, teacher: Teacher(teacher), inputs: plan.inputs)
    }
  } catch {
    throw .problem(error)
  }
  guard let problem else { contractViolation("a landscape without a loss") }
  do throws(ComputationStopped) {
    let landscape = try lossLandscape(
      of: problem.loss, on: plane,
      grid: PlaneGrid(first: plan.range, second: plan.range, cellCount: plan.cellCount),
      locus: locus, teacher: teacher, seed: plan.seed, control: control)
    return LandscapeAnalysis(landscape: landscape, target: problem.target)
  } catch {
    throw .stopped(error)
  }
}

private func plane(
  of locus: CriticalLocus, _ plan: LandscapePlan, _ control: ComputationControl
) throws(LandscapeError) -> WeightPlane {
  guard let (first, second) = plan.directions else {
    do throws(ComputationStopped) {
      if let plane = try suggestedPlane(
        for: locus, through: plan.weights, range: plan.range, seed: plan.seed, control: control)
      {
        return plane
      }
    } catch {
      throw .stopped(error)
    }
    throw .singleParameter
  }
  let center = plan.weights ?? locus.components.lazy.compactMap(\.witness).first
  let zero = Array(repeating: Rational.zero, count: locus.architecture.parameterCount)
  let origin: Network
  do {
    origin = try center ?? Network(locus.architecture, weights: zero)
  } catch {
    contractViolation("weights that are zero for \(locus.architecture): \(error)")
  }
  guard
    let plane = WeightPlane(origin: origin, first: first.weights, second: second.weights)
  else { throw .dependentDirections }
  return plane
}
