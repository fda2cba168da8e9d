import SingularLearning

/// One network of a sweep.
struct SweepJob: Hashable, Sendable {
  /// The widths d₀, …, d_L.
  let widths: [Int]
  /// The degrees of the hidden layers; `nil` for commands that try all degrees.
  let degrees: [Int]?

  /// The job of one architecture.
  init(_ architecture: Architecture) {
    widths = architecture.widths
    degrees = architecture.degrees
  }

  /// The job of these widths and degrees, checked.
  init(widths: [Int], degrees: [Int]? = nil) throws(CommandFailure) {
    do {
      _ = try Architecture(
        widths: widths, degrees: degrees ?? Array(repeating: 2, count: max(widths.count - 2, 0)))
    } catch {
      throw CommandFailure("widths \(widths): \(error)")
    }
    self.widths = widths
    self.degrees = degrees
  }

  /// The options that name the network.
  var arguments: [String] {
    func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ",") }
    guard let degrees, !degrees.isEmpty else { return ["--widths", list(widths)] }
    return ["--widths", list(widths), "--degrees", list(degrees)]
  }

  /// The line of the job with the given outcome.
  ///
  /// - Parameter result: What the command printed: a JSON object on one line.
  func line(index: Int, status: Int32, result: String?, error: String?) -> String {
    var members: [JSONValue.Member] = [
      .init("schema", .integer(jsonSchemaVersion)), .init("job", .integer(index)),
      .init("widths", .list(widths)),
    ]
    if let degrees { members.append(.init("degrees", .list(degrees))) }
    members.append(.init("status", .integer(Int(status))))
    if let error { members.append(.init("error", .string(error))) }
    let line = JSONValue.object(members).line
    guard let result else { return line }
    return line.dropLast() + ", \"result\": \(result)}"
  }
}
