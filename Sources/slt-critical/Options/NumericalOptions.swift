import ArgumentParser
import SingularLearning

/// How floating-point weights are treated.
struct NumericalOptions: ParsableArguments {
  /// What `--radius` takes.
  static let radiusRange = NumericRange(above: 0.0, 1e100)

  @Flag(help: "Take floating-point weights as the exact fractions that they are.")
  var exact = false

  @Option(
    help: ArgumentHelp(
      "For floating-point weights: the relative distance (0 to below 1) up to which neurons count as "
        + "inactive or redundant; chosen by the gap in the distances unless given.",
      valueName: "t"))
  var tolerance: Double?

  @Option(
    help: ArgumentHelp(
      "For floating-point weights: bound the change of the function for |x| <= r \(Self.radiusRange); "
        + "default: 1.",
      valueName: "r"))
  var radius: Double?

  /// The radius of the ball.
  var ballRadius: Double { radius ?? 1 }

  func validate() throws {
    if let tolerance, !(tolerance >= 0 && tolerance < 1) {
      throw ValidationError("--tolerance must be at least 0 and less than 1, but is \(tolerance)")
    }
    try Self.radiusRange.check(radius, "--radius")
    if exact, tolerance != nil || radius != nil {
      throw ValidationError("--exact takes neither --tolerance nor --radius")
    }
  }

  /// The floating-point network that a numerical treatment is asked for; `nil` for exact treatment.
  func floatingNetwork(
    _ weights: WeightsInput, for specification: NetworkSpecification, quiet: Bool = false
  ) throws(CommandFailure) -> FloatingNetwork? {
    if !exact,
      let network = try weights.floatingNetwork(for: specification, quiet: quiet)
    {
      return network
    }
    if tolerance != nil || radius != nil {
      throw CommandFailure(
        "--tolerance and --radius need --weights with a .npy, .npz or .safetensors file")
    }
    return nil
  }
}
