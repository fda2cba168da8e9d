import Computation
import CriticalLoci
import ExactArithmetic
import NetworkFiles
import Networks
import NumericalExperiments

extension Dataset {
  /// The outputs of a teacher at standard normal inputs: a quarter more values than the rank of the student can be.
  ///
  /// - Parameter teacher: A specification with rational weights, of any kind of model.
  /// - Parameter student: The model that is fitted.
  /// - Parameter file: How error messages name the teacher.
  /// - Parameter seed: Fixes the inputs.
  /// - Throws: `SpecificationError` for a teacher without weights, with other inputs or outputs, or without a value.
  public init(
    teacher: ModelSpecification, of student: some PolynomialModel, file: String, seed: UInt64
  ) throws(SpecificationError) {
    func failure(_ expected: String, _ found: String) -> SpecificationError {
      SpecificationError(
        file: file, line: nil, column: nil, path: "", expected: expected, found: found)
    }
    let (model, point): (any PolynomialModel, [Rational]?) =
      switch teacher {
      case .network(let network): (network.architecture, network.network?.weights)
      case .layered(let layered): (layered.model, layered.weights)
      }
    guard let point else { throw failure("rational weights in the spec", "none") }
    guard model.inputCount == student.inputCount, model.outputCount == student.outputCount else {
      throw failure(
        "a teacher with \(counted(student.inputCount, "input")) and "
          + "\(counted(student.outputCount, "output"))",
        "\(model.inputCount) and \(model.outputCount)")
    }
    let bound = dimensionBound(of: student).value
    let count = (5 * bound / 4) / student.outputCount + 16
    guard Saturating.product(count, student.inputCount) <= DataTable.maximumCount else {
      throw failure(
        "at most \(DataTable.maximumCount) numbers in all inputs",
        "\(count) inputs of \(counted(student.inputCount, "number"))")
    }
    guard
      let found = Dataset(
        sampling: model, at: point.map(\.asDouble), count: count, seed: seed)
    else { throw failure("a teacher with finite values", "a value that is none") }
    self = found
  }
}
