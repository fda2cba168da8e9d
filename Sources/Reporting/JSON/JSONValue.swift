import AlgebraicStructures
import Computation
import ExactArithmetic

/// A JSON document whose objects keep the order of their keys, so that output is deterministic.
public enum JSONValue: Hashable, Sendable {
  /// `null`.
  case null
  /// `true` or `false`.
  case bool(Bool)
  /// A number without fraction; the caller keeps it below 2^53 in magnitude (see `exact`).
  case integer(Int)
  /// A finite floating-point number, printed so that reading it back gives the same `Double`.
  case real(Double)
  /// A string.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// An object; keys are printed in this order.
  case object([Member])

  /// One key of an object with its value.
  public struct Member: Hashable, Sendable {
    /// The key.
    public let key: String
    /// The value.
    public let value: JSONValue

    /// The pair of `key` and `value`.
    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// An exact integer: a JSON number if its magnitude is below 2^53, else a string of its digits, so
  /// that readers that know only doubles lose nothing.
  public static func exact(_ n: Integer) -> JSONValue {
    if let small = n.asInt, small.magnitude < 1 << 53 { return .integer(small) }
    return .string(n.description)
  }

  /// As `exact(_: Integer)`.
  public static func exact(_ n: Int) -> JSONValue {
    n.magnitude < 1 << 53 ? .integer(n) : .string(n.description)
  }

  /// An exact rational: an integer as in `exact(_: Integer)`, anything else the string `"p/q"`.
  public static func exact(_ q: Rational) -> JSONValue {
    q.isInteger ? exact(q.numerator) : .string(q.description)
  }

  /// A list of exact integers.
  public static func list(_ numbers: [Int]) -> JSONValue { .array(numbers.map { exact($0) }) }

  /// The value of `key` if this is an object that has it.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// This object with further members at its end.
  ///
  /// Traps for anything but an object.
  public func appending(_ more: [Member]) -> JSONValue {
    guard case .object(let members) = self else {
      contractViolation("appending members to JSON that is not an object: \(self)")
    }
    return .object(members + more)
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByStringLiteral {
  /// The object with these members in this order.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }

  /// The string.
  public init(stringLiteral value: String) { self = .string(value) }
}

extension JSONValue {
  /// Evidence as `{"kind", "detail", "bound"?, "tolerance"?}`.
  public init(_ evidence: Evidence) {
    var members = [
      Member("kind", .string(evidence.kind)), Member("detail", .string(evidence.detail)),
    ]
    switch evidence {
    case .proven: break
    case .probabilistic(_, let bound): members.append(Member("bound", .real(bound)))
    case .numerical(_, let tolerance): members.append(Member("tolerance", .real(tolerance)))
    }
    self = .object(members)
  }
}
