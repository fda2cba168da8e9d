import AlgebraicStructures
import Computation

/// A part of a report that has a time slice of its own.
struct ReportPart<Value: Sendable>: Sendable {
  /// What was computed; `nil` if the part is left out.
  let value: Value?
  /// Why the part is left out, or what ended it before it was complete; the end of a sentence that begins
  /// with the name of the part.
  let limit: String?

  /// A part that is complete, or that something ended early.
  static func computed(_ value: Value, endedBy stop: ComputationStopped? = nil) -> ReportPart {
    ReportPart(value: value, limit: stop.map { "\($0)" })
  }

  /// A part that is left out.
  static func omitted(_ reason: String) -> ReportPart { ReportPart(value: nil, limit: reason) }

  /// Computes a part with at most `seconds` of the time that `control` leaves.
  ///
  /// Whatever does not depend on the slice gives the same page for the same command.
  static func within(
    seconds: Double, control: ComputationControl,
    _ body: (ComputationControl) throws(ComputationStopped) -> ReportPart
  ) -> ReportPart {
    do throws(ComputationStopped) {
      try control.checkpoint()
      return try body(control.limited(toSeconds: seconds))
    } catch {
      return .omitted("\(error)")
    }
  }

  /// The markup of the value with a remark if it is incomplete, or the sentence that it is left out.
  func markup(_ content: (Value) -> Markup) -> Markup {
    guard let value else { return .paragraph("Left out: \(limit ?? "not computed").") }
    let remark = limit.map { Markup.paragraph("Incomplete: \($0).", class: "remark") }
    return content(value) + (remark ?? .empty)
  }
}
