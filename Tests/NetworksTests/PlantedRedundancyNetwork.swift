import SingularLearning
import Testing

/// A network with one hidden layer, integer weights and redundancies that were planted in it, with a test of dependence
/// that shares nothing with the package: values at random points modulo a prime, and coefficients of activations by hand.
struct PlantedRedundancyNetwork {
  /// An activation with what is known about it by hand.
  struct Unit: CustomTestStringConvertible {
    let activation: Activation
    /// c₀, c₁, …, up to a common factor for Hermite polynomials.
    let coefficients: [Int]
    /// The point about which it is a power, odd or even, up to a constant, and that is reached with biases.
    let center: Int?
    /// ±1 if it is odd or even about the center, up to a constant.
    let sign: Int?
    let isPower: Bool

    init(_ coefficients: [Int], center: Int? = nil, sign: Int? = nil, isPower: Bool = false) {
      self.init(
        .polynomial(coefficients: coefficients.map { Rational(Integer($0)) }), coefficients, center,
        sign, isPower)
    }

    private init(
      _ activation: Activation, _ coefficients: [Int], _ center: Int?, _ sign: Int?, _ isPower: Bool
    ) {
      self.activation = activation
      self.coefficients = coefficients
      self.center = center
      self.sign = sign
      self.isPower = isPower
    }

    static func power(_ degree: Int) -> Unit {
      Unit(
        .monomial(degree: degree), Array(repeating: 0, count: degree) + [1], 0,
        degree % 2 == 0 ? 1 : -1, true)
    }

    static func hermite(_ coefficients: [Int]) -> Unit {
      let degree = coefficients.count - 1
      return Unit(
        .hermite(degree: degree), coefficients, 0, degree % 2 == 0 ? 1 : -1, degree == 2)
    }

    var testDescription: String { "\(activation)" }

    static let all: [Unit] = [
      power(2), power(3), power(4), power(5),
      Unit([0, 1, 0, 1], center: 0, sign: -1), Unit([0, 0, 1, 0, 1], center: 0, sign: 1),
      Unit([1, 1, 0, 1], center: 0, sign: -1), Unit([3, 0, 2, 0, 1], center: 0, sign: 1),
      // (t + 1)³, (t − 2)², (t − 1)³ + (t − 1) + 4, (t + 2)⁴ − (t + 2)².
      Unit([1, 3, 3, 1], center: -1, sign: -1, isPower: true),
      Unit([4, -4, 1], center: 2, sign: 1, isPower: true),
      Unit([2, 4, -3, 1], center: 1, sign: -1),
      Unit([12, 28, 23, 8, 1], center: -2, sign: 1),
      // Neither odd nor even about any point.
      Unit([0, 1, 0, 0, 1]), Unit([1, 0, 0, 1, 1]),
      hermite([-1, 0, 1]), hermite([0, -3, 0, 1]), hermite([3, 0, -6, 0, 1]),
    ]
  }

  enum Kind: CaseIterable {
    case zeroRow, zeroColumn, equal, opposite, proportional, dependent
    /// What looks like a redundancy and is none.
    case nearMiss
  }

  let unit: Unit
  let hasBias: Bool
  private(set) var rows: [[Int]] = []
  private(set) var biases: [Int] = []
  private(set) var columns: [[Int]] = []

  /// Rows in general position, as many as their functions are independent, at most `count`.
  init(
    _ unit: Unit, hasBias: Bool, inputs: Int, count: Int, outputs: Int,
    using random: inout RandomSource
  ) {
    self.unit = unit
    self.hasBias = hasBias
    for _ in 0..<count {
      insert(
        row: (0..<inputs).map { _ in Self.nonzero(5, &random) }, bias: Self.nonzero(5, &random),
        column: (0..<outputs).map { _ in Self.nonzero(997, &random) }, at: rows.count)
      if rank(using: &random) < rows.count { remove(rows.count - 1) }
    }
  }

  static func nonzero(_ bound: Int, _ random: inout RandomSource) -> Int {
    let value = random.integer(in: 1...bound)
    return random.integer(in: 0...1) == 0 ? value : -value
  }

  private mutating func insert(row: [Int], bias: Int, column: [Int], at place: Int) {
    rows.insert(row, at: place)
    biases.insert(hasBias ? bias : 0, at: place)
    columns.insert(column, at: place)
  }

  private mutating func remove(_ place: Int) {
    rows.remove(at: place)
    biases.remove(at: place)
    columns.remove(at: place)
  }

