import ArgumentParser
import SingularLearning

/// `slt-critical ideal`.
struct IdealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ideal",
    abstract: "Groebner basis, dimension and minimal primes of any ideal.",
    discussion: """
      FILE lists polynomials, separated by commas, semicolons or line ends, with comments after # or // \
      and optional lines 'variables: x, y', 'order: lex', 'characteristic: 7'; or it is JSON: \
      {"variables": ["x", "y"], "order": "degrevlex", "characteristic": 0, "generators": ["x*y - 1"]}; \
      or a file of msolve. The characteristic is 0 or a prime below 2^63. Decimal numbers are exact: \
      0.144 is 18/125. 2x is 2*x, and x[1] is read as x_1. \
      The ideal is saturated first, then variables are eliminated, then the questions are answered; \
      without a question Groebner basis and dimension are printed.

      EXAMPLES
        slt-critical ideal equations.txt --minimal-primes
        slt-critical ideal equations.json --saturate 'x*y' --eliminate x,y --json
        echo 'x*z, y*z' | slt-critical ideal - --dimension
        slt-critical ideal equations.txt --export singular
      """)

  /// What `--max-terms` takes.
  static let termRange = NumericRange(1, 1_000_000_000)
  /// What `--max-length` takes.
  static let lengthRange = NumericRange(1, 1 << 32)

  @Argument(help: "A file with polynomials; - reads standard input.", completion: .file())
  var file: String

  @Flag(help: "Print the reduced Groebner basis.")
  var groebnerBasis = false

  @Flag(help: "Print dimension, codimension and degree.")
  var dimension = false

  @Flag(help: "Print the minimal associated primes: the irreducible components.")
  var minimalPrimes = false

  @Option(
    help: ArgumentHelp("Eliminate these variables first.", valueName: "x,y"),
    transform: { text in
      var indices = IndexedNames(in: text)
      return try indices.plain(text).split(separator: ",").map(String.init)
    })
  var eliminate: [String] = []

  @Option(help: ArgumentHelp("Saturate by this polynomial first.", valueName: "polynomial"))
  var saturate: String?

  @Option(help: "Print a script that declares the ideal for this system.")
  var export: ExportSystem?

  @Option(
    help: ArgumentHelp(
      "Refuse polynomials with more terms than this \(Self.termRange).", valueName: "n"))
  var maxTerms = ParseLimits().termCount

  @Option(
    help: ArgumentHelp(
      "Refuse texts of polynomials with more bytes than this \(Self.lengthRange).",
      valueName: "n"))
  var maxLength = ParseLimits().length

  @OptionGroup var output: OutputOptions
  @OptionGroup var computation: ComputationOptions

  func validate() throws {
    try Self.termRange.check(maxTerms, "--max-terms")
    try Self.lengthRange.check(maxLength, "--max-length")
    if export != nil, output.wantsJSON || output.format != nil {
      throw ValidationError("--export prints a script; it has no --format")
    }
    if export != nil, groebnerBasis || dimension || minimalPrimes {
      throw ValidationError("--export prints the ideal only; it answers no questions")
    }
  }

  func run() throws {
    let execution = try Execution(output, computation)
    let control = execution.control
    do {
      let (text, inputName) = try OptionFile.text(file, option: nil)
      let specification = try IdealSpecification(text: text, name: inputName, control: control)
      if specification.characteristic == 0 {
        try answer(
          try specification.ideal(over: RationalField(), limits: limits, control: control),
          execution)
      } else {
        let field: PrimeField
        do {
          field = try PrimeField(modulus: specification.characteristic)
        } catch {
          throw CommandFailure("\(inputName): characteristic: \(error)")
        }
        try answer(
          try specification.ideal(over: field, limits: limits, control: control), execution)
      }
    } catch let error as IdealSpecificationError {
      throw error.stop.map { CommandFailure($0) } ?? CommandFailure(error.description)
    }
  }

  /// What may be asked of the polynomials of the file.
  private var limits: ParseLimits { ParseLimits(length: maxLength, termCount: maxTerms) }

  private func answer<C: GroebnerField>(_ ideal: Ideal<C>, _ execution: Execution) throws {
    if let export, saturate == nil, eliminate.isEmpty {
      return try execution.destination.write(IdealExport(ideal).script(for: export))
    }
    let divisor = try saturate.map { text throws(CommandFailure) in
      do {
        var indices = IndexedNames(in: text)
        return try ideal.ring.parse(indices.plain(text))
      } catch {
        throw CommandFailure("--saturate: \(error)")
      }
    }
    for name in eliminate where ideal.ring.index(of: name) == nil {
      throw CommandFailure("--eliminate: \(ideal.ring) has no variable '\(name)'")
    }
    let analysis = idealAnalysis(
      of: ideal, saturatedBy: divisor, eliminating: eliminate, questions: questions,
      control: execution.control)
    if let export {
      guard analysis.stop == nil, let result = analysis.ideal else {
        throw CommandFailure(analysis.stop ?? .cancelled)
      }
      return try execution.destination.write(IdealExport(result).script(for: export))
    }
    try execution.emit(IdealReport(analysis), stop: analysis.stop)
  }

  /// What is asked; without a question the basis and the dimension.
  private var questions: Set<IdealQuestion> {
    if export != nil { return [] }
    var all: Set<IdealQuestion> = []
    if groebnerBasis { all.insert(.groebnerBasis) }
    if dimension { all.insert(.dimension) }
    if minimalPrimes { all.insert(.minimalPrimes) }
    return all.isEmpty ? [.groebnerBasis, .dimension] : all
  }
}
