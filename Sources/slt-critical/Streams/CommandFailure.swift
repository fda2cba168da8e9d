import SingularLearning

/// What ends a command early: one line for standard error and the exit status.
struct CommandFailure: Error {
  static let claimIsFalse: Int32 = 1
  static let badInput: Int32 = 2
  static let stoppedByLimit: Int32 = 3
  static let interrupted: Int32 = 130

  /// Nobody reads standard output any more, which needs no words.
  static let readerIsGone = CommandFailure("")

  /// The line; nothing is printed if it is empty.
  var message: String
  var status: Int32 = badInput

  init(_ message: String) { self.message = message }

  /// The failure for a computation that a limit or an interrupt has stopped.
  ///
  /// - Parameter place: What was being done, if that is worth saying.
  init(_ stop: ComputationStopped, at place: String? = nil) {
    message = stop.description + (place.map { ", at \($0)" } ?? "")
    status = stop == .cancelled ? CommandFailure.interrupted : CommandFailure.stoppedByLimit
  }

  /// The failure to read the file of an option, or an argument.
  init(_ error: InputFileError, option: String?) {
    switch error {
    case .unreadable(let error): self.init((option.map { "\($0): " } ?? "") + error.description)
    case .stopped(let stop): self.init(stop)
    }
  }
}
