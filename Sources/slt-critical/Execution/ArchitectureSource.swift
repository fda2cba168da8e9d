import SingularLearning

/// What a line of a list describes.
enum ListedModel: Sendable {
  /// Widths and degrees, or layers that make the same.
  case architecture(Architecture)
  /// A spec with layers, as JSON on one line.
  case layered(LayeredSpecification)
}

/// The models of a list, one after the other, with messages that name file and line.
final class ArchitectureSource {
  private let reader: LineReader
  private let name: String
  private var parser = ArchitectureLineParser()

  /// The list in an open file.
  init(_ file: InputFile, control: ComputationControl) {
    reader = LineReader(file, control: control)
    name = file.name
  }

  /// A line that is neither empty nor a comment.
  struct Line: Sendable {
    /// The number of the line, from 1.
    var number: Int
    /// File and number, for messages.
    var place: String
    /// The model, or what is wrong with the line.
    var content: Result<ListedModel, CommandFailure>
  }

  /// The next line, or `nil` at the end.
  func next() throws(CommandFailure) -> Line? {
    while let line = try reader.nextLine() {
      let place = "\(name):\(reader.lineNumber)"
      let text: String
      switch line {
      case .success(let value): text = value
      case .failure(let failure):
        return Line(number: reader.lineNumber, place: place, content: .failure(failure))
      }
      if text.drop(while: \.isWhitespace).first == "{" {
        let content: Result<ListedModel, CommandFailure>
        do {
          switch try ModelSpecification(text: text, file: place) {
          case .network(let network): content = .success(.architecture(network.architecture))
          case .layered(let model): content = .success(.layered(model))
          }
        } catch {
          content = .failure(CommandFailure(error.description))
        }
        return Line(number: reader.lineNumber, place: place, content: content)
      }
      do {
        guard let architecture = try parser.parse(text) else { continue }
        return Line(
          number: reader.lineNumber, place: place, content: .success(.architecture(architecture)))
      } catch {
        return Line(
          number: reader.lineNumber, place: place,
          content: .failure(CommandFailure("\(place): \(error)")))
      }
    }
    return nil
  }
}
