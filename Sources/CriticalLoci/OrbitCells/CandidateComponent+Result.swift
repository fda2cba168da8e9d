import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

extension CandidateComponent {
  /// The public description of a component, given the other components of the locus; what `control`
  /// leaves no time for is left out.
  func component(
    architecture: Architecture, others: [CandidateComponent], group: [NeuronPermutation],
    seed: UInt64, control: ComputationControl
  ) -> CriticalComponent {
    let type = stratum(of: architecture)
    let orbitSize: Integer
    let degree: Integer?
    switch source {
    case .stratum(let stratum):
      orbitSize = stratum.orbitSize
      degree = stratum.degree
    case .lifted:
      orbitSize = Integer(known?.images.count ?? 1)
      degree = try? ideal?.degree(control: control)
    case .piece(let piece):
      orbitSize = Integer(known?.images.count ?? piece.images(under: group).count)
      if let ideal {
        degree = try? ideal.degree(control: control)
      } else {
        degree = try? piece.degreeBySlice(seed: seed, control: control.limited(toSeconds: 20))
      }
    }
    let operations =
      type.operations.isEmpty ? genericOperations(of: architecture) : type.operations
    let (witness, search) = boundedWitness(
      others: others, isExotic: operations.isEmpty, group: group, seed: seed, control: control)
    return CriticalComponent(
      kind: operations.isEmpty ? .exotic : .subnetwork,
      label: label(type, control: control), operations: operations,
      codimension: architecture.parameterCount - dimension, dimension: dimension, degree: degree,
      rank: rank, orbitSize: orbitSize, generators: ideal?.polynomials ?? conditions?.equations,
      generatorConditions: ideal == nil ? conditions?.conditions ?? [] : [],
      witness: witness, witnessSearch: search,
      realPoints: realPoints(
        of: architecture, isExotic: operations.isEmpty, witness: witness, seed: seed,
        control: control.limited(toSeconds: 10)),
      evidence: evidence)
  }

  /// A witness if it is found in a few seconds, or where it was looked for: a component is worth listing
  /// without one.
  private func boundedWitness(
    others: [CandidateComponent], isExotic: Bool, group: [NeuronPermutation], seed: UInt64,
    control: ComputationControl
  ) -> (Network?, String?) {
    do {
      return try witness(
        others: others, isExotic: isExotic, group: group, seed: seed,
        control: control.limited(toSeconds: 10))
    } catch {
      return (nil, "\(error)")
    }
  }

  /// The equations and inequalities of the orbit of a piece.
  private var conditions: OrbitConditions? {
    guard case .piece(let piece) = source else { return nil }
    return piece.conditions(weights: piece.cell.architecture.parameterRing.generators)
  }

  private func label(_ type: SubnetworkStratum, control: ComputationControl) -> String {
    if case .stratum = source { return type.label }
    if let ideal {
      let part = control.limited(toSeconds: 20)
      let recognized = try? recognizedDescription(
        of: ideal.ideal, architecture: type.architecture, control: part)
      if let recognized { return recognized.value }
    }
    let widths = type.architecture.widths
    let isOver = (try? control.checkpoint()) == nil
    let ranks = (isOver ? [] : matrixRanks(of: type.architecture)).enumerated().filter {
      index, rank in
      rank < min(widths[index], widths[index + 1])
    }
    .map { "rank W\($0.offset + 1) <= \($0.element)" }
    if type.operations.isEmpty { return (ranks + [zeroSetName]).joined(separator: " & ") }
    let codimension = "codimension \(type.architecture.parameterCount - dimension)"
    return ([type.label] + ranks + [codimension]).joined(separator: " & ")
  }

