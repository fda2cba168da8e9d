import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// What has been found out about a component while it is checked.
struct ComponentState {
  let index: Int
  let basis: GroebnerBasis<RationalField>
  let dimension: Int
  /// `nil` if the set is not recognised as a product.
  let structure: ComponentStructure?
  /// A point, if the certificate names one and it lies on the set.
  let witness: [Rational]?
  /// The rank of J there.
  let witnessRank: Int?

  var name: String { "component \(index)" }
}

extension CertificateChecker {
  /// Checks everything that is said about every component, and that none lies in another.
  mutating func checkComponents() throws(CertificateError) {
    var states: [ComponentState] = []
    for (index, component) in certificate.components.enumerated() {
      if isFinished { return }
      place = "component \(index)"
      let state = try state(of: index)
      states.append(state)
      if state.dimension != component.dimension {
        fail("\(state.name): its dimension is \(state.dimension), not \(component.dimension)")
      }
      checkStability(state)
      guard let irreducibility = try checkIrreducibility(state) else { continue }
      let rankReason = try checkRank(state)
      try checkOperations(state)
      results.append(
        CertificateCheck.Component(
          kind: component.kind, label: component.label, dimension: state.dimension,
          rank: component.rank, hasRationalPoint: state.witness != nil,
          irreducibility: irreducibility, rankProof: rankReason))
    }
    if !failures.isEmpty || !undecided.isEmpty { return }
    place = "inclusions of components"
    try checkRedundancy(states)
    place = "the equality with subnetworks"
    try decideEquality(states)
  }

  /// Shows what the generic rank is.
  mutating func checkGenericRank() throws(CertificateError) {
    let proven = try limited { () throws(ComputationStopped) -> Int? in
      if let transversal = ComponentTransversal(ComponentStructure(wholeSpaceOf: architecture)),
        let rank = try transversal.rank(control: control)
      {
        return rank
      }
      let generic = try CriticalLoci.genericRank(of: architecture, seed: 1, control: control)
      return generic.evidence.isProven ? generic.dimension : nil
    }
    guard let proven else {
      undecided.append("that the generic rank is \(certificate.genericRank)")
      return
    }
    if proven != certificate.genericRank {
      fail("the generic rank is \(proven), not \(certificate.genericRank)")
    }
  }

  private mutating func state(of index: Int) throws(CertificateError) -> ComponentState {
    let basis = try limited { () throws(ComputationStopped) in
      try Ideal(ring: ring, generators: generators[index]).groebnerBasis(control: control)
    }
    let structure = try limited { () throws(ComputationStopped) in
      try ComponentStructure(of: basis, architecture, control: control)
    }
    let dimension = try limited { () throws(ComputationStopped) in
      if let structure { return structure.dimension }
      return try basis.dimension(control: control)
    }
    let witness = try checkWitness(index)
    return ComponentState(
      index: index, basis: basis, dimension: dimension, structure: structure,
      witness: witness?.point, witnessRank: witness?.rank)
  }

  /// Checks that the ideal is stable under the Lie algebra of GL(d₀) × scalings × GL(d_L): then its zeros
  /// are stable under this connected group, and a set lies on it with its normal forms.
  private mutating func checkStability(_ state: ComponentState) {
    let isStable = symmetryDerivations(of: architecture).allSatisfy { derivation in
      generators[state.index].allSatisfy { f in
        state.basis.contains(
          derivation.reduce(ring.zero) { sum, term in
            let derivative = f.derivative(in: term.variable)
            return derivative.isZero
              ? sum : sum + term.factor * ring.variable(term.value) * derivative
          })
      }
    }
    if !isStable { fail("\(state.name): it is not stable under changes of bases and scalings") }
  }

  /// Shows that the set is irreducible over ℚ, and says how; `nil` if it is not.
  private mutating func checkIrreducibility(
    _ state: ComponentState
  ) throws(CertificateError) -> String? {
    if let structure = state.structure { return structure.reason }
    if state.basis.isUnit {
      fail("\(state.name): it is empty")
      return nil
    }
    let primes = try limited { () throws(ComputationStopped) in
      try state.basis.ideal.minimalPrimes(control: control)
    }
    if primes.count != 1 {
      fail("\(state.name): it is reducible")
      return nil
    }
    if !primes.evidence.isProven {
      undecided.append("\(state.name): that it is irreducible")
      return nil
    }
    return "one certified minimal prime"
  }

