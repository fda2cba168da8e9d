import Computation
import ExactArithmetic
import NetworkFiles
import Networks

extension NetworkSpecification {
  /// The network at its data; `nil` without data, or where their inputs are floating-point numbers.
  public var dataModel: DataModel<Architecture>? {
    guard let data, let inputs = data.inputs.exactRows else { return nil }
    return DataModel(architecture, data: inputs, loss: data.loss)
  }
}
