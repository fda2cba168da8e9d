import Computation

/// Limits for bringing into form what a computation has found: those of the computation while it has
/// not been stopped, then a number of steps in all.
struct FinishingControl {
  private let control: ComputationControl
  private var extra: ComputationControl?
  /// What `current` has seen to stop the computation.
  private var seen: ComputationStopped?

  /// What has stopped the computation, in its last part too.
  var stopped: ComputationStopped? { seen ?? control.pendingStop }

  /// The steps after a limit.
  static let steps = 200_000

  /// Limits that begin with those of `control`.
  init(_ control: ComputationControl) { self.control = control }

  /// The limits of the next step; the extra work begins with the first step after the computation was
  /// stopped.
  var current: ComputationControl {
    mutating get {
      if let extra { return extra }
      do throws(ComputationStopped) {
        try control.checkpoint()
        return control
      } catch {
        let extra = ComputationControl(stepLimit: Self.steps)
        (self.extra, seen) = (extra, error)
        return extra
      }
    }
  }
}
