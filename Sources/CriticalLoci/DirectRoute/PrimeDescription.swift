import AlgebraicStructures
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
    return result.sorted {
      ($0.codimension, $0.degree ?? 0, $0.label) < ($1.codimension, $1.degree ?? 0, $1.label)
    }
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
    let operations = operations(on: prime)
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
      witness: try witness(of: found),
      evidence: found.evidence)
  }

  /// The operations, with the codimension where they do not say everything.
  private func typeLabel(_ operations: [SubnetworkOperation], codimension: Int) -> String {
    let label = operations.map(\.description).joined(separator: " & ")
    let stratum = SubnetworkStratum(
      architecture, operations: operations.filter(\.isCombinatorial))
    return stratum.codimension == codimension ? label : label + " & codimension \(codimension)"
  }

  /// Why the generic point is a subnetwork.
  private func operations(on prime: MinimalPrime<RationalField>) -> [SubnetworkOperation] {
    GenericOperations(
      architecture: architecture, weights: prime.basis.ring.generators,
      vanishes: { prime.basis.contains($0) }
    ).operations()
  }

  /// An exact point with the generic rank that lies on no other component.
  private func witness(
    of found: RankLocus<RationalField>.Piece
  ) throws(ComputationStopped) -> Network? {
    var random = RandomSource(seed: seed)
    let others = pieces.filter { $0.prime != found.prime }
    let search = RationalPointSearch(prime: found.prime, control: control)
    let point = try search.point(using: &random) { point throws(ComputationStopped) in
      let isElsewhere = others.contains { other in
        other.prime.basis.polynomials.allSatisfy { $0.evaluate(at: point) == 0 }
      }
      guard !isElsewhere, let network = try? Network(architecture, weights: point) else {
        return false
      }
      return try rank(at: network, includingKernel: false, control: control).rank == found.rank
    }
    return point.flatMap { try? Network(architecture, weights: $0) }
  }
}
