import AlgebraicStructures
import ExactArithmetic
import LinearAlgebra
import Networks
import Polynomials

/// The Jacobian of a network whose weights are polynomials, reduced by what leaves its rank as it is
/// wherever given weights do not vanish.
struct CellJacobian {
  /// The columns left: for each parameter the coefficients by output and input monomial.
  private var columns: [[[Int]: Polynomial<RationalField>]] = []
  private let ring: PolynomialRing<RationalField>

  /// The Jacobian at weights in parameter order.
  ///
  /// By Euler's relation Σ_j w_{ij} ∂/∂w_{ij} = r Σ_k w'_{ki} ∂/∂w'_{ki} for every hidden neuron i, the
  /// columns of nonvanishing weights with linearly independent characters are combinations of the others
  /// and left out. Columns are divided by powers of the coordinates that do not vanish.
  init(
    _ architecture: Architecture, weights: [Polynomial<RationalField>],
    ring: PolynomialRing<RationalField>, nonvanishing: [Int], units: [Polynomial<RationalField>],
    control: ComputationControl
  ) throws(ComputationStopped) {
    self.ring = ring
    let all = try coefficientColumns(architecture, weights: weights, ring: ring, control: control)
    let sizes = all.map { $0.values.reduce(0) { $0 + $1.termCount } }
    var span = CharacterSpan()
    var dropped: Set<Int> = []
    let candidates = nonvanishing.sorted { (sizes[$0], $1) > (sizes[$1], $0) }
    for position in candidates
    where span.insert(architecture.scalingCharacter(of: position)) { dropped.insert(position) }
    let unitVariables = units.compactMap { $0.support.first }
    for (position, column) in all.enumerated()
    where !dropped.contains(position) && !column.isEmpty {
      columns.append(divided(column, byVariables: unitVariables))
    }
  }

  /// The matrix as a block diagonal one: a block for each connected component of the graph of nonzero
  /// entries between rows and columns.
  func blocks() -> [Matrix<PolynomialRing<RationalField>>] {
    var parent = Array(columns.indices)
    func root(_ i: Int) -> Int {
      var i = i
      while parent[i] != i { i = parent[i] }
      return i
    }
    var owner: [[Int]: Int] = [:]
    for (index, column) in columns.enumerated() {
      for key in column.keys {
        if let other = owner[key] { parent[root(index)] = root(other) } else { owner[key] = index }
      }
    }
    let members = Dictionary(grouping: columns.indices) { root($0) }
    return members.keys.sorted().map { key in
      let block = members[key, default: []].map { columns[$0] }
      let rows = Set(block.flatMap(\.keys)).sorted { $0.lexicographicallyPrecedes($1) }
      return Matrix(
        ring: ring, rows: rows.map { row in block.map { $0[row] ?? ring.zero } },
        columnCount: block.count)
    }
  }
}

extension Architecture {
  /// How the scalings of the hidden neurons act on a weight: row i of W_ℓ times t and column i of W_{ℓ+1}
  /// times t^(−r).
  func scalingCharacter(of position: Int) -> [Int] {
    guard let layer = (1...layerCount).first(where: { parameterRange(ofLayer: $0).contains(position) })
    else { contractViolation("no parameter \(position)") }
    let index = position - layerOffset(layer)
    let (row, column) = index.quotientAndRemainder(dividingBy: widths[layer - 1])
    var character = [Int](repeating: 0, count: widths.dropFirst().dropLast().reduce(0, +))
    if layer < layerCount { character[widths[1..<layer].reduce(0, +) + row] = 1 }
    if layer > 1 {
      character[widths[1..<(layer - 1)].reduce(0, +) + column] = -degrees[layer - 2]
    }
    return character
  }
}

/// For every parameter the coefficients of the derivatives of all outputs, by output and input exponents.
private func coefficientColumns(
  _ architecture: Architecture, weights: [Polynomial<RationalField>],
  ring: PolynomialRing<RationalField>, control: ComputationControl
) throws(ComputationStopped) -> [[[Int]: Polynomial<RationalField>]] {
  let inputs = architecture.inputNames
  let joint = PolynomialRing.rational(inputs + ring.variables)
  let evaluator: NetworkEvaluator<PolynomialRing<RationalField>>
  do {
    evaluator = try NetworkEvaluator(architecture, ring: joint)
  } catch {
    contractViolation("\(error)")
  }
  let embedded = weights.map { weight in
    joint.polynomial(
      terms: weight.terms.map {
        ($0.coefficient, [Int](repeating: 0, count: inputs.count) + $0.exponents)
      })
  }
  try control.checkpoint()
  let gradients = evaluator.gradients(
    weights: embedded, input: inputs.indices.map { joint.variable($0) })
  var columns: [[[Int]: Polynomial<RationalField>]] = []
  for parameter in 0..<architecture.parameterCount {
    try control.checkpoint()
    var column: [[Int]: [(coefficient: Rational, exponents: [Int])]] = [:]
    for output in 0..<architecture.outputCount {
      for (coefficient, exponents) in gradients[output * architecture.parameterCount + parameter]
        .terms
      {
        column[[output] + exponents.prefix(inputs.count), default: []]
          .append((coefficient, Array(exponents.dropFirst(inputs.count))))
      }
    }
    columns.append(column.mapValues { ring.polynomial(terms: $0) })
  }
  return columns
}

/// The column divided by the largest powers of the given variables that divide all entries.
private func divided(
  _ column: [[Int]: Polynomial<RationalField>], byVariables variables: [Int]
) -> [[Int]: Polynomial<RationalField>] {
  var column = column
  for variable in variables {
    let least = lowestPower(variable, in: column)
    if least == 0 { continue }
    column = column.mapValues { entry in
      entry.ring.polynomial(
        terms: entry.terms.map { coefficient, exponents in
          var lower = exponents
          lower[variable] -= least
          return (coefficient, lower)
        })
    }
  }
  return column
}

private func lowestPower(_ variable: Int, in column: [[Int]: Polynomial<RationalField>]) -> Int {
  column.values.flatMap { $0.terms.map { $0.exponents[variable] } }.min() ?? 0
}
