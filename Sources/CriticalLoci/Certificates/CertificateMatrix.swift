import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks
import Polynomials

/// A matrix of polynomials by labelled columns and rows, as the check of a certificate builds it.
struct CertificateMatrix {
  let ring: PolynomialRing<RationalField>
  /// The nonzero entries by column and row label.
  let columns: [[Int]: [[Int]: Polynomial<RationalField>]]

  /// All row labels with nonzero entries, in order.
  var rowLabels: [[Int]] {
    Set(columns.values.flatMap(\.keys)).sorted { $0.lexicographicallyPrecedes($1) }
  }
  /// All column labels, in order.
  var columnLabels: [[Int]] { columns.keys.sorted { $0.lexicographicallyPrecedes($1) } }

  /// The entries in the given rows and columns.
  func entries(rows: [[Int]], columns labels: [[Int]]) -> [[Polynomial<RationalField>]] {
    rows.map { row in labels.map { columns[$0]?[row] ?? ring.zero } }
  }
}

/// The forward and backward pass of a network with monomial activations whose weights are polynomials.
struct CertificateNetwork {
  /// The layer inputs a₀, …, a_{L−1} and the linear forms z₁, …, z_L, in ℚ[inputs, coordinates].
  private var activations: [[Polynomial<RationalField>]] = []
  private var forms: [[Polynomial<RationalField>]] = []
  private let matrices: [[[Polynomial<RationalField>]]]
  private let degrees: [Int]
  private let ring: PolynomialRing<RationalField>
  private let joint: PolynomialRing<RationalField>
  private let inputCount: Int

  /// The most terms of a power on the way.
  private static let mostTerms = 1_000_000.0

  /// The first `layers` layers at weights that are polynomials in the coordinates.
  ///
  /// - Throws: `sizeLimit` if a power may have too many terms.
  init(
    _ architecture: Architecture, layers: Int, weights: [Polynomial<RationalField>],
    ring: PolynomialRing<RationalField>
  ) throws(ComputationStopped) {
    let terms = Self.termBound(architecture, layers: layers, weights: weights, ring: ring)
    guard terms <= Self.mostTerms else {
      throw .sizeLimit(
        what: "the number of terms of the outputs of a layer",
        needed: terms < 1e15 ? "up to \(Int(terms))" : "more",
        limit: Int(Self.mostTerms))
    }
    let joint = PolynomialRing.rational(architecture.inputNames + ring.variables)
    let zeros = [Int](repeating: 0, count: architecture.inputCount)
    self.ring = ring
    self.joint = joint
    inputCount = architecture.inputCount
    degrees = architecture.degrees
    matrices = (1...layers).map { layer in
      (1...architecture.widths[layer]).map { row in
        architecture.weightRange(ofLayer: layer, row: row).map { position in
          joint.polynomial(
            terms: weights[position].terms.map { ($0.coefficient, zeros + $0.exponents) })
        }
      }
    }
    var values = (0..<architecture.inputCount).map { joint.variable($0) }
    for (index, matrix) in matrices.enumerated() {
      activations.append(values)
      let sums = matrix.map { row in zip(row, values).reduce(joint.zero) { $0 + $1.0 * $1.1 } }
      forms.append(sums)
      if index + 1 < layers { values = sums.map { $0.power(degrees[index]) } }
    }
  }

  /// A bound for the number of terms of any neuron's function: by expanding the powers of sums, and by the
  /// monomials in the inputs times those in the coordinates.
  private static func termBound(
    _ architecture: Architecture, layers: Int, weights: [Polynomial<RationalField>],
    ring: PolynomialRing<RationalField>
  ) -> Double {
    let degree = Double(weights.compactMap(\.totalDegree).max() ?? 0)
    var counts = [Double](repeating: 1, count: architecture.inputCount)
    var (inputDegree, weightDegree) = (1.0, 0.0)
    var largest = 1.0
    for layer in 1...layers {
      weightDegree += degree
      var next = (1...architecture.widths[layer]).map { row in
        zip(architecture.weightRange(ofLayer: layer, row: row), counts).reduce(0.0) {
          $0 + Double(weights[$1.0].termCount) * $1.1
        }
      }
      let power = layer < layers ? Double(architecture.degrees[layer - 1]) : 1
      inputDegree *= power
      weightDegree *= power
      let monomials =
        binomial(Double(architecture.inputCount - 1), plus: inputDegree)
        * binomial(Double(ring.variableCount), plus: weightDegree)
      next = next.map { min(binomial($0 - 1, plus: power), monomials) }
      largest = max(largest, next.max() ?? 0)
      counts = next
    }
    return largest
  }

