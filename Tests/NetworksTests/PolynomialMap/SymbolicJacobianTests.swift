import SingularLearning
import Testing

@Suite struct SymbolicJacobianTests {
  @Test func entriesAreDerivatives() throws {
    let map = try Architecture(widths: [2, 2, 1], degree: 3).polynomialMap()
    let jacobian = try map.jacobian()
    #expect(jacobian.rows == map.rows)
    #expect(jacobian.columns == map.architecture.parameterNames)
    for (entry, row) in zip(map.entries, jacobian.entries) {
      for (index, derivative) in row.enumerated() {
        #expect(derivative == entry.derivative(in: index))
      }
    }
  }

  @Test(arguments: sampleArchitectures)
  func valuesAreTheReverseModeGradients(architecture: Architecture) throws {
    var random = RandomSource(seed: 41)
    let jacobian = try architecture.jacobian()
    let evaluator = try NetworkEvaluator(architecture, ring: RationalField())
    let weights = smallRationals(architecture.parameterCount, using: &random)
    let input = smallRationals(architecture.inputCount, using: &random)
    let matrix = jacobian.evaluated(at: weights)
    let count = architecture.parameterCount
    var sums = [Rational](repeating: 0, count: architecture.outputCount * count)
    for (i, row) in jacobian.rows.enumerated() {
      let monomial = zip(input, row.exponents).reduce(Rational(1)) { $0 * $1.0.power($1.1) }
      for j in 0..<count { sums[(row.output - 1) * count + j] += matrix[i, j] * monomial }
    }
    #expect(sums == evaluator.gradients(weights: weights, input: input))
  }

  /// Neuron i of layer 1 scaled by λ, its outgoing weights by λ^{−r}: the derivative at λ = 1 vanishes
  /// identically.
  @Test func eulerRelationHoldsIdentically() throws {
    let architecture = try Architecture(widths: [2, 2, 2, 1], degrees: [3, 2])
    let jacobian = try architecture.jacobian()
    let w = jacobian.ring.generators
    for row in jacobian.entries {
      for layer in 1...2 {
        for neuron in 1...2 {
          var sum = jacobian.ring.zero
          for j in 1...2 {
            let index = architecture.parameterIndex(layer: layer, row: neuron, column: j)
            sum += w[index] * row[index]
          }
          for k in 1...architecture.widths[layer + 1] {
            let index = architecture.parameterIndex(layer: layer + 1, row: k, column: neuron)
            sum -= architecture.degrees[layer - 1] * (w[index] * row[index])
          }
          #expect(sum.isZero)
        }
      }
    }
  }

  @Test func matrixHasTheSameEntries() throws {
    let jacobian = try Architecture(widths: [2, 2, 1], degree: 2).jacobian()
    let matrix = jacobian.matrix
    #expect(matrix.rowCount == 3)
    #expect(matrix.columnCount == 6)
    #expect(matrix[1, 2] == jacobian.entries[1][2])
  }
}
