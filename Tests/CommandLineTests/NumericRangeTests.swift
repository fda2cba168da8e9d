import AlgebraTestSupport
import Testing

/// Every numeric option has a stated range, and a value outside is refused by name.
@Suite struct NumericRangeTests {
  struct Option: Sendable {
    var command: String
    var option: String
    var low: String
    var high: String
    var range: String

    init(_ command: String, _ option: String, _ range: String, low: String, high: String) {
      self.command = command
      self.option = option
      self.range = range
      self.low = low
      self.high = high
    }
  }

  private static let network = "--widths 2,2,1 --degree 3"
  static let options = [
    Option("dimension \(network)", "--threads", "(1 to 1024)", low: "0", high: "1025"),
    Option("dimension \(network)", "--time-limit", "(above 0.0,", low: "0", high: "1.8e20"),
    Option("dimension \(network)", "--time-limit", "1000000000.0)", low: "nan", high: "inf"),
    Option(
      "dimension \(network)", "--memory-limit", "(1 to 1073741824)", low: "0",
      high: "9223372036854775807"),
    Option("sample \(network)", "--points", "(1 to 1000000)", low: "0", high: "2147483648"),
    Option("descend \(network)", "--runs", "(1 to 1000000)", low: "0", high: "2147483648"),
    Option(
      "descend \(network)", "--steps", "(1 to 1000000000)", low: "0", high: "9223372036854775807"),
    Option("descend \(network)", "--step-size", "(above 0.0,", low: "0", high: "1e7"),
    Option("descend \(network)", "--scale", "1000000.0)", low: "0", high: "inf"),
    Option("label-noise", "--samples", "(1 to 10000)", low: "0", high: "2147483648"),
    Option("label-noise", "--steps", "(0 to 1000000000)", low: "-1", high: "9223372036854775807"),
    Option("label-noise", "--warm-up", "(0 to 1000000000)", low: "-1", high: "9223372036854775807"),
    Option(
      "label-noise", "--cool-down", "(0 to 1000000000)", low: "-1", high: "9223372036854775807"),
    Option("label-noise", "--every", "(1 to 1000000000)", low: "0", high: "9223372036854775807"),
    Option("label-noise", "--noise", "(0.0 to 1000000.0)", low: "-1", high: "inf"),
    Option("label-noise", "--scale", "(0.0 to 1000000.0)", low: "-1", high: "nan"),
    Option("label-noise", "--step-size", "(above 0.0,", low: "0", high: "1e300"),
    Option(
      "learning-coefficient", "--resolution-steps", "(1 to 1000000000000)", low: "0",
      high: "9223372036854775807"),
    Option("learning-coefficient", "--draws", "(16 to 10000000)", low: "15", high: "2147483648"),
    Option("learning-coefficient", "--chains", "(4 to 1000)", low: "3", high: "2147483648"),
    Option("learning-coefficient", "--inverse-temperature", "(above 0.0,", low: "0", high: "1e31"),
    Option("learning-coefficient", "--localization", "1e+30)", low: "0", high: "inf"),
    Option("jacobian \(network)", "--max-terms", "(1 to 1000000000)", low: "0", high: "1000000001"),
    Option("threshold --widths 2,2,1", "--max-degree", "(2 to 10000)", low: "1", high: "1000000"),
    Option("locus \(network)", "--max-charts", "(1 to 1000000)", low: "0", high: "2147483648"),
    Option(
      "strata \(network)", "--chart-steps", "(1 to 1000000000000)", low: "0",
      high: "9223372036854775807"),
    Option(
      "verify \(network)", "--ideal-steps", "(1 to 1000000000000)", low: "0",
      high: "9223372036854775807"),
    Option("locus \(network)", "--description-steps", "(1 to 1000000000000)", low: "0", high: "-5"),
    Option("ideal -", "--max-terms", "(1 to 1000000000)", low: "0", high: "1000000001"),
    Option("ideal -", "--max-length", "(1 to 4294967296)", low: "0", high: "4294967297"),
    Option("landscape \(network)", "--cells", "(2 to 1000)", low: "1", high: "2147483648"),
    Option("compare a.yaml b.yaml", "--points", "(2 to 10001)", low: "1", high: "2147483648"),
    Option("compare a.yaml b.yaml", "--radius", "(above 0.0,", low: "0", high: "inf"),
    Option("analyze \(network)", "--radius", "(above 0.0,", low: "0", high: "inf"),
  ]

  @Test(arguments: options) func valuesOutsideAreRefusedByName(option: Option) throws {
    for value in [option.low, option.high] {
      try BadCommandLine("\(option.command) \(option.option)=\(value)", "\(option.option) must be ")
        .check()
    }
  }

  /// The help of each option states what the check enforces.
  @Test func rangesAreInTheHelp() throws {
    for command in Set(Self.options.map { String($0.command.prefix { $0 != " " }) }).sorted() {
      let help = try CommandLineTool.run("\(command) --help").output
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
      for option in Self.options where option.command.hasPrefix(command) {
        #expect(help.contains(option.option), "\(command) \(option.option)")
        #expect(help.contains(option.range), "\(command) \(option.option) \(option.range)")
      }
    }
  }

  @Test func tooManyMeasurementsAreRefused() throws {
    try BadCommandLine("label-noise --steps 1000000000 --every 1", "measurements, more than")
      .check()
  }
}
