import SingularLearning

/// The architectures of a list, one after the other, with messages that name file and line.
final class ArchitectureSource {
  private let reader: LineReader
  private let name: String
  private var parser = ArchitectureLineParser()

  /// The list in an open file.
  init(_ file: InputFile, control: ComputationControl) {
    reader = LineReader(file, control: control)
    name = file.name
  }

  /// The next architecture, or `nil` at the end.
  func next() throws(CommandFailure) -> Architecture? {
    while let line = try reader.next() {
      do {
        if let architecture = try parser.parse(line) { return architecture }
      } catch {
        throw CommandFailure("\(name):\(reader.lineNumber): \(error)")
      }
    }
    return nil
  }
}
