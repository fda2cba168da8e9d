/// For example `1 component` or `3 components`.
package func counted<Count: Equatable & ExpressibleByIntegerLiteral>(
  _ count: Count, _ noun: String
) -> String {
  counted(count, noun, noun + "s")
}

/// For example `1 entry` or `2 entries`.
package func counted<Count: Equatable & ExpressibleByIntegerLiteral>(
  _ count: Count, _ one: String, _ many: String
) -> String {
  "\(count) \(count == 1 ? one : many)"
}
