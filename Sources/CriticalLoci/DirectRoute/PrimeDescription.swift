import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// Turns prime ideals in the parameters into components: orbits, operations, labels and witnesses.
struct PrimeDescription {
  let architecture: Architecture
  let pieces: [RankLocus<RationalField>.Piece]
  let seed: UInt64
  let control: ComputationControl

  /// One component of each orbit, by codimension, degree and label.
  mutating func components() throws(ComputationStopped) -> [CriticalComponent] {
    var result: [CriticalComponent] = []
    for orbit in try orbits() {
      result.append(try component(orbit.representative, orbitSize: orbit.size))
    }
    return withDistinctLabels(
      result.sorted {
        ($0.codimension, $0.degree ?? 0, $0.label) < ($1.codimension, $1.degree ?? 0, $1.label)
      })
  }

  private func orbits() throws(ComputationStopped) -> [(
    representative: RankLocus<RationalField>.Piece, size: Integer
  )] {
    let images = try architecture.parameterPermutations()
    var open = pieces
    var result: [(representative: RankLocus<RationalField>.Piece, size: Integer)] = []
    while !open.isEmpty {
      let first = open.removeFirst()
      let ring = first.prime.basis.ring
      var orbit: [RankLocus<RationalField>.Piece] = [first]
      for positions in images {
        let map = VariableMap(from: ring, to: ring, positions: positions)
        let image = first.prime.basis.polynomials.map { map($0) }
        let isImage = { (other: RankLocus<RationalField>.Piece) in
          other.rank == first.rank && other.prime.dimension == first.prime.dimension
            && image.allSatisfy { other.prime.basis.contains($0) }
        }
        guard !orbit.contains(where: isImage) else { continue }
        guard let index = open.firstIndex(where: isImage) else {
          contractViolation("the locus is not invariant under permutations of hidden neurons")
        }
        orbit.append(open.remove(at: index))
      }
      result.append((first, Integer(orbit.count)))
    }
    return result
  }

  private func component(
    _ found: RankLocus<RationalField>.Piece, orbitSize: Integer
  ) throws(ComputationStopped) -> CriticalComponent {
    let prime = found.prime
    let operations = operations(on: prime.basis)
    let real = try realPoints(of: prime)
    let (witness, search) = try witness(of: found, real, isExotic: operations.isEmpty)
    let recognized = try recognizedDescription(
      of: prime.ideal, architecture: architecture, control: control)
    let fallback =
      operations.isEmpty
      ? "zeros of \(prime.basis.polynomials.first?.description ?? "0")"
        + (prime.basis.polynomials.count > 1 ? " and others" : "")
      : typeLabel(operations, codimension: prime.codimension)
    return CriticalComponent(
      kind: operations.isEmpty ? .exotic : .subnetwork, label: recognized?.value ?? fallback,
      operations: operations, codimension: prime.codimension, dimension: prime.dimension,
      degree: prime.degree, rank: found.rank, orbitSize: orbitSize,
      generators: prime.basis.polynomials, generatorConditions: [],
      witness: witness, witnessSearch: search,
      realPoints: try realPoints(real, of: prime, witness, isExotic: operations.isEmpty),
      evidence: found.evidence)
  }

  /// The operations, with the codimension where they do not say everything.
  private func typeLabel(_ operations: [SubnetworkOperation], codimension: Int) -> String {
    let label = operations.map(\.description).joined(separator: " & ")
    let stratum = SubnetworkStratum(
      architecture, operations: operations.filter(\.isCombinatorial))
    return stratum.codimension == codimension ? label : label + " & codimension \(codimension)"
  }

  /// Why the generic point of an irreducible set is a subnetwork.
  private func operations(on basis: GroebnerBasis<RationalField>) -> [SubnetworkOperation] {
    GenericOperations(
      architecture: architecture, weights: basis.ring.generators,
      vanishes: { basis.contains($0) }
    ).operations()
  }

  /// An exact point that `WitnessCheck` accepts and that lies on no other component, or where one was
  /// looked for.
  private func witness(
    of found: RankLocus<RationalField>.Piece, _ real: Result<RealVariety, ComputationStopped>,
    isExotic: Bool
  ) throws(ComputationStopped) -> (network: Network?, search: String?) {
    if case .success(let variety) = real, variety.extent == .none {
      return (nil, "the component has no real points")
    }
    var random = RandomSource(seed: seed)
    let others = pieces.filter { $0.prime != found.prime }
    let check = WitnessCheck(
      rank: found.rank, isSubnetwork: !isExotic, seed: seed, control: control)
    let search = RationalPointSearch(
      basis: found.prime.basis, dimension: found.prime.dimension, control: control)
    let (point, count) = try search.point(using: &random) { point throws(ComputationStopped) in
      let isElsewhere = others.contains { other in
        other.prime.basis.polynomials.allSatisfy { $0.evaluate(at: point) == 0 }
      }
      guard !isElsewhere, let network = try? Network(architecture, weights: point) else {
        return false
      }
      return try check.accepts(network)
    }
    let network = point.flatMap { try? Network(architecture, weights: $0) }
    return (network, network == nil ? check.failure(pointCount: count) : nil)
  }

  /// The time for the real points of one component.
  private static let secondsForRealPoints = 10.0

  /// What is known of the real points, or the limit of this part that came before.
  private func realPoints(
    of prime: MinimalPrime<RationalField>
  ) throws(ComputationStopped) -> Result<RealVariety, ComputationStopped> {
    do throws(ComputationStopped) {
      return .success(
        try RealVariety(
          prime.basis, dimension: prime.dimension, seed: seed,
          control: control.limited(toSeconds: Self.secondsForRealPoints)))
    } catch {
      try control.checkpoint()
      return .failure(error)
    }
  }

  /// The same for the component with its witness; where this is none, a rational point of the closure of
  /// the real points is looked for.
  private func realPoints(
    _ real: Result<RealVariety, ComputationStopped>, of prime: MinimalPrime<RationalField>,
    _ witness: Network?, isExotic: Bool
  ) throws(ComputationStopped) -> RealPoints {
    switch real {
    case .failure(let stop): return RealPoints(stopped: stop, isExotic: isExotic, witness: witness)
    case .success(let variety):
      var point: [Rational]?
      if witness == nil {
        var random = RandomSource(seed: seed)
        for closure in variety.closures ?? [] where point == nil {
          let search = RationalPointSearch(
            basis: closure, dimension: try closure.dimension(control: control), control: control)
          point = try search.point(using: &random, attempts: 8) { _ in true }.point
        }
      }
      return RealPoints(
        of: variety, dimension: prime.dimension, isExotic: isExotic, witness: witness,
        point: point.flatMap { try? Network(architecture, weights: $0) }
      ) { !operations(on: $0).isEmpty }
    }
  }
}
