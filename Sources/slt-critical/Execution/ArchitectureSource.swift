import SingularLearning

/// The networks and models of a list, one after the other, with messages that name file and line.
final class ArchitectureSource {
  private let reader: LineReader
  /// The name of the list, for messages.
  let name: String
  private var parser = ArchitectureLineParser()

  /// The list in an open file.
  init(_ file: InputFile, control: ComputationControl) {
    reader = LineReader(file, control: control)
    name = file.name
  }

  /// The next line that is neither empty nor a comment, or `nil` at the end.
  func next() throws(CommandFailure) -> BatchEntry? {
    while let line = try reader.nextLine() {
      let text: String
      switch line {
      case .success(let value): text = value
      case .failure(let failure):
        return BatchEntry(line: reader.lineNumber, .failure(BatchProblem(failure.message)))
      }
      do {
        if text.first(where: { !$0.isWhitespace }) == "{" {
          return try specification(text)
        }
        guard let architecture = try parser.parse(text) else { continue }
        return BatchEntry(line: reader.lineNumber, architecture: architecture)
      } catch {
        return BatchEntry(
          line: reader.lineNumber, .failure(BatchProblem("\(name):\(reader.lineNumber): \(error)")))
      }
    }
    return nil
  }

  /// A line that is the JSON of a specification.
  private func specification(_ text: String) throws(CommandFailure) -> BatchEntry {
    let number = reader.lineNumber
    let specification: ModelSpecification
    do {
      specification = try ModelSpecification(line: text, number: number, file: name)
    } catch {
      return BatchEntry(line: number, .failure(BatchProblem(error.description)))
    }
    guard specification.data.map({ $0.isExact || $0.field.flatMap($0.over) != nil }) ?? true else {
      return BatchEntry(
        line: number,
        .failure(
          BatchProblem(
            "\(name):\(number): data: expected exact numbers, found floating-point ones, which 'exact: true' "
              + "beside 'file' takes as fractions")))
    }
    return BatchEntry(line: number, .success(specification), text: text)
  }
}
