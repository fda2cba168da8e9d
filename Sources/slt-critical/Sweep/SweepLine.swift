/// What a line of a sweep says, as far as the program reads it again.
struct SweepLine: Decodable {
  /// The position of the job.
  let job: Int
  let widths: [Int]?
  let degrees: [Int]?
  /// The numbers that were replaced in a spec, by their fields.
  let numbers: [String: Int]?
  /// A spec of a list.
  let spec: String?
  /// The exit status of the command.
  let status: Int32
  /// Why there is no result.
  let error: String?
  let result: Value?

  /// Whether the command failed, was killed or stopped at a limit.
  var isIncomplete: Bool { error != nil || status == CommandFailure.stoppedByLimit }

  /// A part of a result as a table shows it: an object by its kind of evidence, a list by its length.
  enum Value: Decodable {
    case text(String)
    case count(Int)
    case object([String: Value])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .text("-")
      } else if let value = try? container.decode(Bool.self) {
        self = .text(value ? "yes" : "no")
      } else if let value = try? container.decode(Int.self) {
        self = .text("\(value)")
      } else if let value = try? container.decode(Double.self) {
        self = .text("\(value)")
      } else if let value = try? container.decode(String.self) {
        self = .text(value)
      } else if let values = try? container.decode([Value].self) {
        self = .count(values.count)
      } else {
        self = .object(try container.decode([String: Value].self))
      }
    }

    /// The text of the value at a path such as `dimension.defect`.
    func text(at path: some StringProtocol) -> String? {
      guard case .object(let members) = self else { return nil }
      let keys = path.split(separator: ".", maxSplits: 1)
      guard let member = keys.first.flatMap({ members[String($0)] }) else { return nil }
      return keys.count == 2 ? member.text(at: keys[1]) : member.shown
    }

    private var shown: String? {
      switch self {
      case .text(let text): text
      case .count(let count): "\(count)"
      case .object(let members):
        members["kind"]?.shown
          ?? members["proven"]?.shown.map { $0 == "yes" ? "proven" : "searched" }
      }
    }
  }
}
