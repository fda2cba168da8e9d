import Computation
import ExactArithmetic
import Networks

/// The parameters of a model with layers as a file has them: one vector in the order of the names of the parameters.
public struct StoredParameters: Hashable, Sendable {
  /// The numbers, finite.
  public let values: [Double]
  /// The precision of the file.
  public let type: FloatingPointType
  /// Whether the file had integers, which are exact.
  public let holdsIntegers: Bool

  /// Reads the parameters of `model` from a `.npy` file with a vector of N numbers.
  ///
  /// The order is that of `model.parameterNames`: layer by layer, each row of a dense layer, or each output channel of a
  /// convolution, with its bias behind it.
  ///
  /// - Throws: `SpecificationError` naming the file and what was expected; files of other formats are refused, as the names in
  ///   them do not tell the layers of such a model.
  public init(of model: LayeredModel, contentsOf path: String) throws(SpecificationError) {
    let place = FilePlace(file: path, entry: "")
    let expected =
      "a .npy file with a vector of \(counted(model.parameterCount, "number", "numbers")), in the order "
      + "\(model.parameterNames.prefix(3).joined(separator: ", ")), …"
    guard WeightFileFormat(path: path) == .npy else {
      throw place.failure(expected, "a file of named arrays")
    }
    let file = try WeightFile(contentsOf: path)
    guard let tensor = file.tensors.first else {
      throw file.unusable.first?.problem ?? place.failure(expected, "no numbers")
    }
    guard tensor.shape == [model.parameterCount] else {
      throw place.failure(expected, "shape \(shapeText(tensor.shape))")
    }
    (values, type, holdsIntegers) = (tensor.values, tensor.type, tensor.holdsIntegers)
  }

  /// A `.npy` file with these parameters of a model with layers, in double precision.
  public static func file(_ parameters: [Double]) -> WeightFile {
    WeightFile(
      .npy,
      tensors: [
        StoredTensor(name: "", shape: [parameters.count], type: .float64, values: parameters)
      ])
  }

  /// Exactly these numbers.
  public var exact: [Rational] { values.compactMap { Rational(exactly: $0) } }
}
