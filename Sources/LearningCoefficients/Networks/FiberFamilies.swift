import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import LinearAlgebra
import Networks

/// Linear families of weights through a point whose members all have its function.
///
/// The incoming weights of a neuron with zero outgoing weights are free. The outgoing weights of a neuron with
/// zero incoming weights and bias are free if σ(0) = 0. Of neurons with proportional incoming weights, the
/// outgoing ones can be shifted from one to the other.
struct FiberFamilies {
  /// One family: directions, any combination of which may be added to the weights.
  typealias Family = [[Rational]]

  /// At most some families, by different choices where both sides of a neuron are free.
  let families: [Family]

  init(_ network: Network, seed: UInt64) {
    let architecture = network.architecture
    let zero = [Rational](repeating: 0, count: architecture.parameterCount)
    func unit(_ index: Int) -> [Rational] {
      var vector = zero
      vector[index] = 1
      return vector
    }
    var common: Family = []
    var choices: [(incoming: Family, outgoing: Family)] = []
    for layer in 1..<max(architecture.layerCount, 1) {
      let activation = architecture.activations[layer - 1]
      let keepsZero = activation.isMonomial || activation.coefficients.first?.isZero ?? true
      var rows: [(neuron: Int, row: [Rational])] = []
      for neuron in 1...architecture.widths[layer] {
        let incoming = incomingIndices(architecture, layer: layer, neuron: neuron)
        let outgoing = outgoingIndices(architecture, layer: layer, neuron: neuron)
        let row = incoming.map { network.weights[$0] }
        let isUnused = outgoing.allSatisfy { network.weights[$0].isZero }
        let isZero = row.allSatisfy(\.isZero) && keepsZero
        if isUnused && isZero {
          choices.append((incoming.map(unit), outgoing.map(unit)))
        } else if isUnused {
          common += incoming.map(unit)
        } else if isZero {
          common += outgoing.map(unit)
        } else if !row.allSatisfy(\.isZero) {
          rows.append((neuron, row))
        }
      }
      common += FiberFamilies.shifts(
        rows, layer: layer, architecture: architecture, activation: activation)
    }
    var random = RandomSource(seed: seed)
    func family(_ takesIncoming: (Int) -> Bool) -> Family {
      common
        + choices.indices.flatMap {
          takesIncoming($0) ? choices[$0].incoming : choices[$0].outgoing
        }
    }
    var families = [family { _ in true }]
    if !choices.isEmpty { families.append(family { _ in false }) }
    if choices.count > 1 {
      for _ in 0..<6 {
        let picks = choices.map { _ in random.next().isMultiple(of: 2) }
        families.append(family { picks[$0] })
      }
    }
    self.families = families
  }

  /// Shifts of outgoing weights from the first neuron of each class of proportional rows to the others.
  private static func shifts(
    _ rows: [(neuron: Int, row: [Rational])], layer: Int, architecture: Architecture,
    activation: Activation
  ) -> Family {
    var family: Family = []
    var representatives: [(neuron: Int, row: [Rational])] = []
    for (neuron, row) in rows {
      func factor(_ other: [Rational]) -> Rational? {
        guard let i = other.firstIndex(where: { !$0.isZero }) else { return nil }
        let c = row[i] / other[i]
        guard zip(row, other).allSatisfy({ $0 == c * $1 }) else { return nil }
        return activation.isMonomial || c == 1 ? c : nil
      }
      var isNew = true
      for (other, otherRow) in representatives {
        guard let c = factor(otherRow) else { continue }
        isNew = false
        let change = activation.isMonomial ? c.power(activation.degree) : 1
        let from = outgoingIndices(architecture, layer: layer, neuron: neuron)
        let to = outgoingIndices(architecture, layer: layer, neuron: other)
        for (a, b) in zip(from, to) {
          var vector = [Rational](repeating: 0, count: architecture.parameterCount)
          (vector[a], vector[b]) = (1, -change)
          family.append(vector)
        }
        break
      }
      if isNew { representatives.append((neuron, row)) }
    }
    return family
  }
}

/// Upper bounds from real families in the fiber of a network.
///
/// λ ≤ codim(Z)/2 for a real submanifold Z of the fiber whose closure contains the point, since K ≤ C·dist²
/// near Z. In particular λ ≤ R/2 if there are real points of the fiber with rank R arbitrarily near; that has
/// to be shown, for it is false in general: Σ a_i w_i² with all a_i > 0 vanishes at w = 0 only.
enum FiberBounds {
  /// The bounds by the families of `FiberFamilies`, each at a random member, and by the orbit of the point.
  ///
  /// A member is checked to have the same function by `computeSameFunction`. The rank at the members p + t·v is
  /// at least that at t = 1 for all t ≠ 0 near 0, so such points come arbitrarily close to p.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  static func upper(
    at network: Network, generic: GenericRank, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> [LearningCoefficientBound] {
    let count = network.architecture.parameterCount
    var bounds = [
      LearningCoefficientBound(
        LearningCoefficient(Rational(count) / 2, multiplicity: 1),
        reason: "half the number of parameters")
    ]
    // Larger families are only bounded by the above.
    guard count <= 2_000 else { return bounds }
    var random = RandomSource(seed: seed)
    for family in FiberFamilies(network, seed: seed).families {
      try control.checkpoint()
      var weights = network.weights
      for direction in family {
        let step = Rational(Int(random.next() % 19) - 9)
        for i in weights.indices where !direction[i].isZero {
          weights[i] = weights[i] + step * direction[i]
        }
      }
      let member = replacingWeights(of: network, by: weights)
      let isSame = try computeSameFunction(network, member, seed: seed, control: control)
      guard isSame.value, isSame.evidence.isProven else { continue }
      let tangents = family + ScalingSymmetry(member).directions
      if !tangents.isEmpty, tangents.count <= 200_000 / count {
        let dimension = Matrix(ring: RationalField(), rows: tangents).rank
        bounds.append(
          LearningCoefficientBound(
            LearningCoefficient(Rational(count - dimension) / 2, multiplicity: 1),
            reason: "half the codimension of a family of weights with this function",
            shortReason: "family in the fiber"))
      }
      let rank = try CriticalLoci.rank(
        at: member, includingKernel: false, seed: seed, control: control
      ).rank
      if rank >= generic.dimension {
        bounds.append(
          LearningCoefficientBound(
            LearningCoefficient(Rational(generic.dimension) / 2, multiplicity: 1),
            reason: "R/2 at weights of rank R nearby with this function",
            shortReason: "R/2 nearby",
            evidence: generic.evidence))
      }
    }
    return bounds
  }
}

/// The network with other weights of the same number.
private func replacingWeights(of network: Network, by weights: [Rational]) -> Network {
  do {
    return try Network(network.architecture, weights: weights)
  } catch {
    contractViolation("as many weights as before are refused: \(error)")
  }
}
