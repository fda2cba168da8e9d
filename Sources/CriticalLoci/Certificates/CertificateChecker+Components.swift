import AlgebraicStructures
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

extension CertificateChecker {
  /// The time for the decision whether the ideal of a component is prime.
  private static let secondsPerPrime = 60.0

  /// Checks dimension, stability, kind, witness and criticality of every component.
  mutating func checkComponents() throws(CertificateError) {
    for (index, component) in certificate.components.enumerated() {
      if failures.count >= CertificateCheck.mostFailures { return }
      let name = "component \(index)"
      let ideal = Ideal(ring: ring, generators: generators[index])
      let (basis, dimension) = try limited { () throws(ComputationStopped) in
        let basis = try ideal.groebnerBasis(control: control)
        return (basis, try basis.ideal.dimension(control: control))
      }
      if dimension != component.dimension {
        fail("\(name): its dimension is \(dimension), not \(component.dimension)")
      }
      checkStability(index, basis, name)
      let stratum = try checkOperations(component, basis, name)
      try checkWitness(component, index, stratum, name)
      try checkCriticality(component, index, basis, stratum, name)
    }
  }

  /// Whether a derivation Σ value·∂/∂variable, given by positions, preserves the ideal.
  private func preserves(
    _ derivation: [(value: Int, variable: Int, factor: Int)], _ index: Int,
    _ basis: GroebnerBasis<RationalField>
  ) -> Bool {
    generators[index].allSatisfy { f in
      basis.contains(
        derivation.reduce(ring.zero) { sum, term in
          let derivative = f.derivative(in: term.variable)
          return derivative.isZero
            ? sum : sum + term.factor * ring.variable(term.value) * derivative
        })
    }
  }

  /// Checks that the ideal is stable under the Lie algebra of GL(d₀) × scalings × GL(d_L): then its zeros
  /// are stable under this connected group, and a set lies on it with its normal forms.
  private mutating func checkStability(
    _ index: Int, _ basis: GroebnerBasis<RationalField>, _ name: String
  ) {
    let widths = architecture.widths
    let last = architecture.layerCount
    func position(_ layer: Int, _ row: Int, _ column: Int) -> Int {
      architecture.parameterIndex(layer: layer, row: row, column: column)
    }
    var derivations: [[(value: Int, variable: Int, factor: Int)]] = []
    for a in 1...widths[0] {
      for b in 1...widths[0] {
        derivations.append((1...widths[1]).map { (position(1, $0, a), position(1, $0, b), 1) })
      }
    }
    for a in 1...widths[last] {
      for b in 1...widths[last] {
        derivations.append(
          (1...widths[last - 1]).map { (position(last, a, $0), position(last, b, $0), 1) })
      }
    }
    for layer in 1..<last {
      for i in 1...widths[layer] {
        derivations.append(
          (1...widths[layer - 1]).map { (position(layer, i, $0), position(layer, i, $0), 1) }
            + (1...widths[layer + 1]).map {
              let column = position(layer + 1, $0, i)
              return (column, column, -architecture.degrees[layer - 1])
            })
      }
    }
    if !derivations.allSatisfy({ preserves($0, index, basis) }) {
      fail("\(name): it is not stable under changes of bases and scalings")
    }
  }

  /// Checks the inactive and redundant neurons; `nil` if there are none.
  private mutating func checkOperations(
    _ component: LocusCertificate.Component, _ basis: GroebnerBasis<RationalField>, _ name: String
  ) throws(CertificateError) -> SubnetworkStratum? {
    guard let kind = CriticalComponent.Kind(rawValue: component.kind),
      (kind == .exotic) == component.operations.isEmpty
    else { throw .malformed("\(name): kind \(component.kind) with \(component.operations)") }
    if kind == .exotic { return nil }
    var operations: [SubnetworkOperation] = []
    for operation in component.operations {
      let neurons = operation.neurons
      guard (1..<architecture.layerCount).contains(operation.layer),
        neurons.allSatisfy((1...architecture.widths[operation.layer]).contains),
        Set(neurons).sorted() == neurons, !neurons.isEmpty
      else { throw .malformed("\(name): \(operation)") }
      switch (operation.type, neurons.count) {
      case ("redundant", 2...):
        operations.append(.redundant(layer: operation.layer, neurons: neurons))
      case ("inactive-in", 1):
        operations.append(.inactiveIn(layer: operation.layer, neuron: neurons[0]))
      case ("inactive-out", 1):
        operations.append(.inactiveOut(layer: operation.layer, neuron: neurons[0]))
      case ("mixed", _) where architecture.degrees[operation.layer - 1] == 1:
        if !isMixed(layer: operation.layer, basis) {
          fail("\(name): the weights of layer \(operation.layer) are not dependent")
        }
      default: throw .malformed("\(name): the operation \(operation.type) of \(neurons)")
      }
    }
    let stratum = SubnetworkStratum(architecture, operations: operations)
    if !stratum.generators(in: ring).allSatisfy({ basis.contains($0) }) {
      fail("\(name): not all its points are \(stratum.label)")
    }
    return stratum
  }

