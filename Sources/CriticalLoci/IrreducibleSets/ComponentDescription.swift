import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// What is said of an irreducible set as a component of a locus: its degree, its real points, a witness and a
/// label, each found within a number of steps or left out.
struct ComponentDescription {
  let subject: IrreducibleSet
  /// The other components of the locus.
  let others: [IrreducibleSet]
  let group: [NeuronPermutation]
  let seed: UInt64
  /// The steps for each part.
  let steps: Int
  let control: ComputationControl

  private var architecture: Architecture { subject.architecture }

  /// The description, with what the limits leave of it.
  func component() -> CriticalComponent {
    let operations = subject.operations
    let isExotic = operations.isEmpty
    let variety = part(realVariety)
    let (witness, search) = witness(on: variety, isExotic: isExotic)
    let equations = subject.ideal == nil ? part(orbitConditions).value ?? nil : nil
    return CriticalComponent(
      kind: isExotic ? .exotic : .subnetwork, label: label(operations), operations: operations,
      codimension: architecture.parameterCount - subject.dimension, dimension: subject.dimension,
      degree: part(degree).value ?? nil, rank: subject.rank,
      orbitSize: subject.imageCount(under: group),
      generators: subject.ideal?.polynomials ?? equations?.equations,
      generatorConditions: equations?.conditions ?? [], witness: witness, witnessSearch: search,
      realPoints: realPoints(variety, witness, operations), evidence: subject.evidence)
  }

  /// The result of a part, or what stopped it.
  private func part<T>(
    _ body: (ComputationControl) throws(ComputationStopped) -> T
  ) -> Result<T, ComputationStopped> {
    Result { () throws(ComputationStopped) in try body(control.limited(toSteps: steps)) }
  }

  private func degree(_ control: ComputationControl) throws(ComputationStopped) -> Integer? {
    switch subject.origin {
    case .stratum(let stratum): return stratum.degree
    case .zeros(let prime): return prime.degree
    case .orbit(let piece) where subject.ideal == nil:
      return try piece.degreeBySlice(seed: seed, control: control)
    case .orbit, .lifted: return try subject.ideal?.degree(control: control)
    }
  }

  /// The equations and inequalities of an orbit.
  private func orbitConditions(
    _ control: ComputationControl
  ) throws(ComputationStopped) -> OrbitConditions<RationalField>? {
    guard case .orbit(let piece) = subject.origin else { return nil }
    return try piece.conditions(weights: architecture.parameterRing.generators, control: control)
  }
}

extension ComponentDescription {
  /// By named conditions, or else by operations, ranks and equations.
  private func label(_ operations: [SubnetworkOperation]) -> String {
    if case .stratum(let stratum) = subject.origin { return stratum.label }
    if let ideal = subject.ideal {
      let recognized = part { control throws(ComputationStopped) in
        try recognizedDescription(of: ideal.ideal, architecture: architecture, control: control)
      }
      if let text = recognized.value??.value { return text }
    }
    let widths = architecture.widths
    let isOver = control.pendingStop != nil
    let ranks = (isOver ? [] : subject.matrixRanks).enumerated()
      .filter { index, rank in rank < min(widths[index], widths[index + 1]) }
      .map { "rank W\($0.offset + 1) <= \($0.element)" }
    let type = SubnetworkStratum(
      architecture, operations: operations.filter(\.isCombinatorial))
    if type.operations.isEmpty { return (ranks + [zeroSetName]).joined(separator: " & ") }
    let codimension = architecture.parameterCount - subject.dimension
    // Where the operations say everything no more is said.
    let rest = type.codimension == codimension ? [] : ranks + ["codimension \(codimension)"]
    return ([type.label] + rest).joined(separator: " & ")
  }

  /// A name by equations, or by normal forms where these are not known.
  private var zeroSetName: String {
    if let generators = subject.ideal?.polynomials, let first = generators.first {
      let text = first.description
      if text.count <= 60 {
        return "zeros of \(text)" + (generators.count > 1 ? " and others" : "")
      }
      let degrees = generators.prefix(6).map { "\($0.totalDegree ?? 0)" }.joined(separator: ", ")
      return generators.count == 1
        ? "zeros of a polynomial of degree \(degrees)"
        : "zeros of \(generators.count) polynomials of degrees \(degrees)"
          + (generators.count > 6 ? ", ..." : "")
    }
    guard case .orbit(let piece) = subject.origin else {
      return "zeros of polynomials not computed"
    }
    let equations = piece.prime.basis.polynomials.count
    return "orbits of \(piece.chart)" + (equations == 0 ? "" : " with \(equations) equations")
  }
}

extension ComponentDescription {
  /// The set, or the normal forms of an orbit if these have enough real points, with what is known of the real
  /// points; `nil` where no equations are needed.
  private func realVariety(
    _ control: ComputationControl
  ) throws(ComputationStopped) -> RealVariety? {
    switch subject.origin {
    case .stratum, .lifted: return nil
    case .zeros(let prime):
      return try RealVariety(
        prime.basis, dimension: subject.dimension, seed: seed, control: control)
    case .orbit(let piece):
      // The closure of the orbits of a dense set of real normal forms.
      let forms = try RealVariety(
        piece.prime.basis, dimension: piece.prime.dimension, seed: seed, control: control)
      if forms.extent == .dense { return forms }
      guard let ideal = subject.ideal else {
        throw .undecided(what: "the real points of \(zeroSetName)")
      }
      return try RealVariety(ideal, dimension: subject.dimension, seed: seed, control: control)
    }
  }

