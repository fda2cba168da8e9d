import AlgebraicStructures
import Computation
import ExactArithmetic

/// The neurons of a network B in the order and the scale in which its weights are nearest to those of a network A.
///
/// The networks have equally many layers with the same activations; layers of different widths are filled up with
/// neurons whose weights are zero, and missing biases with zeros, which changes neither function.
///
/// **The problem.** Over all arrangements g (`NeuronArrangement`) the sum of squares |A − gB|² is to be smallest.
/// With all layers but one fixed it is a sum over pairs of neurons, so that the best permutation solves an assignment
/// problem, in which each pair counts with its best factor: this is weight matching by coordinate descent (Ainsworth,
/// Hayase, Srinivasa, Git Re-Basin, 2023) with the symmetries of polynomial activations in addition. It starts from the
/// order given, from an order by incoming weights from the first layer on, which finds every planted arrangement whose
/// neurons are told apart by their rows, and from one by outgoing weights from the last layer back.
///
/// **What is known.** The aligned network has the function of B exactly. With one hidden layer the permutation is
/// optimal up to rounding (`isOptimal`); with more, coordinate descent can end at an arrangement that is not.
public struct NeuronAlignment: Hashable, Sendable {
  /// A with the neurons that were added.
  public let reference: Network
  /// B with the neurons that were added.
  public let original: Network
  /// Which neuron of B comes where, and its factor.
  public let arrangement: NeuronArrangement
  /// B in this arrangement.
  public let aligned: Network
  /// The numbers of neurons that B has in its hidden layers; larger ones in `arrangement` were added.
  public let neuronCounts: [Int]
  /// Whether no other arrangement is nearer, up to rounding in double precision.
  public let isOptimal: Bool
  /// |A − B|², over all weights and biases.
  public let squaredDistanceBefore: Rational
  /// |A − gB|².
  public let squaredDistanceAfter: Rational

  /// For each hidden layer the neuron of B in the place of each neuron of A; `nil` for one that was added.
  public var permutation: [[Int?]] {
    zip(arrangement.layers, neuronCounts).map { places, count in
      places.map { $0.neuron <= count ? $0.neuron : nil }
    }
  }

  /// How it is known that the aligned network is the nearest.
  public var evidence: Evidence {
    .numerical(
      detail: isOptimal
        ? "one hidden layer: an assignment problem with the best factor for each pair"
        : "coordinate descent from three starts, layer by layer: no other order of one layer is nearer, but that "
          + "of all layers together can be", tolerance: 1e-12)
  }
}

/// Why neurons of two networks are not compared.
public enum AlignmentGap: Error, Hashable, Sendable, CustomStringConvertible {
  /// Other numbers of layers.
  case layerCounts(Int, Int)
  /// The activations of a layer, from 1, differ.
  case activations(layer: Int)
  /// Weights beyond double precision.
  case overflow
  /// The widened network is larger than a network may be.
  case size(String)
  /// A limit came first.
  case stopped(ComputationStopped)

  /// One line.
  public var description: String {
    switch self {
    case .layerCounts(let first, let second):
      "the networks have \(first) and \(second) layers with weights"
    case .activations(let layer): "the activations of hidden layer \(layer) differ"
    case .overflow: "some weights are too large for floating-point numbers"
    case .size(let reason): reason
    case .stopped(let stop): stop.description
    }
  }
}

