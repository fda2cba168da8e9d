import AlgebraTestSupport
import SingularLearning
import Testing

/// The kernels against exact rational arithmetic.
@Suite struct SquaredLossTests {
  /// A random problem whose numbers are doubles exactly.
  private struct Problem {
    let exact: ExactLoss
    let weights: [Rational]
    let evaluator: LossEvaluator

    init(_ random: inout RandomSource) throws {
      let architecture = try randomSmallArchitecture(using: &random)
      let count = random.integer(in: 1...19)
      let inputs = (0..<count).map { _ in dyadicNumbers(architecture.inputCount, using: &random) }
      let targets = (0..<count).map { _ in dyadicNumbers(architecture.outputCount, using: &random) }
      exact = ExactLoss(architecture: architecture, inputs: inputs, targets: targets)
      weights = dyadicNumbers(architecture.parameterCount, using: &random)
      evaluator = SquaredLoss(
        architecture, inputs: inputs.map { $0.map(\.asDouble) },
        targets: targets.map { $0.map(\.asDouble) }
      ).makeEvaluator()
    }

    var parameters: [Double] { weights.map(\.asDouble) }
  }

  @Test func lossAndDerivativesEqualExactValues() throws {
    var random = RandomSource(seed: 11)
    for _ in 0..<100 {
      let problem = try Problem(&random)
      let zeros = [Double](repeating: 0, count: problem.weights.count)
      var (gradient, second, product) = (zeros, zeros, zeros)
      let value = try problem.exact.value(at: problem.weights).asDouble
      let loss = problem.evaluator.gradient(at: problem.parameters, into: &gradient)
      #expect(agree(loss, value))
      #expect(problem.evaluator.value(at: problem.parameters) == loss)
      let exactGradient = try problem.exact.gradient(at: problem.weights).map(\.asDouble)
      let size = exactGradient.reduce(0) { max($0, abs($1)) }
      for (a, b) in zip(gradient, exactGradient) { #expect(agree(a, b, scale: size)) }
      let trace = try problem.exact.hessianTrace(at: problem.weights).asDouble
      #expect(agree(problem.evaluator.hessianTrace(at: problem.parameters), trace, scale: value))
      let direction = dyadicNumbers(problem.weights.count, using: &random)
      _ = problem.evaluator.hessianProduct(
        at: problem.parameters, direction: direction.map(\.asDouble), gradient: &second,
        into: &product)
      #expect(zip(gradient, second).allSatisfy { agree($0, $1, scale: size) })
      let exactProduct = try problem.exact.hessianProduct(at: problem.weights, direction)
        .map(\.asDouble)
      let productSize = exactProduct.reduce(0) { max($0, abs($1)) }
      for (a, b) in zip(product, exactProduct) { #expect(agree(a, b, scale: productSize)) }
    }
  }

  @Test(arguments: InputDistribution.allCases)
  func populationLossEqualsMomentsOfThePolynomialDifference(inputs: InputDistribution) throws {
    var random = RandomSource(seed: 12)
    for _ in 0..<100 {
      let student = try randomSmallArchitecture(using: &random)
      var widths = student.widths
      for layer in 1..<max(student.layerCount, 1) { widths[layer] = random.integer(in: 1...3) }
      let teacher = try Architecture(
        widths: widths, activations: student.activations, hasBias: student.hasBias)
      func network(_ architecture: Architecture) throws -> Network {
        try Network(
          architecture, weights: dyadicNumbers(architecture.parameterCount, using: &random))
      }
      let (f, g) = (try network(student), try network(teacher))
      let loss = try SquaredLoss(
        student, teacher: teacher, teacherParameters: g.roundedWeights, inputs: inputs)
      let exact = try exactPopulationLoss(f, teacher: g, inputs: inputs).asDouble
      #expect(agree(loss.makeEvaluator().value(at: f.roundedWeights), exact))
    }
  }

  @Test func gaussRulesIntegrateMoments() throws {
    // x^(2k) on one input through a linear network: E (w x^D)^2 with the activation x^D.
    for degree in [1, 2, 5, 12, 20] {
      let architecture = try Architecture(widths: [1, 1, 1], degree: degree)
      let zero = try Architecture(widths: [1, 1], degree: 1)
      for inputs in InputDistribution.allCases {
        let loss = try SquaredLoss(
          architecture, teacher: zero, teacherParameters: [0], inputs: inputs)
        let moment: Double =
          inputs == .uniform
          ? 1 / Double(2 * degree + 1)
          : stride(from: 1, to: 2 * degree, by: 2).reduce(1) { $0 * Double($1) }
        #expect(agree(loss.makeEvaluator().value(at: [1, 1]), moment, relative: 1e-12))
      }
    }
  }

  @Test func manySamplesAndWeightsAgreeWithTheirMean() throws {
    // More than one block, a padded one, and unequal weights.
    var random = RandomSource(seed: 13)
    let architecture = try Architecture(widths: [3, 5, 6, 2], degrees: [3, 2], hasBias: true)
    let parameters = random.normals(architecture.parameterCount, scale: 0.5)
    let inputs = (0..<333).map { _ in random.normals(3) }
    let targets = (0..<333).map { _ in random.normals(2) }
    let weights = (0..<333).map { _ in random.uniform() }
    let whole = SquaredLoss(architecture, inputs: inputs, targets: targets, weights: weights)
      .makeEvaluator()
    var gradient = [Double](repeating: 0, count: parameters.count)
    let value = whole.gradient(at: parameters, into: &gradient)
    var (sum, sumOfGradients, trace) = (0.0, gradient.map { _ in 0.0 }, 0.0)
    for s in inputs.indices {
      let single = SquaredLoss(
        architecture, inputs: [inputs[s]], targets: [targets[s]], weights: [weights[s]]
      ).makeEvaluator()
      var part = [Double](repeating: 0, count: parameters.count)
      sum += single.gradient(at: parameters, into: &part)
      for i in part.indices { sumOfGradients[i] += part[i] }
      trace += single.hessianTrace(at: parameters)
    }
    #expect(agree(value, sum, relative: 1e-12))
    for (a, b) in zip(gradient, sumOfGradients) { #expect(agree(a, b, scale: 1, relative: 1e-9)) }
    #expect(agree(whole.hessianTrace(at: parameters), trace, relative: 1e-11))
    let residuals = whole.weightedResiduals(at: parameters)
    #expect(agree(residuals.reduce(0) { $0 + $1 * $1 }, value, relative: 1e-12))
    let jacobian = whole.weightedJacobian(at: parameters)
    for j in 0..<parameters.count {
      let product = residuals.indices.reduce(0) { $0 + residuals[$1] * jacobian[$1, j] }
      #expect(agree(2 * product, gradient[j], scale: 1, relative: 1e-9))
    }
  }
}
