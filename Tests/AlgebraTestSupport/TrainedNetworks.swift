import Foundation
import SingularLearning

/// A network of `Tests/ReferenceData/trained` with what PyTorch computed for it.
public struct TrainedNetwork {
  /// The names of all of them.
  public static let names = ["plateau", "decay", "affine"]

  /// The shape.
  public let architecture: Architecture
  /// 20 inputs.
  public let inputs: [[Double]]
  /// PyTorch's outputs at the inputs, in the precision of the network.
  public let outputs: [[Double]]
  private let name: String

  /// Reads spec, inputs and outputs.
  public init(_ name: String) throws {
    self.name = name
    let spec = TrainedNetwork.path("\(name).yaml")
    architecture = try NetworkSpecification(contentsOf: spec).architecture
    let data = try Data(contentsOf: URL(filePath: TrainedNetwork.path("\(name).json")))
    struct Reference: Decodable {
      let inputs: [[Double]]
      let outputs: [[Double]]
    }
    let reference = try JSONDecoder().decode(Reference.self, from: data)
    (inputs, outputs) = (reference.inputs, reference.outputs)
  }

  /// The path of a file of the folder.
  public static func path(_ name: String) -> String { referenceDataURL("trained/\(name)").path }

  /// The trained network, read from the file of one format.
  public func network(_ format: WeightFileFormat = .safetensors) throws -> FloatingNetwork {
    try FloatingNetwork(
      architecture, weightsContentsOf: TrainedNetwork.path("\(name).\(format.rawValue)"))
  }
}
