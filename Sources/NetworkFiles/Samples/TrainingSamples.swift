import Foundation

/// Samples to fit a network to: inputs with the outputs that are wanted there.
public struct TrainingSamples: Hashable, Sendable, Decodable {
  /// The inputs.
  public var inputs: [[Double]]
  /// The wanted outputs, in the same order.
  public var targets: [[Double]]

  /// The given samples.
  public init(inputs: [[Double]], targets: [[Double]]) {
    self.inputs = inputs
    self.targets = targets
  }

  /// Reads `{"inputs": [[…], …], "targets": [[…], …]}`.
  ///
  /// `file`: How messages name the source.
  /// - Throws: `SpecificationError` that says what was expected.
  public init(json: String, file: String = "samples") throws(SpecificationError) {
    if let key = repeatedKey(inJSON: json.utf8) {
      throw SpecificationError(
        file: file, line: nil, column: nil, path: "", expected: "every key only once",
        found: "'\(key)' twice")
    }
    do {
      self = try JSONDecoder().decode(TrainingSamples.self, from: Data(json.utf8))
    } catch {
      throw SpecificationError(
        file: file, line: nil, column: nil, path: "",
        expected: "JSON with lists 'inputs' and 'targets'", found: "something else")
    }
  }

  /// Whether there are samples, as many targets as inputs, and all are of these lengths.
  public func fit(inputCount: Int, outputCount: Int) -> Bool {
    !inputs.isEmpty && inputs.count == targets.count
      && inputs.allSatisfy { $0.count == inputCount }
      && targets.allSatisfy { $0.count == outputCount }
  }
}
