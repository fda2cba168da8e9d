import ArgumentParser
import Foundation
import SingularLearning

/// The exact weights that a command works at: those of the spec, or a file of their own.
struct WeightsInput: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Exact weights as JSON or YAML, in place of those in the spec; - reads standard input.",
      valueName: "file"), completion: .file())
  var weights: String?

  /// The network of `specification` at these weights.
  func network(for specification: NetworkSpecification) throws(CommandFailure) -> Network {
    guard let weights else {
      guard let network = specification.network else {
        throw CommandFailure(
          "expected weights: add 'weights:' to the spec or give a file with --weights")
      }
      return network
    }
    let ending = (weights as NSString).pathExtension.lowercased()
    if ["npy", "npz", "safetensors"].contains(ending) {
      throw CommandFailure(
        "--weights: \(weights): this version reads exact weights as JSON, not .\(ending) files")
    }
    do {
      return try Network(specification.architecture, weightsContentsOf: weights)
    } catch {
      throw CommandFailure("--weights: \(error)")
    }
  }

  /// Refuses to read both files from standard input.
  func validate(with network: NetworkInput) throws {
    if weights == "-", network.spec == "-" {
      throw ValidationError("spec and --weights cannot both be read from standard input")
    }
  }
}
