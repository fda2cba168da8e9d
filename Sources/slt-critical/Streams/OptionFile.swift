import SingularLearning
import Synchronization

/// The files that a command line names as inputs, all opened and read here.
enum OptionFile {
  /// The largest text that is read.
  static let maximumBytes = 256 << 20

  /// What has been opened as standard input, which can be read once.
  private static let reader = Mutex<String?>(nil)

  /// Opens a file.
  ///
  /// - Parameter option: The option that names it; `nil` for an argument.
  static func open(_ path: String, option: String?) throws(CommandFailure) -> InputFile {
    if InputFile.isStandardInput(path) {
      let name = option ?? "the argument '\(path)'"
      let other = reader.withLock { reader in
        defer { reader = name }
        return reader
      }
      if let other {
        throw CommandFailure("\(other) and \(name) cannot both be read from standard input")
      }
    }
    do throws(InputFileError) {
      return try InputFile(path: path)
    } catch {
      throw CommandFailure(error, option: option)
    }
  }

  /// The text of a file, and how messages name it.
  static func text(
    _ path: String, option: String?, maximumBytes: Int = maximumBytes,
    control: ComputationControl = RunControl.current
  ) throws(CommandFailure) -> (text: String, name: String) {
    let file = try open(path, option: option)
    do throws(InputFileError) {
      return (try file.text(maximumBytes: maximumBytes, control: control), file.name)
    } catch {
      throw CommandFailure(error, option: option)
    }
  }
}
