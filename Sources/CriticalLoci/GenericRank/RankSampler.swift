import Computation
import ExactArithmetic
import LinearAlgebra
import Networks

/// Ranks of the Jacobian at random weights and inputs modulo random primes, by reverse mode.
struct RankSampler {
  private let parameterCount: Int
  private let inputCount: Int
  private let outputCount: Int
  /// This many general points always suffice: a basis of the ambient space, or one rank each.
  private let enough: Int
  /// Whether random combinations of the parameters' derivatives are cheaper than all of them.
  private let combines: Bool
  /// A proven upper bound of the rank at all weights that can be drawn.
  private let upperBound: Int
  private let failure: RankFailureBound
  private let control: ComputationControl
  /// Draws the model modulo a prime; `nil` if that divides a denominator.
  private let draw: (UInt32, inout RandomSource) -> (any ModularModel)?

  /// The most entries of the matrix whose rank is computed: 4 GiB of words.
  private static let largestMatrix = 1 << 30

  /// Networks whose weight matrices are drawn modulo a prime.
  ///
  /// - Parameter parametrizationDegree: The weights are polynomials of this degree, with coefficients 0
  ///   and 1, in independent uniform residues.
  init(
    _ architecture: Architecture, upperBound: Int, parametrizationDegree: Int = 1,
    control: ComputationControl, weights: @escaping (UInt32, inout RandomSource) -> [ModularMatrix]
  ) {
    parameterCount = architecture.parameterCount
    inputCount = architecture.inputCount
    outputCount = architecture.outputCount
    enough = min(
      (architecture.ambientDimension / Integer(outputCount)).asInt ?? .max, max(upperBound, 1))
    combines = parameterCount > upperBound + 4 * architecture.widths.reduce(0, +)
    self.upperBound = upperBound
    self.control = control
    draw = { ModularNetwork(architecture, modulus: $0, weights: weights($0, &$1)) }
    failure = RankFailureBound(architecture, parametrizationDegree: parametrizationDegree)
  }

  /// Any model with independent uniform parameters.
  init(_ model: some PolynomialModel, upperBound: Int, control: ComputationControl) {
    parameterCount = model.parameterCount
    inputCount = model.inputCount
    outputCount = model.outputCount
    let space = PolynomialSpace(
      inputCount: inputCount, degree: model.inputDegree, isHomogeneous: model.isHomogeneous)
    enough = min(space.dimension.asInt ?? .max, max(upperBound, 1))
    combines = false
    self.upperBound = upperBound
    self.control = control
    draw = { modulus, random in
      guard let field = try? PrimeField(modulus: UInt64(modulus)) else {
        contractViolation("\(modulus) is no prime")
      }
      let parameters = ModularMatrix.random(
        modulus: modulus, rowCount: 1, columnCount: model.parameterCount, using: &random)
      return ModelResidues(model, parameters: parameters.elements.map(UInt64.init), field: field)
    }
    failure = RankFailureBound(model)
  }

  /// One evaluation at random weights and inputs modulo a random prime.
  func trial(
    in range: PrimeRange, using random: inout RandomSource
  ) throws(ComputationStopped) -> GenericRank.Trial {
    let outputs = outputCount
    var pointCount = outputs == 1 ? enough : min(enough, upperBound / outputs + 3)
    var rounds = 1
    // Before anything of that size is drawn at random.
    try requireAffordable(pointCount: pointCount)
    let model = randomModel(in: range, using: &random)
    while true {
      try control.checkpoint()
      let (matrix, columns) = try jacobian(of: model, pointCount: pointCount, using: &random)
      let profile = try matrix.rankProfile(stopAt: upperBound, control: control)
      let rank = profile.rank
      let lastPointAdds = (profile.pivotColumns.last ?? -1) >= columns - outputs
      if rank == upperBound || pointCount == enough || !lastPointAdds {
        return GenericRank.Trial(
          modulus: model.modulus, rank: rank, pointCount: pointCount,
          failureBound: failure.probability(
            rank: upperBound, modulus: model.modulus, range: range, rounds: rounds))
      }
      pointCount = min(2 * pointCount, enough)
      rounds += 1
    }
  }

  private func randomModel(
    in range: PrimeRange, using random: inout RandomSource
  ) -> any ModularModel {
    while true {
      if let model = draw(range.randomPrime(using: &random), &random) { return model }
    }
  }

  private func requireAffordable(pointCount: Int) throws(ComputationStopped) {
    let rows = combines ? upperBound : parameterCount
    let columns = Saturating.product(pointCount, outputCount)
    if max(Saturating.product(rows, columns), parameterCount) > Self.largestMatrix {
      throw .sizeLimit(
        what: "the Jacobian modulo a prime", needed: "\(rows) × \(columns) entries",
        limit: Self.largestMatrix)
    }
    // The matrix of words, the weights, and what is left of them for elimination.
    let bytes = 4 * Double(rows) * Double(columns) + 4 * Double(parameterCount)
    // A look at the memory costs as much as a small rank.
    if bytes > 0x1p22 { try control.requireMemory(bytes: bytes) }
  }

  /// The transposed Jacobian at random inputs, or random combinations of its rows if it has many more
  /// rows than its rank can be.
  private func jacobian(
    of model: any ModularModel, pointCount: Int, using random: inout RandomSource
  ) throws(ComputationStopped) -> (matrix: ModularMatrix, columnCount: Int) {
    try requireAffordable(pointCount: pointCount)
    let columns = pointCount * outputCount
    let inputs = ModularMatrix.random(
      modulus: model.modulus, rowCount: inputCount, columnCount: pointCount,
      using: &random)
    let matrix =
      combines
      ? model.randomCombinations(count: upperBound, at: inputs, using: &random)
      : try model.transposedJacobian(at: inputs, control: control)
    return (matrix, columns)
  }
}
