import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

extension CertificateChecker {
  /// Polynomials that vanish exactly where the operation, none that mixes neurons, holds.
  private func equations(of operation: SubnetworkOperation) -> [Polynomial<RationalField>] {
    func row(_ neuron: Int) -> [Polynomial<RationalField>] {
      architecture.weightRange(ofLayer: operation.layer, row: neuron).map { ring.variable($0) }
    }
    switch operation {
    case .inactiveIn(_, let neuron): return row(neuron)
    case .inactiveOut(let layer, let neuron):
      return (1...architecture.widths[layer + 1]).map {
        ring.variable(architecture.parameterIndex(layer: layer + 1, row: $0, column: neuron))
      }
    case .mixed: contractViolation("equations of \(operation)")
    case .redundant(_, let neurons, _):
      var minors: [Polynomial<RationalField>] = []
      for (position, neuron) in neurons.enumerated() {
        for other in neurons[..<position] {
          let (a, b) = (row(other), row(neuron))
          for j in a.indices { for i in 0..<j { minors.append(a[i] * b[j] - a[j] * b[i]) } }
        }
      }
      return minors
    }
  }

  /// The operations with one inactive neuron or one redundant pair, of all neurons.
  private var basicOperations: [SubnetworkOperation] {
    (1..<architecture.layerCount).flatMap { layer -> [SubnetworkOperation] in
      let neurons = 1...architecture.widths[layer]
      return neurons.flatMap { neuron -> [SubnetworkOperation] in
        [.inactiveIn(layer: layer, neuron: neuron), .inactiveOut(layer: layer, neuron: neuron)]
          + neurons.filter { $0 > neuron }.map { .redundant(layer: layer, neurons: [neuron, $0]) }
      }
    }
  }

  /// Checks that the operations hold at all points, or for an exotic component that none does.
  mutating func checkOperations(_ state: ComponentState) throws(CertificateError) {
    let operations = operations[state.index]
    for operation in operations {
      if case .mixed(let layer, let neurons) = operation {
        if try !areMixed(neurons, layer: layer, state) {
          fail("\(state.name): not all its points are \(operation)")
        }
        continue
      }
      for f in equations(of: operation) where try !vanishes(f, on: state) {
        fail("\(state.name): not all its points are \(operation)")
        break
      }
    }
    guard operations.isEmpty else { return }
    for operation in basicOperations {
      var holds = true
      for f in equations(of: operation) where holds { holds = try vanishes(f, on: state) }
      if holds { return fail("\(state.name): all its points are \(operation), it is not exotic") }
    }
    // Neurons of linear layers mix: then fewer of them suffice where a matrix has small rank.
    for layer in 1..<architecture.layerCount where architecture.degrees[layer - 1] == 1 {
      let width = architecture.widths[layer]
      let ranks = [layer, layer + 1].map { matrix in
        state.witness.map { point in
          Matrix(
            ring: RationalField(), rowCount: architecture.widths[matrix],
            columnCount: architecture.widths[matrix - 1],
            elements: architecture.parameterRange(ofLayer: matrix).map { point[$0] }
          ).rank
        }
      }
      if ranks.contains(where: { $0.map { $0 < width } ?? true }) {
        undecided.append("\(state.name): that it is exotic, as layer \(layer) is linear")
      }
    }
  }

  /// Whether the rows or the columns of neurons are linearly dependent at all points: the maximal minors
  /// vanish modulo the ideal.
  private func areMixed(
    _ neurons: [Int], layer: Int, _ state: ComponentState
  ) throws(CertificateError) -> Bool {
    func weights(_ layer: Int, _ row: Int, _ column: Int) -> Polynomial<RationalField> {
      ring.variable(architecture.parameterIndex(layer: layer, row: row, column: column))
    }
    let rows = neurons.map { neuron in
      (1...architecture.widths[layer - 1]).map { weights(layer, neuron, $0) }
    }
    let columns = neurons.map { neuron in
      (1...architecture.widths[layer + 1]).map { weights(layer + 1, $0, neuron) }
    }
    for matrix in [rows, columns] {
      let elimination = ResidueElimination(
        matrix, zeroSets: ZeroSets(ring: ring, units: [], control: control), basis: state.basis)
      guard let subsets = ComponentStructure.combinations(matrix[0].count, matrix.count) else {
        throw .stopped(
          .undecided(what: "whether \(matrix.count) neurons are dependent"), place: place)
      }
      var areDependent = true
      for subset in subsets where areDependent {
        areDependent = try limited { () throws(ComputationStopped) in
          try elimination.determinant(rows: Array(matrix.indices), columns: subset).isZero
        }
      }
      if areDependent { return true }
    }
    return false
  }

  /// Whether a polynomial vanishes on a component.
  private func vanishes(
    _ f: Polynomial<RationalField>, on state: ComponentState
  ) throws(CertificateError) -> Bool {
    if let witness = state.witness, !f.evaluate(at: witness).isZero { return false }
    if state.basis.contains(f) { return true }
    return try limited { () throws(ComputationStopped) in
      try state.basis.ideal.radicalContains(f, control: control)
    }
  }

