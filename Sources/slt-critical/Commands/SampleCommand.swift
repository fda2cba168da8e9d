import ArgumentParser
import SingularLearning

/// `slt-critical sample`.
struct SampleCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Numerical ranks of the Jacobian at random points, next to the exact rank.",
    discussion: """
      Singular values of the Jacobian at random weights, in double precision: the ranks they show with \
      their gaps, how near the sampled points come to a drop of the rank, and whether all this agrees \
      with the exact generic rank. Where the values leave the rank open, it says so. Weights in the \
      spec are treated as one more point.

      The singular values are those of the Jacobian as a map from parameters to functions with the inner \
      product E<f, g>, for inputs uniform on the unit sphere where the network is homogeneous, standard \
      normal otherwise. Random weights are normal of variance 1/(inputs of the layer), biases of variance \
      1. In deep networks these leave ranks open; --balanced takes weights that keep the neurons of each \
      layer apart and of mean square 1, whose singular values are no longer those of ordinary weights.

      For models with layers, and on data (in the spec or with --data), random parameters are standard \
      normal; the inner product is the mean over the data, as in analyze, or over standard normal inputs.

      EXAMPLES
        slt-critical sample --widths 3,4,2 --degree 3 --points 1000
        slt-critical sample network.yaml --json
        slt-critical sample --widths 3,5,5,2 --degree 3 --balanced
        slt-critical sample network.yaml --picture singular-values.svg
      """)

  /// What `--points` takes.
  static let pointRange = NumericRange(1, 1_000_000)

  @OptionGroup var network: NetworkInput

  @Option(help: ArgumentHelp("The number of random points \(Self.pointRange).", valueName: "k"))
  var points = 100

  @Flag(help: "Random weights that keep deep networks well conditioned, in place of normal ones.")
  var balanced = false

  @OptionGroup var data: DataInput
  @OptionGroup var picture: PictureOutput
  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try Self.pointRange.check(points, "--points")
  }

  func run() throws {
    let given: NetworkSpecification
    switch try network.loadModel() {
    case .network(let network): given = network
    case .layered(let model):
      let specification = try data.exactSpecification(replacing: model)
      try requireRationalWeights(over: specification.field)
      return try sample(
        specification.subject, at: specification.weights?.map(\.asDouble), name: specification.name)
    }
    let specification = try data.exactSpecification(replacing: given)
    try requireRationalWeights(specification)
    if let model = specification.dataModel {
      return try sample(model, at: specification.network?.roundedWeights, name: specification.name)
    }
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let (sample, stop) = execution.attempt { control throws(ComputationStopped) in
      try sampleRanks(
        of: specification.architecture, count: points,
        at: specification.network?.roundedWeights, weights: balanced ? .balanced : .normal,
        seed: execution.seed,
        threads: computation.threadCount, control: control)
    }
    guard let sample else { throw CommandFailure(stop ?? .cancelled) }
    if let drawing {
      execution.outputs.deliver(singularValuePicture(sample).standaloneSVG(), to: drawing)
    }
    try execution.emit(
      SampleReport(name: specification.name, sample: sample), stop: sample.stopped)
  }
  /// A model with layers, or any model on data: standard normal parameters.
  private func sample(_ model: any ReportedModel, at point: [Double]?, name: String?) throws {
    guard !balanced else {
      throw CommandFailure(
        "--balanced applies to networks of dense layers on all inputs, found "
          + (model.inputCount == 0 ? "data" : "a model with other layers"))
    }
    let execution = try Execution(output, computation)
    let drawing = try picture.destination(execution.outputs)
    let (sample, stop) = execution.attempt { control throws(ComputationStopped) in
      try sampleRanks(
        ofModel: model, count: points, at: point, seed: execution.seed,
        threads: computation.threadCount, control: control)
    }
    guard let sample else { throw CommandFailure(stop ?? .cancelled) }
    if let drawing {
      execution.outputs.deliver(singularValuePicture(sample).standaloneSVG(), to: drawing)
    }
    try execution.emit(
      SampleReport(name: name, model: model, sample: sample), stop: sample.stopped)
  }
}
