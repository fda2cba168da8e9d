import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation
import LinearAlgebra
import Networks

/// The work of `rank(at:includingKernel:seed:control:)`.
struct PointRankComputation {
  private let place: any ModelPoint
  private let seed: UInt64
  private let control: ComputationControl
  private let upperBound: DimensionBound
  private let enoughPoints: Int
  private let kernelWork: Double

  /// Word operations up to which a kernel is computed over ℚ, by a rough estimate.
  static let largestKernelWork = 2e11
  /// The most entries of a matrix modulo a prime: 4 GiB of words.
  private static let largestMatrix = 1 << 30
  /// The probability below which a rank that is not proven is accepted.
  private static let acceptedFailure = 1e-12

  init(
    _ place: any ModelPoint, upperBound: DimensionBound, kernelWork: Double = largestKernelWork,
    seed: UInt64, control: ComputationControl
  ) {
    self.place = place
    self.seed = seed
    self.control = control
    self.upperBound = upperBound
    // All polynomials of the degree, whose values at small integers are independent soon.
    enoughPoints = min(place.space.dimension.asInt ?? .max, max(upperBound.value, 1))
    self.kernelWork = kernelWork
  }

  private var parameterCount: Int { place.weights.count }

  func run(includingKernel: Bool) throws(ComputationStopped) -> PointRank {
    var random = RandomSource(seed: seed)
    var attempt = 0
    while true {
      let rows = try independentRows(attempt: attempt, using: &random)
      let meetsBound = rows.count == upperBound.value
      // Uniform residues are rarely special: a look at them saves the kernel of too small a set of rows.
      if !meetsBound, try randomTrial(using: &random).rank > rows.count {
        attempt += 1
        continue
      }
      let affordable = estimatedKernelWork(rank: rows.count) <= kernelWork
      if meetsBound && !(includingKernel && affordable) {
        return result(rows.count, nil, boundEvidence(rows))
      }
      if !affordable { return try sample(first: rows, using: &random) }
      let kernel = try kernel(of: rows, using: &random)
      if meetsBound { return result(rows.count, kernel, boundEvidence(rows)) }
      let vanishes = try derivativesVanish(along: kernel)
      if vanishes.value {
        let evidence: Evidence =
          switch vanishes.evidence {
          case .proven(let detail):
            .proven(
              detail: "\(counted(rows.count, "gradient")) independent modulo \(rows.modulus), and "
                + "\(counted(kernel.count, "kernel vector")) whose derivatives are \(detail)")
          case .probabilistic(let detail, let bound):
            .probabilistic(detail: "derivatives along the kernel are \(detail)", bound: bound)
          case .numerical: vanishes.evidence
          }
        return result(rows.count, vanishes.evidence.isProven ? kernel : nil, evidence)
      }
      attempt += 1
    }
  }

  private func result(_ rank: Int, _ kernel: [[Rational]]?, _ evidence: Evidence) -> PointRank {
    PointRank(
      rank: rank, parameterCount: parameterCount, kernelBasis: kernel,
      evidence: evidence, seed: seed)
  }

  private func boundEvidence(_ rows: IndependentRows) -> Evidence {
    .proven(
      detail: "\(counted(rows.count, "gradient")) independent modulo \(rows.modulus); "
        + "the generic rank is at most \(upperBound)")
  }

  /// Gradients that are linearly independent, by proof modulo a prime.
  private struct IndependentRows {
    var modulus: UInt32
    /// Inputs, and for each the outputs whose gradients are taken.
    var selections: [(input: [Int], outputs: [Int])]
    var count: Int { selections.reduce(0) { $0 + $1.outputs.count } }
  }

