import SingularLearning

/// The architectures of a list, one after the other, with messages that name file and line.
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
        guard let architecture = try parser.parse(text) else { continue }
        return BatchEntry(line: reader.lineNumber, .success(architecture))
      } catch {
        return BatchEntry(
          line: reader.lineNumber, .failure(BatchProblem("\(name):\(reader.lineNumber): \(error)")))
      }
    }
    return nil
  }
}
