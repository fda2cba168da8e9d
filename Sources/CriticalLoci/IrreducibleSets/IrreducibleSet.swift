import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// An irreducible closed set of weights in {rank J ≤ k}, up to permutation of hidden neurons.
struct IrreducibleSet {
  /// How the set is given.
  enum Origin {
    /// A set of subnetworks.
    case stratum(SubnetworkStratum)
    /// The closure of the orbit of a piece of a chart.
    case orbit(ChartPiece)
    /// The weights whose layers after the first one are on this component of the network without it.
    case lifted(CriticalComponent)
    /// The zeros of a prime ideal in the ring of the parameters.
    case zeros(MinimalPrime<RationalField>)
  }

  let architecture: Architecture
  let origin: Origin
  let dimension: Int
  /// The rank of J at the generic point.
  let rank: Int
  /// How rank and dimension are known.
  let evidence: Evidence
  /// The prime ideal in the ring of the parameters; `nil` if it is not known.
  private(set) var ideal: GroebnerBasis<RationalField>?
  /// The set with its images under permutations, where the ideal is known.
  private(set) var images: PermutedImages?

  /// A stratum with its prime ideal.
  ///
  /// - Parameter rank: The generic rank of the stratum.
  init(
    _ stratum: SubnetworkStratum, rank: Certified<Int>, group: [NeuronPermutation],
    control: ComputationControl
  ) throws(ComputationStopped) {
    let ring = stratum.architecture.parameterRing
    architecture = stratum.architecture
    origin = .stratum(stratum)
    dimension = stratum.dimension
    self.rank = rank.value
    evidence = rank.evidence
    ideal = try Ideal(ring: ring, generators: stratum.generators(in: ring))
      .groebnerBasis(control: control)
    var seen: Set<SubnetworkStratum> = []
    images = PermutedImages(
      name: stratum.label,
      images: group.compactMap { permutation in
        let image = stratum.permuted(permutation)
        return seen.insert(image).inserted ? image.generators(in: ring) : nil
      })
  }

  /// A component of the network without its first layer, with any W₁; `nil` if its ideal or a witness is not
  /// known.
  ///
  /// The rank is the one at the witness: never more than at the generic point.
  init?(
    lifting inner: CriticalComponent, to architecture: Architecture, group: [NeuronPermutation],
    seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) {
    guard let generators = inner.generators, inner.generatorConditions.isEmpty,
      let witness = architecture.lifted(inner.witness)
    else { return nil }
    let ring = architecture.parameterRing
    let zeros = [Int](repeating: 0, count: architecture.layerOffset(2))
    let moved = generators.map { generator in
      ring.polynomial(terms: generator.terms.map { ($0.coefficient, zeros + $0.exponents) })
    }
    let basis = try Ideal(ring: ring, generators: moved)
      .groebnerBasis(order: .degreeReverseLexicographic, control: control)
    let value = try CriticalLoci.rank(
      at: witness, includingKernel: false, seed: seed, control: control)
    self.architecture = architecture
    origin = .lifted(inner)
    dimension = try basis.dimension(control: control)
    rank = value.rank
    evidence =
      value.evidence.isProven
      ? .proven(detail: "peeling: a component of the network without its first layer")
      : value.evidence
    setIdeal(basis, name: inner.label + " one layer up", group: group)
  }

  /// The closure of the orbit of a piece; `findIdeal` gives its ideal.
  init(_ piece: ChartPiece) {
    architecture = piece.chart.architecture
    origin = .orbit(piece)
    dimension = piece.dimension
    rank = piece.rank
    evidence = piece.evidence
  }

  /// The zeros of a prime ideal in the ring of the parameters.
  init(
    _ piece: RankLocus<RationalField>.Piece, of architecture: Architecture,
    group: [NeuronPermutation]
  ) {
    self.architecture = architecture
    origin = .zeros(piece.prime)
    dimension = piece.prime.dimension
    rank = piece.rank
    evidence = piece.evidence
    setIdeal(piece.prime.basis, name: "zeros of a prime ideal", group: group)
  }