  /// A maximal independent set of gradients at random integer inputs modulo a random prime.
  private func independentRows(
    attempt: Int, using random: inout RandomSource
  ) throws(ComputationStopped) -> IndependentRows {
    let outputs = place.outputCount
    var pointCount = min(enoughPoints, upperBound.value / outputs + 3 + attempt)
    while true {
      try control.checkpoint()
      try requireAffordable(pointCount: pointCount)
      let modular = randomReduction(using: &random)
      let points = distinctPoints(pointCount, attempt: attempt, using: &random)
      let jacobian = try modular.transposedJacobian(
        at: residues(of: points, modulus: modular.modulus), control: control)
      let profile = try jacobian.rankProfile(stopAt: upperBound.value, control: control)
      let lastPointAdds = (profile.pivotColumns.last ?? -1) >= (pointCount - 1) * outputs
      if profile.rank == upperBound.value || pointCount == enoughPoints || !lastPointAdds {
        var selections = points.map { (input: $0, outputs: [Int]()) }
        for column in profile.pivotColumns {
          selections[column / outputs].outputs.append(column % outputs)
        }
        return IndependentRows(
          modulus: modular.modulus, selections: selections.filter { !$0.outputs.isEmpty })
      }
      pointCount = min(2 * pointCount, enoughPoints)
    }
  }

  private func requireAffordable(pointCount: Int) throws(ComputationStopped) {
    let columns = Saturating.product(pointCount, place.outputCount)
    if Saturating.product(parameterCount, columns) > Self.largestMatrix {
      throw .sizeLimit(
        what: "the Jacobian modulo a prime",
        needed: "\(parameterCount) × \(columns) entries", limit: Self.largestMatrix)
    }
  }

  /// Small random integer points, for a homogeneous network without multiples of one another; on a line
  /// that makes them general.
  private func distinctPoints(
    _ count: Int, attempt: Int, using random: inout RandomSource
  ) -> [[Int]] {
    var size = 8 << min(attempt, 30)
    var seen: Set<[Int]> = []
    var points: [[Int]] = []
    while points.count < count {
      let point = (0..<place.space.inputCount).map { _ in random.integer(in: -size...size) }
      let isHomogeneous = place.space.isHomogeneous
      if isHomogeneous && point.allSatisfy({ $0 == 0 }) { continue }
      let representative = isHomogeneous ? primitive(point) : point
      if seen.insert(representative).inserted {
        points.append(representative)
      } else {
        size += 1
      }
    }
    return points
  }

  /// The point divided by the greatest common divisor, first nonzero entry positive.
  private func primitive(_ point: [Int]) -> [Int] {
    var divisor = 0
    for entry in point {
      var (a, b) = (abs(entry), divisor)
      while b != 0 { (a, b) = (b, a % b) }
      divisor = a
    }
    guard let leading = point.first(where: { $0 != 0 }) else { return point }
    return point.map { $0 / (leading < 0 ? -divisor : divisor) }
  }

  /// The model modulo a random prime that divides no denominator.
  private func randomReduction(using random: inout RandomSource) -> any ModularModel {
    while true {
      let modulus = PrimeRange.long.randomPrime(using: &random)
      if let modular = place.residues(modulus: modulus) { return modular }
    }
  }

  private func residues(of points: [[Int]], modulus: UInt32) -> ModularMatrix {
    let p = Int(modulus)
    var elements: [UInt32] = []
    for i in 0..<place.space.inputCount {
      for point in points { elements.append(UInt32((point[i] % p + p) % p)) }
    }
    return ModularMatrix(
      modulus: modulus, rowCount: place.space.inputCount, columnCount: points.count,
      elements: elements)
  }

  /// A basis over ℚ of the vectors that all the rows annihilate.
  private func kernel(
    of rows: IndependentRows, using random: inout RandomSource
  ) throws(ComputationStopped) -> [[Rational]] {
    let ring = RationalField()
    let count = parameterCount
    var elements: [Rational] = []
    for (input, outputs) in rows.selections {
      try control.checkpoint()
      let gradients = place.gradients(at: input.map { Rational($0) })
      for output in outputs { elements += gradients[output * count..<(output + 1) * count] }
    }
    let matrix = Matrix(
      ring: ring, rowCount: rows.count, columnCount: count, elements: elements)
    return try exactRank(of: matrix, using: &random, control: control).kernelBasis
  }

