import ArgumentParser
import Foundation
import SingularLearning

/// Which network a command works on: a spec, or widths and degrees in short form.
struct NetworkInput: ParsableArguments {
  @Argument(
    help: "A spec file, YAML or JSON; - reads standard input.",
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var spec: String?

  @Option(
    help: ArgumentHelp("Instead of a spec: the widths, for example 2,3,1.", valueName: "d0,...,dL"),
    transform: { try integerList($0) })
  var widths: [Int]?

  @Option(help: ArgumentHelp("With --widths: the degree of the activation.", valueName: "r"))
  var degree: Int?

  @Option(
    help: ArgumentHelp(
      "With --widths: one degree for each hidden layer, for example 3,2.", valueName: "r1,r2,..."),
    transform: { try integerList($0) })
  var degrees: [Int]?

  func validate() throws {
    if spec != nil, widths != nil {
      throw ValidationError("give a spec or --widths, not both")
    }
    if widths == nil, degree != nil || degrees != nil {
      throw ValidationError("--degree and --degrees need --widths")
    }
    if degree != nil, degrees != nil {
      throw ValidationError("give --degree or --degrees, not both")
    }
    if let widths, widths.count > 2, degree == nil, degrees == nil {
      throw ValidationError("--widths needs --degree or --degrees")
    }
  }

  /// Whether a network is given at all.
  var isGiven: Bool { spec != nil || widths != nil }

  /// Reads and checks the network.
  func load() throws(CommandFailure) -> NetworkSpecification {
    if let widths {
      do {
        return NetworkSpecification(
          architecture: try degree.map { degree in
            try Architecture(widths: widths, degree: degree)
          } ?? Architecture(widths: widths, degrees: degrees ?? []))
      } catch {
        throw CommandFailure("--widths: \(error)")
      }
    }
    guard let spec else {
      throw CommandFailure("expected a spec file, '-' or --widths (see 'slt-critical --help')")
    }
    if isUnknownCommand(spec) {
      throw CommandFailure("\(spec): there is neither a file nor a command of this name")
    }
    do {
      return try NetworkSpecification(contentsOf: spec)
    } catch {
      throw CommandFailure(error.description)
    }
  }

  /// Whether a word in place of a spec is rather a misspelt command.
  private func isUnknownCommand(_ word: String) -> Bool {
    word.allSatisfy { $0.isLetter } && !FileManager.default.fileExists(atPath: word)
  }
}

/// Integers separated by commas.
func integerList(_ text: String) throws -> [Int] {
  try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
    guard let number = Int(part) else {
      throw ValidationError("expected integers separated by commas")
    }
    return number
  }
}
