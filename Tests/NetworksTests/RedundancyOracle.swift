import SingularLearning

/// Whether a network with one hidden layer is a subnetwork, from the definition by linear algebra on the
/// coefficients of the neurons' functions; nothing of the package's diagnosis is used.
struct RedundancyOracle {
  let network: Network
  private let ring: PolynomialRing<RationalField>
  /// The functions of the hidden neurons.
  private let functions: [Polynomial<RationalField>]
  private let columns: [[Rational]]

  init(_ network: Network) throws {
    self.network = network
    let architecture = network.architecture
    ring = try PolynomialRing(coefficients: RationalField(), variables: architecture.inputNames)
    let ring = ring
    let biases = network.bias(ofLayer: 1)
    functions = network.matrix(ofLayer: 1).enumerated().map { i, row in
      var z = ring.constant(biases?[i] ?? 0)
      for (weight, x) in zip(row, ring.generators) { z = z + ring.constant(weight) * x }
      return architecture.activations[0].coefficients.reversed().reduce(ring.zero) {
        $0 * z + ring.constant($1)
      }
    }
    let next = network.matrix(ofLayer: 2)
    columns = functions.indices.map { i in next.map { $0[i] } }
  }

  /// The dimension of the span of polynomials.
  private func rank(_ polynomials: [Polynomial<RationalField>]) -> Int {
    var positions: [[Int]: Int] = [:]
    for f in polynomials {
      for (_, exponents) in f.terms where positions[exponents] == nil {
        positions[exponents] = positions.count
      }
    }
    return rank(
      polynomials.map { f in
        var row = [Rational](repeating: 0, count: positions.count)
        for (coefficient, exponents) in f.terms {
          if let position = positions[exponents] { row[position] = coefficient }
        }
        return row
      })
  }

  private func rank(_ rows: [[Rational]]) -> Int {
    guard let width = rows.first?.count, width > 0 else { return 0 }
    return Matrix(ring: RationalField(), rows: rows, columnCount: width).rank
  }

  /// Whether one neuron can be dropped and the other outgoing weights changed, for whatever outgoing
  /// weights: the functions, and the constants that biases give, are dependent.
  var isDependent: Bool {
    let constants = network.architecture.hasBias ? [ring.one] : []
    return rank(functions + constants) < functions.count + constants.count
  }

  /// The definition: an unused neuron; a constant neuron whose value is zero or can go elsewhere; two used
  /// ones that are not constant with v = a·u + b, where b is zero or can go elsewhere.
  var isSubnetwork: Bool {
    let architecture = network.architecture
    if architecture.activations[0].degree == 1 { return isReducibleLinear }
    let isUsed = columns.map { $0.contains { !$0.isZero } }
    if isUsed.contains(false) { return true }
    let isConstant = functions.map { $0.constantValue != nil }
    let takers = functions.indices.filter { isConstant[$0] && !functions[$0].isZero }
    for i in functions.indices where isConstant[i] {
      if functions[i].isZero || architecture.hasBias || takers.contains(where: { $0 != i }) {
        return true
      }
    }
    let constants = architecture.hasBias || !takers.isEmpty ? [ring.one] : []
    for k in functions.indices where !isConstant[k] {
      for i in 0..<k where !isConstant[i] {
        if rank([functions[i], functions[k]] + constants) < 2 + constants.count { return true }
      }
    }
    return false
  }

  /// σ(t) = c₁t + c₀: whether the affine map x ↦ Mx + v is computed with fewer neurons.
  ///
  /// A factorization [M | v] = A·[B | 1·c₀] with d − 1 neurons exists without biases iff rank [M | v] ≤ d − 1
  /// if v ≠ 0, as then the last column of the other factor can be made constant, and iff rank M ≤ d − 2 for
  /// v = 0 ≠ c₀, as then (1, …, 1) is one more vector in the kernel of A.
  private var isReducibleLinear: Bool {
    let architecture = network.architecture
    let (first, next) = (network.matrix(ofLayer: 1), network.matrix(ofLayer: 2))
    let width = first.count
    let c = architecture.activations[0].coefficients
    if architecture.hasBias || c[0].isZero {
      return rank(first) < width || rank(next) < width
    }
    let product = next.map { row in
      first[0].indices.map { j in
        row.indices.reduce(Rational.zero) { $0 + c[1] * row[$1] * first[$1][j] }
      }
    }
    let constant = next.map { c[0] * $0.reduce(Rational.zero, +) }
    if constant.contains(where: { !$0.isZero }) {
      return rank(zip(product, constant).map { $0 + [$1] }) <= width - 1
    }
    return rank(product) <= width - 2 || (width == 1 && rank(product) == 0)
  }
}