  /// What is known of the real points.
  private func realPoints(
    _ variety: Result<RealVariety?, ComputationStopped>, _ witness: Network?,
    _ operations: [SubnetworkOperation]
  ) -> RealPoints {
    let isExotic = operations.isEmpty
    switch (variety, subject.origin) {
    case (.failure(let stop), _):
      return RealPoints(stopped: stop, isExotic: isExotic, witness: witness)
    case (.success(let variety?), _):
      let isWhole = variety.basis.ring == subject.ideal?.ring
      let point =
        isWhole && witness == nil
        ? part { control throws(ComputationStopped) in
          try rationalPoint(of: variety, control)
        } : nil
      return RealPoints(
        of: variety, dimension: subject.dimension, isExotic: isExotic, witness: witness,
        point: point?.value ?? nil
      ) { closure in
        guard isWhole else { return !isExotic }
        return !GenericOperations(
          architecture: architecture, weights: closure.ring.generators,
          vanishes: { closure.contains($0) }
        ).operations().isEmpty
      }
    case (.success(nil), .lifted(let inner)):
      let real = inner.realPoints
      return RealPoints(
        extent: real.extent,
        dimension: real.dimension.map { $0 + subject.dimension - inner.dimension },
        point: witness,
        leavesSubnetworks: isExotic
          ? (witness != nil || real.extent == .dense ? true : nil) : false,
        evidence: real.evidence)
    case (.success(nil), _):
      return RealPoints(
        extent: .dense, dimension: subject.dimension, point: witness, leavesSubnetworks: false,
        evidence: .proven(detail: "the component has a rational parametrization"))
    }
  }

  /// A rational point of the closure of the real points.
  private func rationalPoint(
    of variety: RealVariety, _ control: ComputationControl
  ) throws(ComputationStopped) -> Network? {
    var random = RandomSource(seed: seed)
    for closure in variety.closures ?? [] {
      let search = RationalPointSearch(
        basis: closure, dimension: try closure.dimension(control: control), control: control)
      let found = try search.point(using: &random, attempts: 8) { _ in true }
      if let point = found.point { return try? Network(architecture, weights: point) }
    }
    return nil
  }
}

extension ComponentDescription {
  /// How often points are chosen.
  private static let witnessRounds = 12

  /// An exact point of the component that `WitnessCheck` accepts and that lies on no other component, or
  /// where one was looked for: a component is worth listing without one.
  private func witness(
    on variety: Result<RealVariety?, ComputationStopped>, isExotic: Bool
  ) -> (Network?, String?) {
    if case .success(let variety?) = variety, variety.extent == .none {
      return (nil, "the component has no real points")
    }
    let found = part { control throws(ComputationStopped) in
      try witness(isExotic: isExotic, control)
    }
    switch found {
    case .success(let pair): return pair
    case .failure(let stop): return (nil, "\(stop)")
    }
  }

  private func witness(
    isExotic: Bool, _ control: ComputationControl
  ) throws(ComputationStopped) -> (Network?, String?) {
    let check = WitnessCheck(
      rank: subject.rank, isSubnetwork: !isExotic, seed: seed, control: control)
    func network(_ point: [Rational]) throws(ComputationStopped) -> Network? {
      if let images = subject.images, !images.contains(point: point) { return nil }
      for other in others
      where try other.mayContain(point, rank: subject.rank, under: group, control: control) {
        return nil
      }
      guard let network = try? Network(architecture, weights: point), try check.accepts(network)
      else { return nil }
      return network
    }
    var random = RandomSource(seed: seed)
    var count = 0
    if case .zeros(let prime) = subject.origin {
      let search = RationalPointSearch(
        basis: prime.basis, dimension: prime.dimension, control: control)
      var accepted: Network?
      let found = try search.point(using: &random) { point throws(ComputationStopped) in
        accepted = try network(point)
        return accepted != nil
      }
      return (accepted, accepted == nil ? check.failure(pointCount: found.count) : nil)
    }
    let rounds = if case .lifted = subject.origin { 1 } else { Self.witnessRounds }
    for round in 0..<rounds {
      for point in try points(round: round, using: &random, control) {
        count += 1
        if let network = try network(point) { return (network, nil) }
      }
    }
    return (nil, check.failure(pointCount: count))
  }

  /// Points to try as witnesses.
  private func points(
    round: Int, using random: inout RandomSource, _ control: ComputationControl
  ) throws(ComputationStopped) -> [[Rational]] {
    switch subject.origin {
    case .stratum(let stratum): return [stratum.witness(using: &random).weights]
    case .lifted(let inner): return architecture.lifted(inner.witness).map { [$0.weights] } ?? []
    case .zeros: return []
    case .orbit(let piece):
      do throws(ComputationStopped) {
        return try piece.rationalPoints(
          count: 2, attempts: 8, size: 2 + round, using: &random, control: control)
      } catch {
        // The next round has other points, unless it was the limit of all.
        try control.checkpoint()
        return []
      }
    }
  }
}

extension Result {
  /// The value of a success.
  fileprivate var value: Success? { if case .success(let value) = self { value } else { nil } }
}
