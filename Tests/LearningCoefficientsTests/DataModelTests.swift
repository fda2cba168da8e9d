import AlgebraTestSupport
import SingularLearning
import Testing

/// The p² pairs of one-hot vectors, with the one-hot vector of the sum modulo p.
private func modularAddition(_ p: Int) -> (inputs: [[Rational]], targets: [[Rational]]) {
  var (inputs, targets): ([[Rational]], [[Rational]]) = ([], [])
  for a in 0..<p {
    for b in 0..<p {
      inputs.append((0..<2 * p).map { $0 == a || $0 == p + b ? 1 : 0 })
      targets.append((0..<p).map { $0 == (a + b) % p ? 1 : 0 })
    }
  }
  return (inputs, targets)
}

/// A fit of addition modulo 3 of width 5 with rational weights: cos(2π(a + b)/3) = cos cos − sin sin by two squares, and
/// the same of a + 1 and b.
private let exactFit: [Rational] = {
  let third: [Rational] = [Rational(1, 3), Rational(1, 12), Rational(1, 4)]
  let incoming: [[Rational]] = [
    Array(repeating: Rational(1, 2), count: 6), [2, -1, -1, 2, -1, -1], [0, 1, -1, 0, -1, 1],
    [-1, -1, 2, 2, -1, -1], [1, -1, 0, 0, -1, 1],
  ]
  let outgoing: [[Rational]] = [
    [-third[0], third[1], third[2], 0, 0],
    [Rational(5, 3), -third[1], -third[2], -third[1], -third[2]],
    [-third[0], 0, 0, third[1], third[2]],
  ]
  return (incoming + outgoing).flatMap { $0 }
}()

/// The rank at random weights modulo a prime of the matrix of all derivatives, by Gauss elimination on rows written out
/// by hand: Σ_h v_oh (u_ha + u'_hb)², less its value at the last output for a categorical loss.
private func independentRank(p: Int, hidden: Int, isCategorical: Bool) -> Int {
  let q = 1_000_003
  var random = RandomSource(seed: 7)
  let u = (0..<hidden).map { _ in (0..<2 * p).map { _ in random.integer(in: 0...q - 1) } }
  let v = (0..<p).map { _ in (0..<hidden).map { _ in random.integer(in: 0...q - 1) } }
  let inner = 2 * p * hidden
  var rows: [[Int]] = []
  for a in 0..<p {
    for b in 0..<p {
      var block = (0..<p).map { output in
        var row = [Int](repeating: 0, count: inner + hidden * p)
        for h in 0..<hidden {
          let z = (u[h][a] + u[h][p + b]) % q
          row[2 * p * h + a] = 2 * v[output][h] % q * z % q
          row[2 * p * h + p + b] = row[2 * p * h + a]
          row[inner + hidden * output + h] = z * z % q
        }
        return row
      }
      if isCategorical {
        let last = block.removeLast()
        block = block.map { zip($0, last).map { ($0 - $1 + q) % q } }
      }
      rows += block
    }
  }
  var rank = 0
  for column in 0..<inner + hidden * p {
    guard let pivot = rows.indices.dropFirst(rank).first(where: { rows[$0][column] != 0 }) else {
      continue
    }
    rows.swapAt(rank, pivot)
    var (inverse, power, exponent) = (1, rows[rank][column], q - 2)
    while exponent > 0 {
      if exponent % 2 == 1 { inverse = inverse * power % q }
      (power, exponent) = (power * power % q, exponent / 2)
    }
    for i in rows.indices where i > rank && rows[i][column] != 0 {
      let factor = rows[i][column] * inverse % q
      for j in column..<rows[i].count {
        rows[i][j] = (rows[i][j] + (q - factor) * rows[rank][j]) % q
      }
    }
    rank += 1
  }
  return rank
}

@Suite struct DataModelTests {
  @Test(
    "squares on one-hot pairs: min(H(3p - 2), p^3), proven",
    arguments: [
      (3, 3, 21), (3, 4, 27), (3, 5, 27), (5, 7, 91), (5, 8, 104), (5, 9, 117), (7, 13, 247),
    ])
  func oneHotPairs(p: Int, hidden: Int, expected: Int) throws {
    let model = DataModel(
      try Architecture(widths: [2 * p, hidden, p], degree: 2), data: modularAddition(p).inputs)
    let rank = try genericRank(of: model)
    #expect(rank.dimension == expected && rank.evidence.isProven)
    #expect(rank.dimension == min(hidden * (3 * p - 2), p * p * p))
  }

