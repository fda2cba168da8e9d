/// A result that can be shown to people and to programs.
public protocol Report: Sendable {
  /// What there is to say.
  var document: Document { get }
}

extension Report {
  /// The result as one JSON object with `"schema": 1` first.
  public var json: JSONValue { document.json }
  /// The result as readable text, ending without a newline.
  public var text: String { document.text() }
}

/// The version of the JSON output; a change that can break readers increases it.
public let jsonSchemaVersion = 1
