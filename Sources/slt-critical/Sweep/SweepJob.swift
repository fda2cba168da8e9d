import SingularLearning

/// One network or model of a sweep.
struct SweepJob: Hashable, Sendable {
  /// A whole number in a spec, by its field.
  struct Number: Hashable, Sendable {
    let field: String
    let value: Int
  }

  /// How the model is named.
  enum Model: Hashable, Sendable {
    /// By the widths d₀, …, d_L and the degrees of the hidden layers; `nil` for commands that try all degrees.
    case widths([Int], degrees: [Int]?)
    /// By the text of a spec in which these numbers were replaced.
    case specification(String, numbers: [Number])
  }

  /// The model.
  let model: Model

  /// The job of one architecture.
  init(_ architecture: Architecture) {
    model = .widths(architecture.widths, degrees: architecture.degrees)
  }

  /// The job of these widths and degrees, checked.
  init(widths: [Int], degrees: [Int]? = nil) throws(CommandFailure) {
    do {
      _ = try Architecture(
        widths: widths, degrees: degrees ?? Array(repeating: 2, count: max(widths.count - 2, 0)))
    } catch {
      throw CommandFailure("widths \(widths): \(error)")
    }
    model = .widths(widths, degrees: degrees)
  }

  /// The job of a spec, which is checked already.
  init(specification text: String, numbers: [Number] = []) {
    model = .specification(text, numbers: numbers)
  }

  /// The arguments that name the model; a spec comes through standard input.
  var arguments: [String] {
    func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ",") }
    switch model {
    case .widths(let widths, let degrees?) where !degrees.isEmpty:
      return ["--widths", list(widths), "--degrees", list(degrees)]
    case .widths(let widths, _): return ["--widths", list(widths)]
    case .specification: return ["-"]
    }
  }

  /// What the command reads from standard input.
  var input: String? {
    if case .specification(let text, _) = model { text } else { nil }
  }

  /// What the line of the job says of its model.
  var members: [JSONValue.Member] {
    switch model {
    case .widths(let widths, let degrees):
      return [.init("widths", .list(widths))]
        + (degrees.map { [.init("degrees", .list($0))] } ?? [])
    case .specification(let text, []): return [.init("spec", .string(text))]
    case .specification(_, let numbers):
      return [
        .init("numbers", .object(numbers.map { .init($0.field, .exact($0.value)) }))
      ]
    }
  }

  /// Whether a line of a file of results is that of this job.
  func isThat(of line: SweepLine) -> Bool {
    switch model {
    case .widths(let widths, let degrees): line.widths == widths && line.degrees == degrees
    case .specification(let text, []): line.spec == text
    case .specification(_, let numbers):
      line.numbers
        == Dictionary(numbers.map { ($0.field, $0.value) }, uniquingKeysWith: { $1 })
    }
  }

  /// The line of the job with the given outcome.
  ///
  /// - Parameter result: What the command printed: a JSON object on one line.
  func line(
    index: Int, identifier: String, status: Int32, result: String?, error: String?
  ) -> String {
    var members: [JSONValue.Member] = [
      .init("schema", .integer(jsonSchemaVersion)), .init("job", .integer(index)),
      .init("id", .string(identifier)),
    ]
    members += self.members
    members.append(.init("status", .integer(Int(status))))
    if let error { members.append(.init("error", .string(error))) }
    let line = JSONValue.object(members).line
    guard let result else { return line }
    return line.dropLast() + ", \"result\": \(result)}"
  }
}
