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
    guard let picture else { return }
    if picture.isEmpty { throw ValidationError("--picture needs the name of a file") }
    try requireDrawing(picture, option: "--picture")
  }

  /// The file of the figure.
  func destination(_ outputs: Outputs) throws(CommandFailure) -> Destination? {
    guard let picture else { return nil }
    return try outputs.open(picture, option: "--picture")
  }
}

/// Refuses a name that promises another format than SVG.
func requireDrawing(_ path: String, option: String) throws(ValidationError) {
  let others = [
    "png", "jpg", "jpeg", "gif", "webp", "bmp", "tif", "tiff", "pdf", "ps", "eps", "html", "htm",
  ]
  let ending = PathParts(path).ending
  if others.contains(ending) {
    throw ValidationError(
      "\(option): \(path): pictures are SVG, not .\(ending); take a name that ends in .svg")
  }
}