  /// A name by equations, or by normal forms where these are not known.
  private var zeroSetName: String {
    if let generators = ideal?.polynomials, let first = generators.first {
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
    guard case .piece(let piece) = source else { return "zeros of polynomials not computed" }
    let equations = piece.prime.basis.polynomials.count
    return "orbits of \(piece.cell)" + (equations == 0 ? "" : " with \(equations) equations")
  }

  /// How often points are chosen.
  private static let witnessRounds = 12

  /// An exact point of the component that `WitnessCheck` accepts and that lies on no other component, or
  /// where one was looked for.
  private func witness(
    others: [CandidateComponent], isExotic: Bool, group: [NeuronPermutation], seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) -> (Network?, String?) {
    var random = RandomSource(seed: seed)
    let check = WitnessCheck(rank: rank, isSubnetwork: !isExotic, seed: seed, control: control)
    var count = 0
    let rounds = if case .lifted = source { 1 } else { Self.witnessRounds }
    for round in 0..<rounds {
      var points: [[Rational]] = []
      switch source {
      case .stratum(let stratum): points = [stratum.witness(using: &random).weights]
      case .lifted(let component): points = component.witness.map { [$0.weights] } ?? []
      case .piece(let piece):
        let part = control.limited(toSeconds: 10)
        points =
          (try? piece.rationalPoints(
            count: 2, attempts: 8, size: 2 + round, using: &random, control: part)) ?? []
        try control.checkpoint()
      }
      for point in points {
        count += 1
        if let known, !known.contains(point: point) { continue }
        if others.contains(where: { $0.mayContain(point, rank: rank, under: group) }) { continue }
        guard let network = try? Network(architecture(), weights: point) else { continue }
        if try check.accepts(network) { return (network, nil) }
      }
    }
    return (nil, check.failure(pointCount: count))
  }

  /// Whether an image of the set contains a point at which J has the given rank, or may do so where its
  /// ideal is not known.
  private func mayContain(
    _ point: [Rational], rank: Int, under group: [NeuronPermutation]
  ) -> Bool {
    if let known { return known.contains(point: point) }
    // J has no larger rank than at general points.
    guard self.rank >= rank, case .piece(let piece) = source else { return false }
    let architecture = piece.cell.architecture
    let ring = architecture.parameterRing
    return group.contains { permutation in
      let weights = architecture.permuted(point, by: permutation).map { ring.constant($0) }
      return piece.conditions(weights: weights).equations.allSatisfy(\.isZero)
    }
  }

  /// What is known of the real points.
  private func realPoints(
    of architecture: Architecture, isExotic: Bool, witness: Network?, seed: UInt64,
    control: ComputationControl
  ) -> RealPoints {
    do throws(ComputationStopped) {
      switch source {
      case .stratum:
        return RealPoints(
          extent: .dense, dimension: dimension, point: witness, leavesSubnetworks: false,
          evidence: .proven(detail: "the component has a rational parametrization"))
      case .lifted(let component):
        let inner = component.inner.realPoints
        let leaves = isExotic ? (witness != nil || inner.extent == .dense ? true : nil) : false
        return RealPoints(
          extent: inner.extent,
          dimension: inner.dimension.map { $0 + dimension - component.inner.dimension },
          point: witness, leavesSubnetworks: leaves, evidence: inner.evidence)
      case .piece(let piece):
        // The closure of the orbits of a dense set of real normal forms.
        let forms = try RealVariety(
          piece.prime.basis, dimension: piece.prime.dimension, seed: seed, control: control)
        let variety: RealVariety
        if forms.extent == .dense {
          variety = forms
        } else if let ideal {
          variety = try RealVariety(ideal, dimension: dimension, seed: seed, control: control)
        } else {
          return RealPoints(
            stopped: .undecided(what: "the real points of \(zeroSetName)"), isExotic: isExotic,
            witness: witness)
        }
        return RealPoints(
          of: variety, dimension: dimension, isExotic: isExotic, witness: witness
        ) { closure in
          guard forms.extent != .dense else { return !isExotic }
          return !GenericOperations(
            architecture: architecture, weights: closure.ring.generators,
            vanishes: { closure.contains($0) }
          ).operations().isEmpty
        }
      }
    } catch {
      return RealPoints(stopped: error, isExotic: isExotic, witness: witness)
    }
  }

  private func architecture() -> Architecture {
    switch source {
    case .stratum(let stratum): stratum.architecture
    case .piece(let piece): piece.cell.architecture
    case .lifted(let component): component.architecture
    }
  }
}

extension KnownSet {
  /// Whether some image contains the point.
  func contains(point: [Rational]) -> Bool {
    images.contains { $0.allSatisfy { $0.evaluate(at: point).isZero } }
  }
}
