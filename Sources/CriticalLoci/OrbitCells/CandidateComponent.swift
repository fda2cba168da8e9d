import AlgebraicStructures
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
    case .stratum: ideal.map { ($0.ring.generators, $0) }
    case .piece(let piece): (piece.cell.weights, piece.prime.basis)
    }
  }

  /// Whether some image of `other` under permutations contains this set; `nil` if that is not decided.
  func isContained(in other: CandidateComponent, group: [NeuronPermutation]) -> Bool? {
    if dimension > other.dimension || rank > other.rank { return false }
    if case .stratum(let smaller) = source, case .stratum(let larger) = other.source {
      return smaller.isContained(inOrbitOf: larger)
    }
    guard let generic = genericWeights else { return nil }
    if dimension == other.dimension, case .piece(let piece) = other.source {
      // Equal dimensions: only equal sets are contained, and then generic points have normal forms.
      return piece.contains(
        someImageOf: generic.weights, modulo: generic.ideal, under: group)
    }
    guard let known = other.known else { return nil }
    return known.contains(weights: generic.weights, modulo: generic.ideal)
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
    let basis = try Ideal(ring: ring, generators: generators).groebnerBasis(control: control)
    ideal = basis
    known = KnownSet(
      name: stratum.label, dimension: dimension, rank: rank.value, ideal: basis,
      architecture: stratum.architecture, group: group)
  }

  /// The orbit of a piece, with its prime ideal if that is found within the limits of `control`.
  init(_ piece: CellPiece, name: String, group: [NeuronPermutation], control: ComputationControl) {
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
