extension Document {
  /// The document as one JSON object with `"schema"` first.
  public var json: JSONValue {
    .object([.init("schema", .integer(jsonSchemaVersion))] + members)
  }

  /// The members of the object.
  var members: [JSONValue.Member] {
    items.compactMap { item in
      switch item {
      case .data(let key, let value): .init(key, value.json)
      case .section(let key, _, let part): .init(key, .object(part.members))
      default: nil
      }
    }
  }
}
