import Computation
import ExactArithmetic
import LinearAlgebra
import Networks

/// Ranks of the Jacobian at random weights and inputs modulo random primes, by reverse mode.
struct RankSampler {
  private let architecture: Architecture
  /// A proven upper bound of the rank at all weights that can be drawn.
  private let upperBound: Int
  private let failure: RankFailureBound
  private let control: ComputationControl
  /// Draws the weight matrices modulo a prime.
  private let weights: (UInt32, inout RandomSource) -> [ModularMatrix]

  /// The most entries of the matrix whose rank is computed: 4 GiB of words.
  private static let largestMatrix = 1 << 30

  /// - Parameter parametrizationDegree: The weights are polynomials of this degree, with coefficients 0
  ///   and 1, in independent uniform residues.
  init(
    _ architecture: Architecture, upperBound: Int, parametrizationDegree: Int = 1,
    control: ComputationControl, weights: @escaping (UInt32, inout RandomSource) -> [ModularMatrix]
  ) {
    self.architecture = architecture
    self.upperBound = upperBound
    self.control = control
    self.weights = weights
    failure = RankFailureBound(architecture, parametrizationDegree: parametrizationDegree)
  }

  /// One evaluation at random weights and inputs modulo a random prime.
  func trial(
    in range: PrimeRange, using random: inout RandomSource
  ) throws(ComputationStopped) -> GenericRank.Trial {
    let outputs = architecture.outputCount
    // This many general points always suffice: a basis of the ambient space, or one rank each.
    let enough = min(
      (architecture.ambientDimension / Integer(outputs)).asInt ?? .max, max(upperBound, 1))
    var pointCount = outputs == 1 ? enough : min(enough, upperBound / outputs + 3)
    var rounds = 1
    // Before anything of that size is drawn at random.
    try requireAffordable(pointCount: pointCount)
    let network = randomNetwork(in: range, using: &random)
    while true {
      try control.checkpoint()
      let (matrix, columns) = try jacobian(of: network, pointCount: pointCount, using: &random)
      let profile = try matrix.rankProfile(stopAt: upperBound, control: control)
      let rank = profile.rank
      let lastPointAdds = (profile.pivotColumns.last ?? -1) >= columns - outputs
      if rank == upperBound || pointCount == enough || !lastPointAdds {
        return GenericRank.Trial(
          modulus: network.modulus, rank: rank, pointCount: pointCount,
          failureBound: failure.probability(
            rank: upperBound, modulus: network.modulus, range: range, rounds: rounds))
      }
      pointCount = min(2 * pointCount, enough)
      rounds += 1
    }
  }

  private func randomNetwork(
    in range: PrimeRange, using random: inout RandomSource
  ) -> ModularNetwork {
    while true {
      let modulus = range.randomPrime(using: &random)
      let weights = weights(modulus, &random)
      if let network = ModularNetwork(architecture, modulus: modulus, weights: weights) {
        return network
      }
    }
  }

  /// Whether random combinations of the parameters' derivatives are cheaper than all of them.
  private var combines: Bool {
    architecture.parameterCount > upperBound + 4 * architecture.widths.reduce(0, +)
  }

  private func requireAffordable(pointCount: Int) throws(ComputationStopped) {
    let rows = combines ? upperBound : architecture.parameterCount
    let columns = Saturating.product(pointCount, architecture.outputCount)
    if max(Saturating.product(rows, columns), architecture.parameterCount) > Self.largestMatrix {
      throw .sizeLimit(
        what: "the Jacobian modulo a prime", needed: "\(rows) × \(columns) entries",
        limit: Self.largestMatrix)
    }
    // The matrix of words, the weights, and what is left of them for elimination.
    let bytes = 4 * Double(rows) * Double(columns) + 4 * Double(architecture.parameterCount)
    // A look at the memory costs as much as a small rank.
    if bytes > 0x1p22 { try control.requireMemory(bytes: bytes) }
  }

  /// The transposed Jacobian at random inputs, or random combinations of its rows if it has many more
  /// rows than its rank can be.
  private func jacobian(
    of network: ModularNetwork, pointCount: Int, using random: inout RandomSource
  ) throws(ComputationStopped) -> (matrix: ModularMatrix, columnCount: Int) {
    try requireAffordable(pointCount: pointCount)
    let columns = pointCount * architecture.outputCount
    let inputs = ModularMatrix.random(
      modulus: network.modulus, rowCount: architecture.inputCount, columnCount: pointCount,
      using: &random)
    let factors = network.gradientFactors(at: inputs)
    let matrix =
      combines
      ? factors.randomCombinations(count: upperBound, using: &random) : factors.transposedJacobian
    return (matrix, columns)
  }
}