  /// Lifting solves one system of size `rank` for each kernel vector, with numerators of about
  /// rank · (size of an entry) bits.
  private func estimatedKernelWork(rank: Int) -> Double {
    let r = Double(rank)
    let inputBits = Double(place.space.degree) * log2(Double(16 + enoughPoints))
    let entryBits = max(8, allDirections + inputBits + place.denominatorBits)
    return Double(parameterCount - rank + 1) * r * r * (1 + r * entryBits / 30)
  }

  /// Log₂ of a bound for the sum of all derivatives by the parameters.
  private var allDirections: Double {
    max(
      0, place.derivativeBits(along: place.weights.map { _ in Rational.one }))
  }

  /// Whether the derivative of the network function vanishes identically along all `vectors`.
  private func derivativesVanish(
    along vectors: [[Rational]]
  ) throws(ComputationStopped) -> Certified<Bool> {
    let integral = vectors.map { vector in
      let denominator = vector.reduce(Integer.one) {
        Integer.leastCommonMultiple($0, $1.denominator)
      }
      return vector.map { $0 * Rational(denominator) }
    }
    var size = -Double.infinity
    for vector in integral {
      try control.checkpoint()
      size = max(size, place.derivativeBits(along: vector))
    }
    let count = parameterCount
    let test = VanishingTest(
      place.space, bits: size == -.infinity ? size : size + place.denominatorBits,
      operationsPerPoint: Double(count) * Double(place.outputCount)
        * Double(vectors.count + 4),
      control: control)
    return try test.decide(seed: seed) {
      (modulus, inputs) throws(ComputationStopped) in
      guard let modular = place.residues(modulus: modulus) else { return nil }
      let residues = integral.joined().map { $0.numerator.residue(modulo: UInt64(modulus)) }
      let basis = ModularMatrix(
        modulus: modulus, rowCount: integral.count, columnCount: count,
        elements: residues.map { UInt32($0) })
      return basis * (try modular.transposedJacobian(at: inputs, control: control))
    }
  }

  /// Further independent trials until the bound for the failure of all is small.
  private func sample(
    first: IndependentRows, using random: inout RandomSource
  ) throws(ComputationStopped) -> PointRank {
    let rank = Double(upperBound.value)
    let bits = rank * (allDirections + place.denominatorBits + log2(rank + 1))
    let badPrime = bits / PrimeRange.long.smallestLogarithm / PrimeRange.long.primeCount
    var best = first.count
    var failure = 1.0
    var trials = 0
    while failure > Self.acceptedFailure && trials < 16 && best < upperBound.value {
      let (found, modulus) = try randomTrial(using: &random)
      best = max(best, found)
      let badPoints = rank * Double(place.space.degree) / Double(modulus)
      failure *= min(1, badPrime + badPoints)
      trials += 1
    }
    if best == upperBound.value {
      return result(
        best, nil,
        .proven(detail: "gradients at random points; the generic rank is at most \(upperBound)"))
    }
    return result(
      best, nil,
      .probabilistic(
        detail: "largest rank of gradients at random points modulo \(trials) random primes",
        bound: failure))
  }

  /// The rank at uniformly random inputs modulo a random prime, at enough points.
  private func randomTrial(
    using random: inout RandomSource
  ) throws(ComputationStopped) -> (rank: Int, modulus: UInt32) {
    try control.checkpoint()
    try requireAffordable(pointCount: enoughPoints)
    let modular = randomReduction(using: &random)
    let inputs = ModularMatrix.random(
      modulus: modular.modulus, rowCount: place.space.inputCount, columnCount: enoughPoints,
      using: &random)
    let jacobian = try modular.transposedJacobian(at: inputs, control: control)
    return (
      try jacobian.rank(stopAt: upperBound.value, control: control), modular.modulus
    )
  }
}