/// Aligns the neurons of `other` to those of `reference`.
///
/// - Parameter reference: A.
/// - Parameter other: B, with as many inputs and outputs, else traps.
/// - Parameter control: Limits and cancellation.
/// - Throws: why the neurons cannot be compared.
/// - Complexity: for each of a few rounds O(d³) for each hidden layer of d neurons.
public func alignNeurons(
  of other: Network, to reference: Network, control: ComputationControl = ComputationControl()
) throws(AlignmentGap) -> NeuronAlignment {
  let (a, b) = (reference.architecture, other.architecture)
  require(
    a.inputCount == b.inputCount && a.outputCount == b.outputCount,
    "alignNeurons: a network with \(a.inputCount) inputs and \(a.outputCount) outputs and one with "
      + "\(b.inputCount) and \(b.outputCount)")
  guard a.layerCount == b.layerCount else { throw .layerCounts(a.layerCount, b.layerCount) }
  for (index, (first, second)) in zip(a.activations, b.activations).enumerated()
  where !first.isSameFunction(as: second) {
    throw .activations(layer: index + 1)
  }
  let common: Architecture
  do {
    common = try Architecture(
      widths: zip(a.widths, b.widths).map { max($0, $1) }, activations: a.activations,
      hasBias: a.hasBias || b.hasBias)
  } catch {
    throw .size("\(error)")
  }
  let (first, second) = (reference.widened(to: common), other.widened(to: common))
  let (x, y) = (first.weights.map(\.asDouble), second.weights.map(\.asDouble))
  guard (x + y).allSatisfy({ $0.magnitude < 1e150 }) else { throw .overflow }
  let found: AlignmentSearch.Arrangement
  do throws(ComputationStopped) {
    found = try AlignmentSearch(common, reference: x, other: y, control: control).best()
  } catch {
    throw .stopped(error)
  }
  let arrangement = exactArrangement(found, of: second, to: first)
  let aligned = arrangement.applied(to: second)
  let symmetries = common.activations.map { ActivationSymmetry($0) }
  let movesConstants = symmetries.contains {
    common.hasBias && !$0.centerValue.isZero && $0.rowRelation(hasBias: true) != .equal
  }
  return NeuronAlignment(
    reference: first, original: second, arrangement: arrangement, aligned: aligned,
    neuronCounts: Array(b.widths.dropFirst().dropLast()),
    isOptimal: common.layerCount <= 2 && !movesConstants && !second.hasUnattainedScales,
    squaredDistanceBefore: squaredDistance(first, second),
    squaredDistanceAfter: squaredDistance(first, aligned))
}

private func squaredDistance(_ first: Network, _ second: Network) -> Rational {
  zip(first.weights, second.weights).reduce(0) { sum, pair in
    let difference = pair.0 - pair.1
    return difference.isZero ? sum : sum + difference * difference
  }
}

/// The arrangement with rational factors: the ratio of rows or columns that are proportional, else a fraction within
/// rounding of the number found.
private func exactArrangement(
  _ found: AlignmentSearch.Arrangement, of network: Network, to reference: Network
) -> NeuronArrangement {
  let architecture = network.architecture
  var layers: [[NeuronArrangement.Place]] = architecture.widths.dropFirst().dropLast().map {
    (1...$0).map { NeuronArrangement.Place(neuron: $0) }
  }
  for layer in layers.indices {
    let symmetry = ActivationSymmetry(architecture.activations[layer])
    let isScaled = symmetry.rowRelation(hasBias: architecture.hasBias) == .proportional
    layers[layer] = found[layer].map {
      .init(neuron: $0.neuron + 1, scale: isScaled ? 1 : Rational(Int($0.scale)))
    }
    guard isScaled else { continue }
    // With factors 1 in this layer, and those of the layers before.
    let arranged = NeuronArrangement(layers: layers).applied(to: network)
    layers[layer] = found[layer].enumerated().map { i, place in
      let exact =
        ratio(
          of: reference.centeredRow(layer: layer + 1, neuron: i + 1, symmetry.center),
          to: arranged.centeredRow(layer: layer + 1, neuron: i + 1, symmetry.center))
        ?? ratio(
          of: arranged.column(layer: layer + 1, neuron: i + 1),
          to: reference.column(layer: layer + 1, neuron: i + 1)
        ).flatMap { root(of: $0, symmetry.activation.degree, near: place.scale) }
      if let exact, (exact.asDouble / place.scale - 1).magnitude < 1e-6 {
        return .init(neuron: place.neuron + 1, scale: exact)
      }
      return .init(neuron: place.neuron + 1, scale: fraction(near: place.scale))
    }
  }
  return NeuronArrangement(layers: layers)
}

