/// A result that can be shown to people and to programs.
public protocol Report: Sendable {
  /// The result as one JSON object with `"schema": 1` first.
  var json: JSONValue { get }
  /// The result as readable text, ending without a newline.
  var text: String { get }
}

/// The version of the JSON output; a change that can break readers increases it.
public let jsonSchemaVersion = 1
