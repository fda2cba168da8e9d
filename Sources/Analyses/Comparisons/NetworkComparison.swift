import Computation
import ExactArithmetic
import Networks
import NumericalExperiments

/// What two networks A and B have to do with each other: whether they compute the same function, how far their
/// functions are apart, how their neurons correspond, and the loss between them.
public struct NetworkComparison: Sendable {
  /// A.
  public let first: ComparedWeights
  /// B.
  public let second: ComparedWeights
  /// Whether the functions are the same; `nil` if a limit came before.
  public let sameFunction: Certified<Bool>?
  /// A bound on the difference of the functions on a ball; `nil` for weights in a number field, for networks of
  /// different shapes that are too large, and if a limit came before.
  public let bound: DifferenceBound?
  /// The neurons of B in the places of those of A, or why they are not compared.
  public let alignment: Result<NeuronAlignment, AlignmentGap>
  /// The distance of the functions for standard normal inputs; `nil` if a limit came before.
  public let gaussianDistance: FunctionDistance?
  /// The distance on data; `nil` without data, or if a limit came before.
  public let dataDistance: FunctionDistance?
  /// The losses between the networks; `nil` without an alignment, or if a limit came before.
  public let path: PathComparison?
  /// The data, if there are any.
  public let data: Dataset?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the comparison early, if anything.
  public let stop: ComputationStopped?
}

/// Compares two networks with as many inputs and outputs (else traps); a limit leaves out what comes after it and is
/// kept in `stop`.
///
/// - Parameter first: A.
/// - Parameter second: B; weights in number fields lie in that of A, where that has one, else traps.
/// - Parameter data: Inputs on which the functions are compared as well, and on which the loss on the path is taken:
///   against the targets if there are any, else against the outputs of A. Data that do not fit trap.
/// - Parameter pointCount: The number of points on the path, at least 2, else traps.
/// - Parameter radius: The radius of the ball of the error bound.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
public func networkComparison(
  of first: ComparedWeights, and second: ComparedWeights, data: Dataset? = nil,
  pointCount: Int = 21, radius: Double = 1, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) -> NetworkComparison {
  let (a, b) = (first.architecture, second.architecture)
  require(
    a.inputCount == b.inputCount && a.outputCount == b.outputCount,
    "networks with \(a.inputCount) and \(b.inputCount) inputs, \(a.outputCount) and \(b.outputCount) outputs"
  )
  require(pointCount >= 2, "a path with \(pointCount) points")
  let mismatch = data?.mismatch(inputCount: a.inputCount, outputCount: a.outputCount)
  require(mismatch == nil, "data for \(a): \(mismatch?.description ?? "")")
  let (x, y) = (first.rational, second.rational)
  let isRational = first.isRational && second.isRational
  var same: Certified<Bool>?
  var bound: DifferenceBound?
  var alignment = Result<NeuronAlignment, AlignmentGap>.failure(.stopped(.cancelled))
  var (gaussian, onData): (FunctionDistance?, FunctionDistance?) = (nil, nil)
  var path: PathComparison?
  var stop: ComputationStopped?
  func part(_ body: () throws(ComputationStopped) -> Void) {
    if case .cancelled = stop { return }
    do throws(ComputationStopped) {
      try body()
    } catch {
      stop = stop ?? error
    }
  }
  part { () throws(ComputationStopped) in
    same = try sameFunction(first, second, seed: seed, control: control)
  }
  part { () throws(ComputationStopped) in
    do throws(AlignmentGap) {
      alignment = .success(try alignNeurons(of: y, to: x, control: control))
    } catch {
      alignment = .failure(error)
      if case .stopped(let stop) = error { throw stop }
    }
  }
  part { () throws(ComputationStopped) in
    gaussian = try .gaussian(x, y, isRational: isRational, seed: seed, control: control)
  }
  part { () throws(ComputationStopped) in
    onData = try data.map { data throws(ComputationStopped) in
      try .onData(x, y, data, isRational: isRational, control: control)
    }
  }
  if isRational {
    part { () throws(ComputationStopped) in
      let aligned = try? alignment.get()
      bound = try differenceBound(
        of: aligned?.reference ?? x, and: aligned?.aligned ?? y, radius: radius, control: control)
    }
  }
  if case .success(let alignment) = alignment {
    part { () throws(ComputationStopped) in
      path = try .of(
        alignment, data: data, pointCount: pointCount, isRational: isRational, seed: seed,
        control: control)
    }
  }
  // An exact distance is a proof as well.
  if let exact = gaussian?.exact, exact.isZero, same?.evidence.isProven != true {
    same = Certified(
      true, .proven(detail: "the exact distance for standard normal inputs is 0"))
  }
  return NetworkComparison(
    first: first, second: second, sameFunction: same, bound: bound, alignment: alignment,
    gaussianDistance: gaussian, dataDistance: onData, path: path, data: data, seed: seed, stop: stop
  )
}

private func sameFunction(
  _ first: ComparedWeights, _ second: ComparedWeights, seed: UInt64, control: ComputationControl
) throws(ComputationStopped) -> Certified<Bool> {
  guard let field = first.field ?? second.field else {
    return try computeSameFunction(first.rational, second.rational, seed: seed, control: control)
  }
  require(
    (second.field ?? field) == field, "weights in the fields \(field) and \(second.field ?? field)")
  return try computeSameFunction(
    first.architecture, at: first.network(over: field).weights, second.architecture,
    at: second.network(over: field).weights, over: field, seed: seed, control: control)
}