  /// The witness and the rank of J at it; `nil` without one.
  private mutating func checkWitness(
    _ index: Int
  ) throws(CertificateError) -> (point: [Rational], rank: Int)? {
    let component = certificate.components[index]
    let name = "component \(index)"
    guard let texts = component.witness else { return nil }
    guard texts.count == architecture.parameterCount else {
      throw .malformed("\(name): witness: expected \(architecture.parameterCount) numbers")
    }
    var point: [Rational] = []
    for (position, text) in texts.enumerated() {
      guard text.utf8.count <= Self.mostDigits, !text.contains(where: { "eE".contains($0) }),
        let value = Rational(text)
      else {
        throw .malformed(
          "\(name): witness[\(position)]: expected a rational number of at most \(Self.mostDigits) digits"
        )
      }
      point.append(value)
    }
    if !generators[index].allSatisfy({ vanishes($0, at: point) }) {
      fail("\(name): the witness does not lie on it")
      return nil
    }
    let rank = try rank(at: point)
    if rank != component.rank {
      fail("\(name): at the witness rank J = \(rank), not \(component.rank)")
    }
    return (point, rank)
  }

  private func vanishes(_ f: Polynomial<RationalField>, at point: [Rational]) -> Bool {
    f.evaluate(at: point).isZero
  }

  /// The most digits of the numbers in the Jacobian at a witness together, roughly.
  private static let mostDigitsAtWitness = 1e9

  private func rank(at point: [Rational]) throws(CertificateError) -> Int {
    let length = point.map { $0.description.utf8.count }.max() ?? 1
    let entries = architecture.ambientDimension * Integer(architecture.parameterCount)
    let digits = Double(entries.asInt ?? .max) * Double(architecture.inputDegree * length)
    guard digits <= Self.mostDigitsAtWitness else {
      throw .stopped(
        .sizeLimit(
          what: "the number of digits of the Jacobian at a witness", needed: "up to \(digits)",
          limit: Int(Self.mostDigitsAtWitness)), place: place)
    }
    let numbers = PolynomialRing.rational([])
    let matrix = try limited { () throws(ComputationStopped) in
      try CertificateNetwork(
        architecture, layers: architecture.layerCount,
        weights: point.map { numbers.constant($0) }, ring: numbers
      ).jacobian(control: control)
    }
    let (rows, columns) = (matrix.rowLabels, matrix.columnLabels)
    let values = matrix.entries(rows: rows, columns: columns).map {
      $0.map { $0.constantValue ?? 0 }
    }
    return Matrix(ring: RationalField(), rows: values, columnCount: columns.count).rank
  }

  /// Shows that the rank of J at the generic points is what the certificate says and at most k; says how.
  ///
  /// By elimination on a transversal of a parametrisation; on a piece of a chart of the same dimension, whose orbit
  /// is dense as the component is irreducible; or by the rank at the witness and the rank theorem of the
  /// smallest set of subnetworks in which the component lies.
  private mutating func checkRank(_ state: ComponentState) throws(CertificateError) -> String {
    let component = certificate.components[state.index]
    if component.rank > certificate.rankBound {
      fail("\(state.name): the rank \(component.rank) exceeds \(certificate.rankBound)")
    }
    guard let (rank, reason) = try provenRank(state) else {
      undecided.append("\(state.name): that rank J is \(component.rank) at its generic points")
      return ""
    }
    if rank != component.rank {
      fail("\(state.name): rank J is \(rank) at its generic points, not \(component.rank)")
    }
    return reason
  }

  private func provenRank(
    _ state: ComponentState
  ) throws(CertificateError) -> (rank: Int, reason: String)? {
    let piece = pieces.first {
      $0.component == state.index && $0.dimension == state.dimension
    }
    if let piece { return (piece.rank, "elimination on a piece of a chart") }
    return try limited { () throws(ComputationStopped) -> (rank: Int, reason: String)? in
      if let structure = state.structure, let transversal = ComponentTransversal(structure),
        let rank = try transversal.rank(control: control)
      {
        return (rank, "elimination on a slice")
      }
      let operations = operations[state.index].filter(\.isCombinatorial)
      if operations.isEmpty { return nil }
      let stratum = SubnetworkStratum(architecture, operations: operations)
      let bound = try stratum.genericRank(seed: 1, control: control)
      guard bound.evidence.isProven else { return nil }
      // The component lies in the stratum; without a point of that rank it has to be all of it.
      if state.witnessRank == bound.value || stratum.dimension == state.dimension {
        return (bound.value, "rank theorem for subnetworks")
      }
      return nil
    }
  }
}
