import ArgumentParser
import SingularLearning

/// Where a figure of the result goes, if one is wanted.
struct PictureOutput: ParsableArguments {
  @Option(
    help: ArgumentHelp("Draw the result to FILE, as SVG.", valueName: "file"),
    completion: .file(extensions: ["svg"]))
  var picture: String?

  /// Whether a figure is wanted.
  var isWanted: Bool { picture != nil }

  func validate() throws {
    if let picture, picture.isEmpty {
      throw ValidationError("--picture needs the name of a file")
    }
  }

  /// The file of the figure; fails early when it certainly cannot be written.
  func destination() throws(CommandFailure) -> Destination? {
    guard let picture else { return nil }
    return try Destination(path: picture, option: "--picture")
  }
}
