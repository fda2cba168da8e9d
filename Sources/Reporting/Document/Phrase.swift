import Computation
import CriticalLoci
import ExactArithmetic
import Networks
import Polynomials

/// A value that programs read.
protocol JSONRepresentable: Sendable {
  /// The value as JSON.
  var json: JSONValue { get }
}

/// A value that people read too, in a text or typeset on a page.
protocol DocumentValue: JSONRepresentable {
  /// The value in a text.
  var text: String { get }
  /// The value on a page.
  var markup: Markup { get }
}

extension DocumentValue {
  /// The text.
  var markup: Markup { Markup(text) }
}

/// Words with values between them, which each writer writes in its way: `"rank \(rank) of \(bound)"`.
struct Phrase: Sendable, DocumentValue, ExpressibleByStringInterpolation {
  private var parts: [any DocumentValue]

  /// Words.
  init(stringLiteral words: String) { parts = [words] }

  /// Words with values.
  init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }

  /// The words of `"rank \(rank)"`.
  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var parts: [any DocumentValue] = []

    init(literalCapacity: Int, interpolationCount: Int) {}

    mutating func appendLiteral(_ words: String) {
      if !words.isEmpty { parts.append(words) }
    }

    mutating func appendInterpolation(_ value: some DocumentValue) { parts.append(value) }

    /// What only pages show.
    mutating func appendInterpolation(_ markup: Markup) {
      parts.append(Typeset(text: "", markup: markup))
    }

    /// The value, or a dash for none.
    mutating func appendInterpolation<Value: DocumentValue>(_ value: Value?) {
      parts.append(value)
    }
  }

  var text: String { parts.map(\.text).joined() }
  var markup: Markup { Markup(parts.map(\.markup)) }
  var json: JSONValue { .string(text) }

  static func + (first: Phrase, second: Phrase) -> Phrase {
    var sum = first
    sum.parts += second.parts
    return sum
  }
}

/// A text with the piece of a page that stands for it.
struct Typeset: DocumentValue {
  let text: String
  let markup: Markup
  var json: JSONValue { .string(text) }
}

extension CriticalComponent.Kind: DocumentValue {
  var json: JSONValue { .string(rawValue) }
  var text: String { rawValue }
  var markup: Markup { .label("kind", rawValue) }
}

extension NeuronState: DocumentValue {
  var json: JSONValue { .string(rawValue) }
  var text: String { rawValue }
  var markup: Markup { .label("state", rawValue) }
}

extension Evidence {
  /// Only of which kind it is.
  var badge: Typeset { Typeset(text: kind, markup: .badge(self)) }
}

extension String: DocumentValue {
  var json: JSONValue { .string(self) }
  var text: String { self }
}

extension Int: DocumentValue {
  var json: JSONValue { .exact(self) }
  var text: String { description }
}

extension UInt64: DocumentValue {
  var json: JSONValue { .exact(Integer(self)) }
  var text: String { description }
}

extension Integer: DocumentValue {
  var json: JSONValue { .exact(self) }
  var text: String { description }
}

extension Rational: DocumentValue {
  var json: JSONValue { .exact(self) }
  var text: String { description }
  var markup: Markup { MathML.formula(MathML.rational(self)) }
}

extension Bool: DocumentValue {
  var json: JSONValue { .bool(self) }
  var text: String { self ? "yes" : "no" }
}

/// A measured number: four digits for people; `null` for infinities.
extension Double: DocumentValue {
  var json: JSONValue { isFinite ? .real(self) : .null }
  var text: String { numberText(self) }
  var markup: Markup { MathML.measured(self) }
}

extension Evidence: DocumentValue {
  var json: JSONValue { JSONValue(self) }
  var text: String { evidenceText(self) }
  var markup: Markup { .evidence(self) }
}

/// `null` or `-` for none.
extension Optional: JSONRepresentable where Wrapped: JSONRepresentable {
  var json: JSONValue { map(\.json) ?? .null }
}

extension Optional: DocumentValue where Wrapped: DocumentValue {
  var text: String { map(\.text) ?? "-" }
  var markup: Markup { map(\.markup) ?? "–" }
}

/// A list, for people with commas.
extension Array: JSONRepresentable where Element: JSONRepresentable {
  var json: JSONValue { .array(map(\.json)) }
}

extension Array: DocumentValue where Element: DocumentValue {
  var text: String { map(\.text).joined(separator: ", ") }
  var markup: Markup { .joined(map(\.markup), separator: ", ") }
}

/// An interval as the list of its ends.
extension Range<Double>: JSONRepresentable {
  var json: JSONValue { [lowerBound, upperBound].json }
}

extension ClosedRange<Double>: JSONRepresentable {
  var json: JSONValue { [lowerBound, upperBound].json }
}

extension Polynomial: JSONRepresentable, DocumentValue where Coefficients == RationalField {
  var json: JSONValue { .string(description) }
  var text: String { description }
  var markup: Markup { MathML.breakable(self) }
}

/// The weight matrices as a spec has them.
extension Network: JSONRepresentable {
  var json: JSONValue { .weights(self) }
}

extension JSONValue: JSONRepresentable {
  var json: JSONValue { self }

  /// The object with these members.
  static func record(_ members: KeyValuePairs<String, any JSONRepresentable>) -> JSONValue {
    .object(members.map { Member($0.key, $0.value.json) })
  }

  /// The object with the members that `body` gives.
  static func built(_ body: (inout Document) -> Void) -> JSONValue {
    var document = Document("")
    body(&document)
    return .object(document.members)
  }
}
