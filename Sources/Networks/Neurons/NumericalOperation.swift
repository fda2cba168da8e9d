import Computation

/// A way in which a network with floating-point weights is near a subnetwork.
public struct NumericalOperation: Hashable, Sendable {
  /// The operation: one neuron inactive, or two redundant.
  public let operation: SubnetworkOperation
  /// How far the weights are from it, between 0 and 1 (`ParameterDistances`).
  public let distance: Double

  /// The hidden layer, counted from 1.
  public var layer: Int { operation.layer }
  /// The neurons, counted from 1: one, or two for a redundant pair.
  public var neurons: [Int] { operation.neurons }
  /// The type as the JSON output names it.
  public var type: String { operation.type }

  /// An operation and its distance.
  public init(_ operation: SubnetworkOperation, distance: Double) {
    self.operation = operation
    self.distance = distance
  }
}

/// All operations of a network with their distances, nearest first (`ParameterDistances.operations(tolerance:)`).
///
/// - Parameter architecture: The shape of the network.
/// - Parameter parameters: N numbers in the order of the architecture, else it traps.
/// - Parameter tolerance: What decides between incoming and outgoing weights of an inactive neuron.
/// - Parameter functionSize: How large the function is beside what it is compared with (`ParameterDistances`); from 1 on
///   neurons are compared within their layer only. Not negative, else it traps.
/// - Returns: `[]` if a number is not finite.
/// - Complexity: O(Σ d_ℓ² d_{ℓ−1}).
public func numericalOperations(
  _ architecture: Architecture, at parameters: [Double], tolerance: Double = 0,
  functionSize: Double = 1
) -> [NumericalOperation] {
  require(functionSize >= 0, "the size of a function must be at least 0, but is \(functionSize)")
  require(
    parameters.count == architecture.parameterCount,
    "\(parameters.count) parameters for an architecture with \(architecture.parameterCount)")
  guard parameters.allSatisfy(\.isFinite) else { return [] }
  let rows = ScaleFreeRows(architecture, weights: parameters, functionSize: functionSize)
  return ParameterDistances(of: rows).operations(tolerance: tolerance)
}

extension NumericalOperation: Codable {
  private enum CodingKeys: String, CodingKey { case type, layer, neurons, opposite, distance }

  /// Reads `{"type", "layer", "neurons", "opposite", "distance"}`; `opposite` may be missing.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let type = try values.decode(String.self, forKey: .type)
    guard
      let operation = SubnetworkOperation(
        type: type, layer: try values.decode(Int.self, forKey: .layer),
        neurons: try values.decode([Int].self, forKey: .neurons),
        opposite: try values.decodeIfPresent([Int].self, forKey: .opposite) ?? [])
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .type, in: values, debugDescription: "no operation \(type) with these neurons")
    }
    self.init(operation, distance: try values.decode(Double.self, forKey: .distance))
  }

  /// Writes the same; `opposite` only if it is not empty.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(type, forKey: .type)
    try values.encode(layer, forKey: .layer)
    try values.encode(neurons, forKey: .neurons)
    if !operation.opposite.isEmpty { try values.encode(operation.opposite, forKey: .opposite) }
    try values.encode(distance, forKey: .distance)
  }
}