/// c with a = c·b; `nil` for vectors that are not proportional, or zero.
private func ratio(of a: [Rational], to b: [Rational]) -> Rational? {
  guard let pivot = b.firstIndex(where: { !$0.isZero }) else { return nil }
  let ratio = a[pivot] / b[pivot]
  return !ratio.isZero && zip(a, b).allSatisfy { $0 == ratio * $1 } ? ratio : nil
}

/// The n-th root with the sign of `guess`, if it is rational.
private func root(of q: Rational, _ n: Int, near guess: Double) -> Rational? {
  guard let root = q.magnitude.exactRoot(n) else { return nil }
  return guess < 0 ? -root : root
}

/// The first convergent of the continued fraction of x ≠ 0 within a few roundings of it.
private func fraction(near x: Double) -> Rational {
  guard let exact = Rational(exactly: x), x != 0, x.isFinite else { return 1 }
  var (p, q): ((Integer, Integer), (Integer, Integer)) = ((0, 1), (1, 0))
  var rest = exact.magnitude
  for _ in 0..<80 {
    let whole = rest.numerator.flooredQuotientAndRemainder(dividingBy: rest.denominator).quotient
    p = (p.1, whole * p.1 + p.0)
    q = (q.1, whole * q.1 + q.0)
    let value = Rational(p.1, q.1)
    if (value.asDouble - x.magnitude).magnitude <= 0x1p-50 * x.magnitude {
      return x < 0 ? -value : value
    }
    let remainder = rest - Rational(whole)
    if remainder.isZero { break }
    rest = 1 / remainder
  }
  return exact
}

extension Activation {
  /// Whether both are the same polynomial, however they are written.
  func isSameFunction(as other: Activation) -> Bool {
    self == other || terms.elementsEqual(other.terms) { $0 == $1 }
  }
}

extension Network {
  /// The same function with as many neurons as a larger architecture of the same depth and activations has: the
  /// weights of the new ones, and new biases, are zero.
  func widened(to larger: Architecture) -> Network {
    if larger == architecture { return self }
    var weights = [Rational](repeating: 0, count: larger.parameterCount)
    for layer in 1...architecture.layerCount {
      for row in 1...architecture.widths[layer] {
        let source = architecture.weightRange(ofLayer: layer, row: row)
        let target = larger.weightRange(ofLayer: layer, row: row)
        for (i, j) in zip(source, target) { weights[j] = self.weights[i] }
        if architecture.hasBias { weights[target.upperBound] = self.weights[source.upperBound] }
      }
    }
    do {
      return try Network(larger, weights: weights)
    } catch {
      contractViolation("a widened network: \(error)")
    }
  }

  /// Whether a neuron that can be scaled has incoming weights only, or outgoing ones only: the nearest factor can be
  /// infinite.
  fileprivate var hasUnattainedScales: Bool {
    (1..<architecture.layerCount).contains { layer in
      let symmetry = ActivationSymmetry(architecture.activations[layer - 1])
      guard symmetry.rowRelation(hasBias: architecture.hasBias) == .proportional else {
        return false
      }
      return (1...architecture.widths[layer]).contains { neuron in
        let row = centeredRow(layer: layer, neuron: neuron, symmetry.center)
        return row.allSatisfy(\.isZero)
          != column(layer: layer, neuron: neuron).allSatisfy(\.isZero)
      }
    }
  }

  /// The row of a neuron, with its bias from the center.
  fileprivate func centeredRow(layer: Int, neuron: Int, _ center: Rational) -> [Rational] {
    let range = architecture.weightRange(ofLayer: layer, row: neuron)
    return weights[range] + (architecture.hasBias ? [weights[range.upperBound] - center] : [])
  }

  /// The outgoing weights of a neuron.
  fileprivate func column(layer: Int, neuron: Int) -> [Rational] {
    (1...architecture.widths[layer + 1]).map { self[layer + 1, $0, neuron] }
  }
}
