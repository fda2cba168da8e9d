import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// The exact rank of J at the generic point of a transversal, for small networks.
struct TransversalRank {
  private let transversal: StratumTransversal
  private let architecture: Architecture
  private let control: ComputationControl

  /// The most coordinates of a transversal, and the most entries of J on it.
  private static var largestDimension: Int { 4 }
  private static var largestMatrix: Int { 6_000 }
  private static var limits: RankLocusLimits { RankLocusLimits(termCount: 2_000) }

  /// `nil` when the network is too large or its symmetries leave too many parameters.
  init?(_ stratum: SubnetworkStratum, using random: inout RandomSource, control: ComputationControl)
  {
    architecture = stratum.architecture
    guard let rows = PolynomialSpace(architecture).dimension.asInt,
      Saturating.product(
        Saturating.product(rows, architecture.outputCount), architecture.parameterCount)
        <= Self.largestMatrix,
      let transversal = StratumTransversal(stratum, limit: Self.largestDimension, using: &random)
    else { return nil }
    self.transversal = transversal
    self.control = control
  }

  /// Whether the rank of J at the generic point is proven to be at most `bound`; `false` also if the
  /// elimination grows beyond its limits.
  func isAtMost(_ bound: Int) throws(ComputationStopped) -> Bool {
    let ring = transversal.ring
    guard let evaluator = try? NetworkEvaluator(architecture, ring: ring),
      let points = UnisolventPoints(PolynomialSpace(architecture), limit: Self.largestMatrix)
    else { return false }
    let count = architecture.parameterCount
    let coordinates = points.block(0..<points.count, modulus: 2_147_483_647)
    var rows: [[Polynomial<RationalField>]] = []
    for point in 0..<points.count {
      try control.checkpoint()
      let input = (0..<architecture.inputCount).map {
        ring.constant(Rational(Int(coordinates[$0, point])))
      }
      let gradients = evaluator.gradients(weights: transversal.weights, input: input)
      for output in 0..<architecture.outputCount {
        rows.append(Array(gradients[output * count..<(output + 1) * count]))
      }
    }
    do {
      let basis = try Ideal(ring: ring, generators: []).groebnerBasis(control: control)
      let elimination = FunctionFieldElimination(
        domain: try LocalDomain(prime: basis, units: [], control: control), limits: Self.limits,
        control: control)
      var part = BlockPart(
        block: 0, rows: Array(rows.indices), columns: Array(0..<count), entries: rows)
      part.dropZeros()
      return try elimination.pivots(of: part, stopAbove: bound).rows.count <= bound
    } catch .sizeLimit {
      return false
    }
  }
}