  @Test("on general inputs instead: H(3p - 1)", arguments: [([6, 5, 3], 40), ([10, 9, 5], 126)])
  func generalInputs(widths: [Int], expected: Int) throws {
    #expect(try genericRank(of: Architecture(widths: widths, degree: 2)).dimension == expected)
    var random = RandomSource(seed: 2)
    let data = (0..<60).map { _ in
      (0..<widths[0]).map { _ in Rational(random.integer(in: -9...9)) }
    }
    let model = DataModel(try Architecture(widths: widths, degree: 2), data: data)
    let rank = try genericRank(of: model)
    #expect(rank.dimension == expected && rank.evidence.isProven)
  }

  @Test("categorical ranks agree with elimination by hand", arguments: [(3, 3), (3, 4), (5, 7)])
  func categoricalRanks(p: Int, hidden: Int) throws {
    let inputs = modularAddition(p).inputs
    let architecture = try Architecture(widths: [2 * p, hidden, p], degree: 2)
    for loss in DataLoss.allCases {
      let rank = try genericRank(of: DataModel(architecture, data: inputs, loss: loss))
      #expect(
        rank.dimension
          == independentRank(p: p, hidden: hidden, isCategorical: loss == .categorical))
    }
  }

  @Test("an exact fit of addition modulo 3 of width 5 has the learning coefficient 27/2")
  func exactFitModulo3() throws {
    let (inputs, targets) = modularAddition(3)
    let architecture = try Architecture(widths: [6, 5, 3], degree: 2)
    for (loss, expected) in [(DataLoss.squared, 27), (.categorical, 18)] {
      let model = DataModel(architecture, data: inputs, loss: loss)
      let fit = try model.fit(at: exactFit, targets: targets)
      #expect(fit.isExact && fit.firstWrong == nil && fit.evidence.isProven)
      let found = try rank(of: model, at: exactFit)
      #expect(found.rank == expected && found.evidence.isProven)
      #expect(found.kernelBasis?.count == 45 - expected)
      let generic = try genericRank(of: model)
      let result = try learningCoefficient(of: model, at: exactFit, genericRank: generic)
      #expect(result.lambda == Rational(expected) / 2 && result.multiplicity == 1)
      #expect(result.evidence.isProven)
    }
    // One wrong target, of the fifth input.
    var wrong = targets
    wrong[4][0] = wrong[4][0] + 1
    let fit = try DataModel(architecture, data: inputs).fit(at: exactFit, targets: wrong)
    #expect(!fit.isExact && fit.wrongCount == 1 && fit.firstWrong == 5)
    // A constant on all outputs does not count for classification.
    let shifted = targets.map { $0.map { $0 + Rational(3, 7) } }
    let categorical = DataModel(architecture, data: inputs, loss: .categorical)
    #expect(try categorical.fit(at: exactFit, targets: shifted).isExact)
    #expect(
      !(try DataModel(architecture, data: inputs).fit(at: exactFit, targets: shifted).isExact))
  }

  @Test("data with fractions: ranks are those of the matrix of exact derivatives")
  func fractions() throws {
    let architecture = try Architecture(
      widths: [2, 2, 1], activations: [.polynomial(coefficients: [0, 1, Rational(1, 2)])],
      hasBias: true)
    var random = RandomSource(seed: 11)
    for count in [1, 2, 4, 9] {
      let data = (0..<count).map { _ in
        (0..<2).map { _ in
          Rational(random.integer(in: -3...3)) / Rational(random.integer(in: 1...5))
        }
      }
      let model = DataModel(architecture, data: data)
      #expect(model.denominatorBits > 0)
      for _ in 0..<3 {
        let weights = (0..<architecture.parameterCount).map { _ in
          Rational(random.integer(in: -1...1))
        }
        let rows = try #require(
          model.gradients(parameters: weights, input: [], over: RationalField()))
        let matrix = Matrix(
          ring: RationalField(), rowCount: count, columnCount: architecture.parameterCount,
          elements: rows)
        let found = try rank(of: model, at: weights)
        #expect(found.rank == matrix.rank && found.evidence.isProven)
      }
    }
  }

  @Test(
    "two inputs of xy at the origin: the values are w v and 4 w v, an ideal of normal crossings")
  func resolution() throws {
    let architecture = try Architecture(widths: [1, 1, 1], degree: 2)
    let model = DataModel(architecture, data: [[1], [2]])
    let generic = try genericRank(of: model)
    #expect(generic.dimension == 1)
    // v w² has the pole 1/4 of order 1 at the origin, and is regular where v and w are not 0.
    let singular = try learningCoefficient(of: model, at: [0, 0], genericRank: generic)
    #expect(singular.exact == LearningCoefficient(Rational(1, 4), multiplicity: 1))
    let regular = try learningCoefficient(of: model, at: [1, 1], genericRank: generic)
    #expect(regular.exact == LearningCoefficient(Rational(1, 2), multiplicity: 1))
  }
}
