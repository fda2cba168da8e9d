import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Two networks in all that is said about them.
@Suite struct NetworkComparisonTests {
  private func network(
    _ widths: [Int], _ degree: Int, seed: UInt64, hasBias: Bool = false
  ) throws -> Network {
    var random = RandomSource(seed: seed)
    let architecture = try Architecture(widths: widths, degree: degree, hasBias: hasBias)
    return try Network(
      architecture,
      weights: (0..<architecture.parameterCount).map { _ in randomNonzeroRational(using: &random) })
  }

  @Test func endsOfThePathAreTheExactDistances() throws {
    for (widths, degree, hasBias) in [([2, 3, 1], 3, false), ([2, 2, 2, 2], 2, true)] {
      let (a, b) = (
        try network(widths, degree, seed: 1, hasBias: hasBias),
        try network(widths, degree, seed: 2, hasBias: hasBias)
      )
      let comparison = networkComparison(of: .exact(a), and: .exact(b), pointCount: 5)
      #expect(comparison.stop == nil)
      #expect(comparison.sameFunction?.value == false)
      let path = try #require(comparison.path)
      let distance = try squaredGaussianDistance(a, b)
      #expect(comparison.gaussianDistance?.exact == distance)
      #expect(path.before.exactValues?.first == 0 && path.before.exactValues?.last == distance)
      #expect(path.after.exactValues?.first == 0 && path.after.exactValues?.last == distance)
      #expect(path.evidence.isProven)
      // The same by cubature, in floating point.
      let loss = try SquaredLoss(
        b.architecture, teacher: a.architecture, teacherParameters: a.roundedWeights,
        inputs: .gaussian
      ).makeEvaluator()
      let middle = zip(a.roundedWeights, b.roundedWeights).map { 0.5 * $0 + 0.5 * $1 }
      let value = loss.value(at: middle)
      #expect(abs(path.before.values[2] - value) <= 1e-9 * abs(value))
    }
  }

  @Test func averagesAgreeWithExactDistances() throws {
    // Too many inputs for a cubature; floating-point numbers are the fractions that they are.
    let (a, b) = (try network([30, 3, 2], 2, seed: 3), try network([30, 3, 2], 2, seed: 4))
    let floating = FloatingNetwork(b.architecture, weights: b.roundedWeights)
    let comparison = networkComparison(of: .exact(a), and: .floating(floating), pointCount: 2)
    let exact = try #require(comparison.gaussianDistance?.exact)
    #expect(exact == (try squaredGaussianDistance(a, floating.exact)))
    // Wide networks are averaged over random inputs.
    let (c, d) = (try network([60, 160, 2], 2, seed: 3), try network([60, 160, 2], 2, seed: 4))
    let sampled = networkComparison(of: .exact(c), and: .exact(d), pointCount: 2)
    let distance = try #require(sampled.gaussianDistance)
    #expect(distance.exact == nil && !distance.evidence.isProven)
    let error = try #require(distance.standardError)
    #expect(error > 0 && error < 0.2 * distance.squared)
    let values = try #require(sampled.path?.before.values)
    #expect(values[0] < 1e-20 * distance.squared)
    #expect(abs(values[1] - distance.squared) < 1e-9 * distance.squared)
  }

  @Test func aRearrangedNetworkIsTheSame() throws {
    let a = try network([2, 3, 2], 3, seed: 5)
    let arrangement = NeuronArrangement(
      layers: [[.init(neuron: 2, scale: 3), .init(neuron: 3, scale: -1), .init(neuron: 1)]])
    let b = arrangement.applied(to: a)
    let comparison = networkComparison(of: .exact(a), and: .exact(b), pointCount: 9)
    #expect(comparison.sameFunction?.value == true)
    #expect(comparison.gaussianDistance?.exact == 0)
    let path = try #require(comparison.path)
    #expect(path.after.barrier == 0)
    #expect(try #require(path.before.barrier) > 0)
    #expect(comparison.bound?.value == 0)
  }

  @Test func distancesOnData() throws {
    let (a, b) = (try network([2, 3, 2], 2, seed: 6), try network([2, 3, 2], 2, seed: 7))
    let inputs: [[Rational]] = [[1, 0], [Rational(1, 2), -1], [2, 3]]
    let targets: [[Rational]] = [[1, 0], [0, 1], [0, 1]]
    var squares: Rational = 0
    var centered: Rational = 0
    for input in inputs {
      let difference = zip(a.outputs(at: input), b.outputs(at: input)).map { $0 - $1 }
      squares = difference.reduce(squares) { $0 + $1 * $1 }
      let contrast = difference[0] - difference[1]
      centered = centered + contrast * contrast / 2
    }
    for (loss, expected) in [(DataLoss.squared, squares), (.categorical, centered)] {
      let exact = networkComparison(
        of: .exact(a), and: .exact(b),
        data: Dataset(inputs: .exact(inputs), targets: .exact(targets), loss: loss), pointCount: 3)
      #expect(exact.dataDistance?.exact == expected / 3)
      let floating = networkComparison(
        of: .exact(a), and: .exact(b),
        data: Dataset(inputs: .floating(inputs.map { $0.map(\.asDouble) }), loss: loss),
        pointCount: 3)
      let value = try #require(floating.dataDistance)
      #expect(value.exact == nil)
      #expect(abs(value.squared - (expected / 3).asDouble) < 1e-9 * value.squared)
      // Without targets the path ends in the squared distance on the data.
      let path = try #require(floating.path)
      #expect(abs(path.before.values[2] - value.squared) < 1e-9 * value.squared)
      let losses = try #require(exact.path?.before.values)
      let first =
        zip(inputs, targets).map { input, target -> Double in
          let f = a.outputs(at: input).map(\.asDouble)
          if loss == .squared {
            return zip(f, target).reduce(0) { $0 + ($1.0 - $1.1.asDouble) * ($1.0 - $1.1.asDouble) }
          }
          let k = target[0] == 1 ? 0 : 1
          return log(1 + exp(f[1 - k] - f[k]))
        }.reduce(0, +) / 3
      #expect(abs(losses[0] - first) < 1e-9 * max(first, 1))
    }
  }

  @Test func weightsInANumberField() throws {
    let specification = try NetworkSpecification(
      text: """
        widths: [1, 2, 1]
        activation: {monomial: 2}
        field: {generator: a, minimal-polynomial: "a^2 - 2", root: 1.414}
        weights: [[["a"], [1]], [[1, "-a"]]]
        """)
    let a = try #require(specification.numberFieldNetwork)
    // 2 x² − a x² once more, with the rows exchanged.
    let other = try NetworkSpecification(
      text: """
        widths: [1, 2, 1]
        activation: {monomial: 2}
        weights: [[[1], [1]], [[0, 2]]]
        """)
    let b = try #require(other.network)
    let different = networkComparison(of: .numberField(a), and: .exact(b))
    #expect(different.sameFunction?.value == false)
    #expect(different.sameFunction?.evidence.isProven == true)
    #expect(different.gaussianDistance?.exact == nil && different.bound == nil)
    let same = networkComparison(of: .numberField(a), and: .numberField(a))
    #expect(same.sameFunction?.value == true && same.gaussianDistance?.squared == 0)
  }

  @Test func aLimitLeavesOutTheRest() throws {
    let (a, b) = (try network([3, 8, 8, 2], 2, seed: 1), try network([3, 8, 8, 2], 2, seed: 2))
    let comparison = networkComparison(
      of: .exact(a), and: .exact(b), control: ComputationControl(stepLimit: 5))
    #expect(comparison.stop != nil && comparison.path == nil)
  }
}
