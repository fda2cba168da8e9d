import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Networks

extension SubnetworkStratum {
  /// The rank of J at the generic point of the stratum.
  ///
  /// The value is the largest rank at random points of the stratum modulo random primes, always a proven
  /// lower bound. It is proven when it meets the upper bound of `StratumRankBound`: reduction to a smaller
  /// network, whose dimension theorems bound, and a count of the directions in which the inactive and
  /// redundant neurons move the function. Otherwise independent trials are repeated until the
  /// Schwartz–Zippel bound for too small a value is at most 10⁻¹², and for a small network without biases
  /// and with monomial activations the value is proven by exact elimination on a transversal (`StratumTransversal`) if
  /// that is affordable.
  ///
  /// - Throws: `ComputationStopped` as `control` demands, or when the Jacobian modulo a prime would be too
  ///   large.
  /// - Complexity: as `genericRank(of:)` of the architecture.
  public func genericRank(
    seed: UInt64 = 1, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> Certified<Int> {
    let bound = StratumRankBound(self)
    if bound.value == 0 { return Certified(0, .proven(detail: bound.reason)) }
    let sampler = RankSampler(
      architecture, upperBound: bound.value, parametrizationDegree: 2, control: control,
      weights: randomWeights)
    var random = RandomSource(seed: seed)
    var (best, failure, trials) = (-1, 1.0, 0)
    repeat {
      var source = random.split(stream: UInt64(trials))
      let trial = try sampler.trial(in: .long, using: &source)
      trials += 1
      best = max(best, trial.rank)
      failure *= trial.failureBound
      if best == bound.value {
        return Certified(
          best,
          .proven(
            detail: "rank \(best) at a random point of the stratum modulo \(trial.modulus); "
              + bound.reason))
      }
    } while failure > Self.acceptedFailure && trials < Self.maximumTrials
    if let transversal = TransversalRank(self, using: &random, control: control),
      try transversal.isAtMost(best)
    {
      return Certified(
        best,
        .proven(
          detail:
            "rank \(best) at a random point of the stratum modulo a prime; elimination over the "
            + "rational functions on a slice through general orbits of the symmetries"))
    }
    return Certified(
      best,
      .probabilistic(
        detail: "largest rank at random points of the stratum modulo \(trials) random primes; "
          + "proven bounds are \(best) and \(bound.value)",
        bound: failure))
  }

  private static var acceptedFailure: Double { 1e-12 }
  private static var maximumTrials: Int { 16 }

  /// Weight matrices at a uniformly random point modulo a prime.
  private func randomWeights(_ modulus: UInt32, _ random: inout RandomSource) -> [ModularMatrix] {
    let p = UInt64(modulus)
    guard let field = try? PrimeField(modulus: p) else {
      contractViolation("\(modulus) is not prime")
    }
    let point = randomPoint(over: field, using: &random) { $0.next(below: p) }
    return (1...architecture.layerCount).map { layer in
      ModularMatrix(
        modulus: modulus, rowCount: architecture.widths[layer],
        columnCount: architecture.rowStride(ofLayer: layer),
        elements: point[architecture.parameterRange(ofLayer: layer)].map { UInt32($0) })
    }
  }
}