  /// Computes the prime ideal of an orbit, which is known for all other sets.
  mutating func findIdeal(
    name: String, group: [NeuronPermutation], control: ComputationControl
  ) throws(ComputationStopped) {
    guard case .orbit(let piece) = origin else { return }
    let ring = architecture.parameterRing
    let closure = try piece.conditions(weights: ring.generators, control: control)
      .closure(in: ring, control: control)
    setIdeal(closure, name: name, group: group)
  }

  private mutating func setIdeal(
    _ basis: GroebnerBasis<RationalField>, name: String, group: [NeuronPermutation]
  ) {
    ideal = basis
    images = PermutedImages(
      name: name, ideal: basis, group: group.map { architecture.parameterPositions(under: $0) })
  }

  /// The number of different images under a group.
  func imageCount(under group: [NeuronPermutation]) -> Integer {
    switch origin {
    case .stratum(let stratum): stratum.orbitSize
    case .orbit(let piece) where images == nil: Integer(piece.images(under: group).count)
    case .orbit, .lifted, .zeros: Integer(images?.images.count ?? 1)
    }
  }
}

extension IrreducibleSet {
  /// Whether some image of `other` under permutations contains this set.
  ///
  /// - Throws: `undecided` where neither ideals nor normal forms decide; what `control` demands.
  func isContained(
    in other: IrreducibleSet, group: [NeuronPermutation], control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    if dimension > other.dimension || rank > other.rank { return false }
    switch (origin, other.origin) {
    case (.stratum(let smaller), .stratum(let larger)):
      return smaller.isContained(inOrbitOf: larger)
    case (.orbit(let smaller), .orbit(let larger)) where dimension == other.dimension:
      // Only equal sets are contained, and then generic points have normal forms.
      return larger.contains(
        someImageOf: smaller.chart.weights, modulo: smaller.prime.basis, under: group)
    default: break
    }
    let generic = genericPoint
    if let images = other.images, let generic {
      return images.contains(weights: generic.weights, modulo: generic.ideal)
    }
    guard case .orbit(let larger) = other.origin, let generic else {
      throw .undecided(what: "whether a component lies in one without known ideal")
    }
    for image in larger.images(under: group) {
      if case .orbit(let smaller) = origin {
        if try smaller.isContained(in: larger, permutation: image.inverse, control: control) {
          return true
        }
        continue
      }
      let required = try larger.conditions(
        weights: architecture.permuted(generic.weights, by: image.inverse), control: control)
      let factors = try required.factors(control: control)
      var isRequired = true
      for equation in required.equations where isRequired {
        isRequired = generic.ideal.contains(try equation.removing(factors, control: control))
      }
      if isRequired {
        throw .undecided(what: "whether a component lies in one without known ideal")
      }
    }
    return false
  }

  /// Whether an image of the set contains a point at which J has the given rank, or may do so where its
  /// ideal is not known.
  func mayContain(
    _ point: [Rational], rank: Int, under group: [NeuronPermutation], control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    if let images { return images.contains(point: point) }
    // J has no larger rank than at general points.
    guard self.rank >= rank, case .orbit(let piece) = origin else { return false }
    let ring = architecture.parameterRing
    for permutation in group {
      let weights = architecture.permuted(point, by: permutation).map { ring.constant($0) }
      let equations = try piece.conditions(weights: weights, control: control).equations
      if equations.allSatisfy(\.isZero) { return true }
    }
    return false
  }
}

extension Architecture {
  /// A point of the network without the first layer, with W₁ = I.
  func lifted(_ inner: Network?) -> Network? {
    guard let inner else { return nil }
    let identity = (0..<inputCount).map { i in
      (0..<inputCount).map { Rational($0 == i ? 1 : 0) }
    }
    return try? Network(self, matrices: [identity] + inner.matrices)
  }
}
