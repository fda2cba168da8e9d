import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// An irreducible closed set in {rank J ≤ k} that may be a component.
struct CandidateComponent {
  /// Where it comes from.
  enum Source {
    /// A set of subnetworks.
    case stratum(SubnetworkStratum)
    /// The orbit of a piece of a chart.
    case piece(CellPiece)
    /// A component of a locus of the network without its first layer.
    case lifted(LiftedComponent)
  }

  let source: Source
  let dimension: Int
  let rank: Int
  let evidence: Evidence
  /// The prime ideal in the ring of the parameters; `nil` if the computation was stopped.
  let ideal: GroebnerBasis<RationalField>?
  /// The set with its images under permutations, where the ideal is known.
  let known: KnownSet?

  /// Generic weights, as polynomials modulo a prime ideal of their ring: every G-stable closed set that
  /// contains them contains the candidate.
  var genericWeights: (weights: [Polynomial<RationalField>], ideal: GroebnerBasis<RationalField>)? {
    switch source {
    case .stratum, .lifted: ideal.map { ($0.ring.generators, $0) }
    case .piece(let piece): (piece.cell.weights, piece.prime.basis)
    }
  }

  /// Whether some image of `other` under permutations contains this set; `nil` if that is not decided.
  func isContained(
    in other: CandidateComponent, group: [NeuronPermutation], control: ComputationControl
  ) -> Bool? {
    if dimension > other.dimension || rank > other.rank { return false }
    switch (source, other.source) {
    case (.stratum(let smaller), .stratum(let larger)):
      return smaller.isContained(inOrbitOf: larger)
    case (.piece(let smaller), .piece(let larger)) where dimension == other.dimension:
      // Only equal sets are contained, and then generic points have normal forms.
      return larger.contains(
        someImageOf: smaller.cell.weights, modulo: smaller.prime.basis, under: group)
    default: break
    }
    if let known = other.known {
      return genericWeights.map { known.contains(weights: $0.weights, modulo: $0.ideal) }
    }
    guard case .piece(let larger) = other.source else { return nil }
    return try? larger.closureContains(self, group: group, control: control)
  }
}

extension CellPiece {
  /// Whether the closure of the orbit, of larger dimension than the candidate, contains it up to
  /// permutation.
  ///
  /// - Throws: `undecided` for a candidate that is no piece and satisfies all equations; what `control` demands.
  fileprivate func closureContains(
    _ candidate: CandidateComponent, group: [NeuronPermutation], control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    for image in images(under: group) {
      switch candidate.source {
      case .piece(let smaller):
        if try smaller.isContained(in: self, permutation: image.inverse, control: control) {
          return true
        }
      case .stratum, .lifted:
        guard let generic = candidate.genericWeights else { return false }
        let required = conditions(
          weights: cell.architecture.permuted(generic.weights, by: image.inverse))
        let factors = try required.factors()
        if required.equations.allSatisfy({ generic.ideal.contains($0.removing(factors)) }) {
          throw .undecided(what: "whether a component lies in one without known ideal")
        }
      }
    }
    return false
  }
}

extension CandidateComponent {
  /// A stratum with its prime ideal.
  init(
    _ stratum: SubnetworkStratum, rank: Certified<Int>, group: [NeuronPermutation],
    control: ComputationControl
  ) throws(ComputationStopped) {
    let ring = stratum.architecture.parameterRing
    let generators = stratum.generators(in: ring)
    source = .stratum(stratum)
    dimension = stratum.dimension
    self.rank = rank.value
    evidence = rank.evidence
    ideal = try Ideal(ring: ring, generators: generators).groebnerBasis(control: control)
    known = KnownSet(stratum, rank: rank.value, group: group)
  }

  /// A lifted component; `nil` if its ideal or a witness is not known.
  ///
  /// The rank is the one at the witness: never more than at the generic point.
  init?(
    lifting component: LiftedComponent, group: [NeuronPermutation], seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) {
    guard let basis = try component.ideal(control: control), let witness = component.witness
    else { return nil }
    let value = try CriticalLoci.rank(
      at: witness, includingKernel: false, seed: seed, control: control)
    source = .lifted(component)
    dimension = try basis.dimension(control: control)
    rank = value.rank
    evidence =
      value.evidence.isProven
      ? .proven(detail: "peeling: a component of the network without its first layer")
      : value.evidence
    ideal = basis
    known = KnownSet(
      name: component.inner.label + " one layer up", dimension: dimension, rank: rank,
      ideal: basis, architecture: component.architecture, group: group)
  }

  /// The orbit of a piece, its ideal not computed yet.
  init(_ piece: CellPiece) {
    source = .piece(piece)
    dimension = piece.dimension
    rank = piece.rank
    evidence = piece.evidence
    ideal = nil
    known = nil
  }

  /// The orbit of a piece with its prime ideal, if that is found within the limits of `control`.
  init(
    withIdealOf piece: CellPiece, name: String, group: [NeuronPermutation],
    control: ComputationControl
  ) {
    let architecture = piece.cell.architecture
    let ring = architecture.parameterRing
    source = .piece(piece)
    dimension = piece.dimension
    rank = piece.rank
    evidence = piece.evidence
    ideal = try? piece.conditions(weights: ring.generators).closure(in: ring, control: control)
    known = ideal.map {
      KnownSet(
        name: name, dimension: piece.dimension, rank: piece.rank, ideal: $0,
        architecture: architecture, group: group)
    }
  }
}
