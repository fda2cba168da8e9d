import SingularLearning
import Synchronization

/// The control of this run of the program, for whatever waits or works before a command has begun.
enum RunControl {
  private static let shared = Mutex<ComputationControl?>(nil)

  /// The control, without limits before the options are read.
  static var current: ComputationControl { shared.withLock { $0 } ?? ComputationControl() }

  /// The control that there is, or else the one that `make` gives, from then on.
  static func first(_ make: () -> ComputationControl) -> ComputationControl {
    shared.withLock { shared in
      if let shared { return shared }
      let control = make()
      shared = control
      return control
    }
  }
}