  private static let mostPermutations = 5_040

  /// All permutations of hidden neurons, as maps of parameters.
  private func permutations() throws(CertificateError) -> [[Int]] {
    try limited { () throws(ComputationStopped) in
      try architecture.allHiddenPermutations(maximumCount: Self.mostPermutations)
        .map { architecture.parameterPositions(under: $0) }
    }
  }

  /// Checks that no component lies in an image of another one.
  mutating func checkRedundancy(_ states: [ComponentState]) throws(CertificateError) {
    for smaller in states {
      for larger in states
      where larger.index != smaller.index && larger.dimension >= smaller.dimension
        && certificate.components[larger.index].rank >= certificate.components[smaller.index].rank
      {
        // Every image of the larger one consists of points with as many such neurons.
        if let witness = smaller.witness,
          operations[larger.index].contains(where: { !hasImage(of: $0, at: witness) })
        {
          continue
        }
        for positions in try permutations() {
          try limited { () throws(ComputationStopped) in try control.checkpoint() }
          var isInside = true
          for f in generators[larger.index] where isInside {
            isInside = try vanishes(f.permuted(positions), on: smaller)
          }
          if isInside {
            return fail("\(smaller.name): it lies in an image of \(larger.name)")
          }
        }
      }
    }
  }

  /// Whether an operation with other neurons of its layer holds at a point.
  private func hasImage(of operation: SubnetworkOperation, at point: [Rational]) -> Bool {
    let layer = operation.layer
    func row(_ neuron: Int) -> [Rational] {
      architecture.weightRange(ofLayer: layer, row: neuron).map { point[$0] }
    }
    let neurons = 1...architecture.widths[layer]
    switch operation {
    case .inactiveIn: return neurons.contains { row($0).allSatisfy(\.isZero) }
    case .inactiveOut:
      return neurons.contains { neuron in
        (1...architecture.widths[layer + 1]).allSatisfy {
          point[architecture.parameterIndex(layer: layer + 1, row: $0, column: neuron)].isZero
        }
      }
    case .mixed: return true
    case .redundant(_, let members, _):
      return neurons.contains { neuron in
        let a = row(neuron)
        return neurons.count { other in
          let b = row(other)
          return a.indices.allSatisfy { j in (0..<j).allSatisfy { a[$0] * b[j] == a[j] * b[$0] } }
        } >= members.count
      }
    }
  }

  /// Decides whether the critical points are exactly the subnetworks, from what was shown before.
  mutating func decideEquality(_ states: [ComponentState]) throws(CertificateError) {
    guard certificate.rankBound == certificate.genericRank - 1,
      !architecture.degrees.contains(1)
    else { return }
    if let theorem = certificate.theorem {
      equality = .init(holds: true, reason: theorem)
      return
    }
    var reasons: [String] = []
    let exotic = states.filter { operations[$0.index].isEmpty }
    for state in exotic {
      guard let point = state.witness,
        !basicOperations.contains(where: { operation in
          equations(of: operation).allSatisfy { $0.evaluate(at: point).isZero }
        })
      else { continue }
      let label = certificate.components[state.index].label
      reasons.append("the witness of '\(label)' is critical and no subnetwork")
    }
    let (group, isWhole) = architecture.hiddenPermutations(limit: Self.mostPermutations)
    let permutations = group.map { architecture.parameterPositions(under: $0) }
    var isDecided = true
    for operation in basicOperations where operation.neurons == Array(1...operation.neurons.count) {
      if try isCritical(operation, permutations) { continue }
      if isWhole { reasons.append("\(operation) is not critical") } else { isDecided = false }
    }
    if !reasons.isEmpty {
      equality = .init(holds: false, reason: reasons.joined(separator: "; "))
    } else if exotic.isEmpty && isDecided {
      equality = .init(
        holds: true,
        reason: "all components consist of subnetworks, and all subnetworks lie on components")
    }
  }

  /// Whether the networks with one inactive neuron or one redundant pair lie on an image of a component.
  private func isCritical(
    _ operation: SubnetworkOperation, _ permutations: [[Int]]
  ) throws(CertificateError) -> Bool {
    let larger = PolynomialRing.rational(ring.variables + ["c"])
    var weights = (0..<ring.variableCount).map { larger.variable($0) }
    if case .redundant(let layer, let neurons, _) = operation {
      let first = architecture.weightRange(ofLayer: layer, row: neurons[0])
      let second = architecture.weightRange(ofLayer: layer, row: neurons[1])
      let factor = larger.variable(ring.variableCount)
      for (from, to) in zip(first, second) { weights[to] = factor * weights[from] }
    } else {
      for f in equations(of: operation) { for p in f.support { weights[p] = larger.zero } }
    }
    for positions in permutations {
      try limited { () throws(ComputationStopped) in try control.checkpoint() }
      let moved = positions.map { weights[$0] }
      if generators.contains(where: { list in
        list.allSatisfy { $0.substituted(moved, in: larger).isZero }
      }) {
        return true
      }
    }
    return false
  }
}
