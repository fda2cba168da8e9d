import ArgumentParser
import SingularLearning

extension DataLoss: ExpressibleByArgument {}

/// The inputs on which a command works, where not all count: those of the spec, or a file of their own.
struct DataInput: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Only the inputs in this file count, in place of 'data' in the spec: .csv (rows are inputs, or "
        + "inputs and targets), .npy, .npz (inputs, targets), or YAML or JSON as under 'data'.",
      valueName: "file"), completion: .file())
  var data: String?

  @Option(
    help: ArgumentHelp(
      "How outputs on data are compared: squared, or categorical, up to a constant added to all "
        + "outputs.", valueName: "loss"))
  var loss: DataLoss?

  @Flag(help: "Take floating-point numbers in data as the exact fractions that they are.")
  var exactData = false

  /// The specification with the data that count.
  func specification<Specification: DataSpecification>(
    replacing specification: Specification
  ) throws(CommandFailure) -> Specification {
    let model = specification.model
    var found = specification.data
    if let data {
      found = try DataInput.dataset(
        data, inputCount: model.inputCount, outputCount: model.outputCount)
    }
    guard let found else {
      if loss != nil || exactData {
        throw CommandFailure("--loss and --exact-data need data, in the spec or with --data")
      }
      return specification
    }
    if loss == .categorical, model.outputCount < 2 {
      throw CommandFailure("--loss: a categorical loss needs at least 2 outputs, but there is 1")
    }
    let changed = found.changed(loss: loss, takenExactly: exactData)
    if changed.loss == .categorical, !model.isPolynomial {
      throw CommandFailure("--loss: rational activations take the squared loss")
    }
    if let layered = model as? LayeredModel, let input = layered.undefinedInput(in: changed) {
      throw CommandFailure(
        "data: expected inputs where the rational activations have values, found input \(input), where a "
          + "denominator vanishes for all weights")
    }
    return specification.replacingData(changed)
  }

  /// The same where rational numbers are needed.
  func exactSpecification<Specification: DataSpecification>(
    replacing specification: Specification
  ) throws(CommandFailure) -> Specification {
    let result = try exactInputs(replacing: specification).specification
    if let field = result.data?.field {
      throw CommandFailure(
        "data: expected rational numbers, found numbers in \(field): only dimension, analyze, "
          + "learning-coefficient and report take these, with weights in the same field")
    }
    return result
  }

  /// A network with named activations with the data that count.
  func specification(
    replacing specification: NamedSpecification
  ) throws(CommandFailure) -> NamedSpecification {
    let architecture = specification.architecture
    guard !exactData else {
      throw CommandFailure("--exact-data: expected a polynomial network, found named activations")
    }
    let given = try data.map { path throws(CommandFailure) in
      try DataInput.dataset(
        path, inputCount: architecture.inputCount, outputCount: architecture.outputCount)
    }
    guard let found = given ?? specification.data else {
      if loss != nil {
        throw CommandFailure("--loss and --exact-data need data, in the spec or with --data")
      }
      return specification
    }
    if loss == .categorical, architecture.outputCount < 2 {
      throw CommandFailure("--loss: a categorical loss needs at least 2 outputs, but there is 1")
    }
    return specification.replacing(data: found.changed(loss: loss))
  }

  /// The specification and the inputs that count, where exact numbers are needed, rational or in the field of the spec.
  func exactInputs<Specification: DataSpecification>(
    replacing specification: Specification
  ) throws(CommandFailure) -> (
    specification: Specification, inputs: ExactInputs<Specification.Model>
  ) {
    let result = try self.specification(replacing: specification)
    let field = result.data?.field
    guard let inputs = result.exactInputs, field != nil || result.data?.isExact ?? true else {
      let place = data.map { "--data: \($0): " } ?? "data: "
      throw CommandFailure(
        place
          + "expected exact numbers, found floating-point ones: add --exact-data, or 'exact: true' "
          + "beside 'file' in the spec, to take them as the fractions that they are")
    }
    return (result, inputs)
  }

  /// The data in a file.
  static func dataset(
    _ path: String, inputCount: Int, outputCount: Int,
    control: ComputationControl = RunControl.current
  ) throws(CommandFailure) -> Dataset {
    let isTable = Dataset.isTable(path: path)
    let (text, name) =
      isTable ? ("", path) : try OptionFile.text(path, option: "--data", control: control)
    do throws(SpecificationError) {
      return isTable
        ? try Dataset(contentsOf: path, inputCount: inputCount, outputCount: outputCount)
        : try Dataset(text: text, file: name, inputCount: inputCount, outputCount: outputCount)
    } catch {
      throw CommandFailure("--data: \(error)")
    }
  }
}
