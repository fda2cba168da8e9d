import Foundation
import SingularLearning
import Testing

@Suite struct DependentReductionTests {
  /// A random network with floating-point weights.
  private static func network(
    _ widths: [Int], _ activation: Activation, bias: Bool, seed: UInt64
  ) throws -> FloatingNetwork {
    let architecture = try Architecture(
      widths: widths, activations: Array(repeating: activation, count: widths.count - 2),
      hasBias: bias)
    var random = RandomSource(seed: seed)
    return FloatingNetwork(architecture, weights: random.normals(architecture.parameterCount))
  }

  private static func largestDifference(
    _ a: FloatingNetwork, _ b: FloatingNetwork, at inputs: [[Double]]
  ) -> Double {
    inputs.map { x in
      zip(a.outputs(at: x), b.outputs(at: x)).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        .squareRoot()
    }.max() ?? 0
  }

  /// Forms of degree r in n inputs have C(n + r − 1, r) dimensions, and polynomials, constants apart, C(n + r, r) − 1.
  @Test(
    "no more neurons are kept than their functions have dimensions, and the function stays",
    arguments: [
      ([2, 5, 1], Activation.monomial(degree: 2), false, 3),
      ([2, 7, 2], .monomial(degree: 3), false, 4),
      ([2, 9, 1], .hermite(degree: 2), true, 5),
      ([1, 6, 3], .polynomial(coefficients: [0, 1, 0, 1]), true, 3),
      ([3, 4, 1], .monomial(degree: 3), false, 4),
    ])
  func dimensions(widths: [Int], activation: Activation, bias: Bool, kept: Int) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let network = try Self.network(widths, activation, bias: bias, seed: seed)
      let first = try reduceNumerically(network, tolerance: 0)
      let (reduction, change) = try first.droppingDependent(
        on: first.randomInputs(), allowedChange: 1e-10)
      #expect(reduction.reduced.architecture.widths == [widths[0], kept, widths[2]])
      #expect(reduction.operations.count == widths[1] - kept)
      #expect(reduction.operations.allSatisfy { $0.type == "dependent" })
      #expect(change.relative < 1e-10 && change.inputCount == 256)
      var random = RandomSource(seed: seed + 100)
      let inputs = (0..<1_000).map { _ -> [Double] in
        let x = random.normals(widths[0])
        let norm = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
        return x.map { $0 / norm * 0.999 }
      }
      let largest = Self.largestDifference(network, reduction.reduced, at: inputs)
      // The bound is proven, rounding in the evaluation is not its matter.
      #expect(largest <= reduction.error.value + 1e-12)
      #expect(largest < 1e-9)
    }
  }

  @Test("dependent neurons of a second layer, whose values are polynomials in those of the first")
  func deep() throws {
    let network = try Self.network([1, 2, 6, 1], .monomial(degree: 2), bias: false, seed: 3)
    let first = try reduceNumerically(network, tolerance: 0)
    let (reduction, change) = try first.droppingDependent(
      on: first.randomInputs(), allowedChange: 1e-10)
    // Every neuron of the first layer is a multiple of x², and of the second of x⁴.
    #expect(reduction.reduced.architecture.widths == [1, 1, 1, 1])
    #expect(change.relative < 1e-12)
  }

  @Test("at few inputs more neurons are dependent, and the function changes elsewhere")
  func onData() throws {
    let network = try Self.network([3, 6, 1], .monomial(degree: 3), bias: false, seed: 5)
    let inputs = [[1.0, 0, 0], [0.5, 1, 0], [1, 1, -1]]
    let first = try reduceNumerically(network, tolerance: 0)
    let (reduction, change) = try first.droppingDependent(on: inputs, allowedChange: 1e-10)
    #expect(reduction.reduced.architecture.widths == [3, 3, 1])
    #expect(change.relative < 1e-12 && change.inputCount == 3)
    #expect(Self.largestDifference(network, reduction.reduced, at: inputs) < 1e-10)
    var random = RandomSource(seed: 2)
    let others = (0..<50).map { _ in random.normals(3).map { $0 / 3 } }
    let elsewhere = Self.largestDifference(network, reduction.reduced, at: others)
    #expect(elsewhere > 1e-3)
    #expect(elsewhere <= reduction.error.value)
  }

  @Test("the allowed change decides how many neurons go")
  func allowedChange() throws {
    // Two directions that differ by 10⁻⁴ in a layer of cubes: far from redundant at 10⁻⁶, dependent up to the second order.
    let architecture = try Architecture(widths: [2, 3, 1], degree: 3)
    let weights: [Double] = [1, 0, 1, 1e-4, 1, -1e-4, 1, 1, 1]
    let network = FloatingNetwork(architecture, weights: weights)
    var widths: [Int] = []
    for allowed in [1e-13, 1e-6, 1e-2] {
      let first = try reduceNumerically(network, tolerance: 1e-6)
      #expect(first.operations.isEmpty)
      let (reduction, change) = try first.droppingDependent(
        on: first.randomInputs(), allowedChange: allowed)
      widths.append(reduction.reduced.architecture.widths[1])
      #expect(change.relative <= allowed)
    }
    // (x ± εy)³ = x³ ± 3εx²y + 3ε²xy² ± …: two dimensions up to ε², one up to ε.
    #expect(widths == [3, 2, 1])
  }

  @Test("zero allowed change keeps independent neurons, and layers with one neuron")
  func nothingToDo() throws {
    let network = try Self.network([2, 1, 1], .monomial(degree: 2), bias: true, seed: 1)
    let first = try reduceNumerically(network, tolerance: 0)
    let (reduction, change) = try first.droppingDependent(
      on: first.randomInputs(), allowedChange: 0)
    #expect(reduction == first && change.relative == 0 && change.largest == 0)
  }
}