  /// Whether all maximal minors of W_ℓ, or of W_{ℓ+1} as a map from d_ℓ coordinates, vanish.
  private func isMixed(layer: Int, _ basis: GroebnerBasis<RationalField>) -> Bool {
    let width = architecture.widths[layer]
    return [layer, layer + 1].contains { side in
      let rows = (1...architecture.widths[side]).map { row in
        architecture.weightRange(ofLayer: side, row: row).map { ring.variable($0) }
      }
      let matrix = Matrix(ring: ring, rows: rows, columnCount: architecture.widths[side - 1])
      return matrix.rank { basis.contains($0) } < width
    }
  }

  private mutating func checkWitness(
    _ component: LocusCertificate.Component, _ index: Int, _ stratum: SubnetworkStratum?,
    _ name: String
  ) throws(CertificateError) {
    guard let texts = component.witness else { return }
    let point = texts.compactMap { Rational($0) }
    guard texts.count == architecture.parameterCount, point.count == texts.count else {
      throw .malformed(
        "\(name): the witness is no vector of \(architecture.parameterCount) numbers")
    }
    if !generators[index].allSatisfy({ $0.evaluate(at: point).isZero }) {
      return fail("\(name): the witness does not lie on it")
    }
    let numbers = PolynomialRing.rational([])
    let network = CertificateNetwork(
      architecture, layers: architecture.layerCount, weights: point.map { numbers.constant($0) },
      ring: numbers)
    let matrix = try limited { () throws(ComputationStopped) in
      try network.jacobian(control: control)
    }
    let (rows, columns) = (matrix.rowLabels, matrix.columnLabels)
    let values = matrix.entries(rows: rows, columns: columns).map {
      $0.map { $0.constantValue ?? 0 }
    }
    let rank = Matrix(ring: RationalField(), rows: values, columnCount: columns.count).rank
    if rank != component.rank {
      fail("\(name): at the witness rank J = \(rank), not \(component.rank)")
    }
  }

  /// Shows that rank J ≤ k on the component: by a theorem on its stratum, or since a piece of a chart of
  /// the same dimension lies on it and it is irreducible.
  private mutating func checkCriticality(
    _ component: LocusCertificate.Component, _ index: Int, _ basis: GroebnerBasis<RationalField>,
    _ stratum: SubnetworkStratum?, _ name: String
  ) throws(CertificateError) {
    let bound = certificate.rankBound
    if component.rank > bound {
      return fail("\(name): the rank \(component.rank) exceeds \(bound)")
    }
    if bound >= architecture.parameterCount { return }
    // By the theorem all subnetworks are critical.
    if certificate.theorem != nil && stratum != nil { return }
    if let stratum {
      let rank = try limited { () throws(ComputationStopped) in
        try stratum.genericRank(seed: 1, control: control)
      }
      if rank.evidence.isProven && rank.value <= bound { return }
    }
    let isPiece = pieces.contains {
      $0.component == index && $0.dimension == component.dimension && $0.rank <= bound
    }
    if isPiece {
      let primes = try? basis.ideal.minimalPrimes(
        control: control.limited(toSeconds: Self.secondsPerPrime))
      try limited { () throws(ComputationStopped) in try control.checkpoint() }
      if let primes, primes.count == 1 { return }
      if let primes, primes.count > 1 { return fail("\(name): it is reducible") }
    }
    undecided.append("that component \(index) lies in the locus")
  }
}