  /// C(a + b, a), rounded, up to infinity; 0 for negative a.
  private static func binomial(_ a: Double, plus b: Double) -> Double {
    if a < 0 { return 0 }
    let (few, many) = (min(a, b), max(a, b))
    var value = 1.0
    var k = 1.0
    while k <= few {
      value *= (many + k) / k
      if value > 1e18 { return .infinity }
      k += 1
    }
    return value
  }

  /// The outputs of the last of the layers, by exponents of the inputs.
  var outputs: [[[Int]: Polynomial<RationalField>]] {
    forms[forms.count - 1].map { form in
      var result: [[Int]: Polynomial<RationalField>] = [:]
      collect(form, prefix: [], into: &result)
      return result
    }
  }

  /// The Jacobian: columns `[position]`, rows output, from 1, and exponents of the inputs.
  func jacobian(control: ComputationControl) throws(ComputationStopped) -> CertificateMatrix {
    let last = matrices.count - 1
    // sensitivities[ℓ][o][i]: the derivative of output o by form i of a layer.
    var sensitivities: [[Polynomial<RationalField>]] = matrices[last].indices.map { o in
      matrices[last].indices.map { $0 == o ? joint.one : joint.zero }
    }
    var blocks: [[[[Int]: Polynomial<RationalField>]]] = []
    for layer in stride(from: last, through: 0, by: -1) {
      var block: [[[Int]: Polynomial<RationalField>]] = []
      for i in matrices[layer].indices {
        for input in activations[layer] {
          try control.checkpoint()
          var column: [[Int]: Polynomial<RationalField>] = [:]
          for (o, sensitivity) in sensitivities.enumerated() {
            collect(sensitivity[i] * input, prefix: [o + 1], into: &column)
          }
          block.append(column)
        }
      }
      blocks.append(block)
      if layer == 0 { break }
      let degree = degrees[layer - 1]
      sensitivities = sensitivities.map { row in
        activations[layer].indices.map { i in
          let sum = matrices[layer].indices.reduce(joint.zero) {
            $0 + row[$1] * matrices[layer][$1][i]
          }
          return degree * sum * forms[layer - 1][i].power(degree - 1)
        }
      }
    }
    let columns = blocks.reversed().joined().enumerated().map { ([$0.offset], $0.element) }
    return CertificateMatrix(ring: ring, columns: Dictionary(uniqueKeysWithValues: columns))
  }

  /// The matrix of (A₁, A₂) ↦ A₁·q₂ + A₂·q₁ on forms of a degree, for two outputs q₁, q₂: rows exponents,
  /// columns i and the exponents of a monomial of Aᵢ.
  func syzygies(degree: Int) -> CertificateMatrix {
    let outputs = outputs
    var columns: [[Int]: [[Int]: Polynomial<RationalField>]] = [:]
    for i in 0..<2 {
      for monomial in monomials(inputCount, degree: degree) {
        var column: [[Int]: Polynomial<RationalField>] = [:]
        for (exponents, coefficient) in outputs[1 - i] {
          column[zip(exponents, monomial).map { $0 + $1 }] = coefficient
        }
        columns[[i + 1] + monomial] = column
      }
    }
    return CertificateMatrix(ring: ring, columns: columns)
  }

  private func monomials(_ count: Int, degree: Int) -> [[Int]] {
    if count == 1 { return [[degree]] }
    return (0...degree).flatMap { first in
      monomials(count - 1, degree: degree - first).map { [first] + $0 }
    }
  }

  /// The coefficients of a polynomial in the inputs.
  private func collect(
    _ f: Polynomial<RationalField>, prefix: [Int],
    into column: inout [[Int]: Polynomial<RationalField>]
  ) {
    var terms: [[Int]: [(coefficient: Rational, exponents: [Int])]] = [:]
    for (coefficient, exponents) in f.terms {
      terms[prefix + exponents.prefix(inputCount), default: []]
        .append((coefficient, Array(exponents.dropFirst(inputCount))))
    }
    for (key, list) in terms { column[key] = ring.polynomial(terms: list) }
  }
}
