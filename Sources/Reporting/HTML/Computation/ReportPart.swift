import AlgebraicStructures

/// A part of a report that has a time slice of its own: its value, or why it is left out.
enum ReportPart<Value: Sendable>: Sendable {
  /// What was computed.
  case computed(Value)
  /// The reason, as the end of a sentence that begins with the name of the part.
  case omitted(String)

  /// Computes the value with at most `seconds` of the time that `control` leaves.
  ///
  /// A part that its slice ends is left out, so that the same command gives the same page unless a limit
  /// is met.
  init(
    seconds: Double, control: ComputationControl,
    _ body: (ComputationControl) throws(ComputationStopped) -> ReportPart<Value>
  ) {
    do throws(ComputationStopped) {
      try control.checkpoint()
      self = try body(control.limited(toSeconds: seconds))
    } catch {
      self = .omitted("\(error)")
    }
  }

  /// The value if it was computed.
  var value: Value? {
    if case .computed(let value) = self { value } else { nil }
  }

  /// Why it is left out, if it is.
  var omission: String? {
    if case .omitted(let reason) = self { reason } else { nil }
  }
}
