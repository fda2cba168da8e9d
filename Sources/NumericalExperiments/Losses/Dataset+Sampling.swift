import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

extension Dataset {
  /// A model's outputs at standard normal inputs, in double precision; `nil` if one is not finite.
  ///
  /// - Parameter model: The model.
  /// - Parameter weights: Its parameters.
  /// - Parameter count: The number of inputs, at least 1.
  /// - Parameter seed: Fixes the inputs.
  /// - Complexity: one evaluation of the model for each input.
  public init?(
    sampling model: some PolynomialModel, at weights: [Double], count: Int, seed: UInt64
  ) {
    var random = RandomSource(seed: seed).split(stream: 0x696e_7075)
    let inputs = (0..<count).map { _ in random.normals(model.inputCount) }
    let targets = inputs.compactMap {
      model.outputs(parameters: weights, input: $0, over: DoubleField())
    }
    guard targets.count == count, targets.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      return nil
    }
    self.init(inputs: .floating(inputs), targets: .floating(targets))
  }
}