  /// Plants one more neuron; `false` if this kind does not exist for the activation.
  mutating func plant(_ kind: Kind, using random: inout RandomSource) -> Bool {
    let model = random.integer(in: 0...rows.count - 1)
    let center = unit.center ?? 0
    // Without biases arguments have the center 0 only.
    let isCentered = unit.center != nil && (hasBias || center == 0)
    // A constant that comes with it needs a bias to take it.
    let isFree = hasBias || unit.coefficients[0] == 0
    var (row, bias) = (rows[model], biases[model])
    var column = columns[model].map { _ in Self.nonzero(997, &random) }
    switch kind {
    case .zeroRow:
      guard isFree else { return false }
      (row, bias) = (row.map { _ in 0 }, random.integer(in: -5...5))
    case .zeroColumn:
      (row, bias) = (row.map { _ in Self.nonzero(40, &random) }, Self.nonzero(40, &random))
      column = column.map { _ in 0 }
    case .equal: break
    case .opposite:
      guard isCentered, let sign = unit.sign, sign == 1 || isFree else { return false }
      (row, bias) = (row.map { -$0 }, 2 * center - bias)
    case .proportional:
      guard isCentered, unit.isPower, isFree else { return false }
      let factor = [-3, -2, 2, 3][random.integer(in: 0...3)]
      (row, bias) = (row.map { factor * $0 }, center + factor * (bias - center))
    case .dependent:
      // One input without biases, or one direction with them: rows until one is a combination of the others.
      guard isFree else { return false }
      row = rows[0].map { 7 * $0 }
      bias = center + 7 * (biases[0] - center)
      var multiple = 7
      while rank(adding: (row, bias), using: &random) > rows.count {
        insert(
          row: row, bias: bias, column: column.map { _ in Self.nonzero(997, &random) },
          at: rows.count)
        multiple += 2
        row = rows[0].map { multiple * $0 }
        bias = center + multiple * (biases[0] - center) + (hasBias ? multiple % 3 : 0)
        if multiple > 40 { return false }
      }
      // No pair.
      for i in rows.indices
      where rank(of: [(rows[i], biases[i]), (row, bias)], using: &random) < 2 { return false }
    case .nearMiss:
      switch random.integer(in: 0...2) {
      case 0: row[0] += row[0] > 0 ? 1 : -1
      case 1: (row, bias) = (row.map { -$0 }, 2 * center - bias + 1)
      default: (row, bias) = (row.map { 2 * $0 }, 2 * bias + 1)
      }
    }
    insert(row: row, bias: bias, column: column, at: random.integer(in: 0...rows.count))
    return true
  }

  /// The dimension of the span of the neurons' functions and, with biases, of 1, less one for 1.
  func rank(using random: inout RandomSource) -> Int {
    rank(of: neurons, using: &random)
  }

  /// The fewest neurons that are left if only neurons with nonzero outgoing weights count.
  func usedRank(using random: inout RandomSource) -> Int {
    let used = rows.indices.filter { columns[$0].contains { $0 != 0 } }
    return rank(of: used.map { (row: rows[$0], bias: biases[$0]) }, using: &random)
  }

  private func rank(
    adding neuron: (row: [Int], bias: Int), using random: inout RandomSource
  ) -> Int {
    rank(of: neurons + [neuron], using: &random)
  }

  private var neurons: [(row: [Int], bias: Int)] {
    rows.indices.map { (row: rows[$0], bias: biases[$0]) }
  }

  private static let prime = 2_147_483_647

  private func rank(
    of neurons: [(row: [Int], bias: Int)], using random: inout RandomSource
  ) -> Int {
    let p = Self.prime
    let count = neurons.count + (hasBias ? 1 : 0)
    // Rows are points, columns are functions.
    var matrix = (0..<count + 8).map { _ in
      let point = rows.first.map { $0.map { _ in random.integer(in: 0...p - 1) } } ?? []
      let values: [Int] = neurons.map { neuron in
        let z = zip(neuron.row, point).reduce(neuron.bias) { ($0 + $1.0 * $1.1) % p }
        return unit.coefficients.reversed().reduce(0) { ($0 * z + $1) % p }
      }
      return values + (hasBias ? [1] : [])
    }
    var rank = 0
    for column in 0..<count {
      guard let pivot = matrix.indices.dropFirst(rank).first(where: { matrix[$0][column] % p != 0 })
      else { continue }
      matrix.swapAt(rank, pivot)
      let inverse = Self.power(matrix[rank][column], p - 2)
      for i in matrix.indices.dropFirst(rank + 1) where matrix[i][column] != 0 {
        let factor = matrix[i][column] * inverse % p
        for j in column..<count { matrix[i][j] = (matrix[i][j] - factor * matrix[rank][j]) % p }
      }
      rank += 1
    }
    return rank - (hasBias ? 1 : 0)
  }

  private static func power(_ base: Int, _ exponent: Int) -> Int {
    var (result, square, rest) = (1, (base % prime + prime) % prime, exponent)
    while rest > 0 {
      if rest % 2 == 1 { result = result * square % prime }
      square = square * square % prime
      rest /= 2
    }
    return result
  }

  /// The network with these weights exactly.
  func exact() throws -> Network {
    func rationals(_ values: [Int]) -> [Rational] { values.map { Rational(Integer($0)) } }
    return try Network(
      architecture, matrices: [rows.map(rationals), transposed.map(rationals)],
      biases: hasBias ? [rationals(biases), rationals(columns[0].map { _ in 1 })] : nil)
  }

  /// The network as training leaves it: outgoing weights of about one, all weights off by `noise`, but for outgoing weights that
  /// are zero.
  func floating(noise: Double, using random: inout RandomSource) throws -> FloatingNetwork {
    func moved(_ value: Int, _ scale: Double) -> Double {
      let error = noise * Double(random.integer(in: -1000...1000)) / 1000
      return Double(value) / scale + error
    }
    var weights: [Double] = []
    for (row, bias) in zip(rows, biases) {
      weights += row.map { moved($0, 1) } + (hasBias ? [moved(bias, 1)] : [])
    }
    for row in transposed {
      weights += row.map { $0 == 0 ? 0 : moved($0, 997) } + (hasBias ? [1] : [])
    }
    return try FloatingNetwork(architecture, weights: weights)
  }

  private var architecture: Architecture {
    get throws {
      try Architecture(
        widths: [rows[0].count, rows.count, columns[0].count], activations: [unit.activation],
        hasBias: hasBias)
    }
  }

  private var transposed: [[Int]] { columns[0].indices.map { k in columns.map { $0[k] } } }
}
