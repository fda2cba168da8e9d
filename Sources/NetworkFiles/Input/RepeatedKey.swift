import Foundation

/// The first key that an object of a JSON text has twice, or `nil`.
///
/// The decoders of Foundation keep one of the values and say nothing. Keys count as equal when they are
/// after resolving escapes. The answer is right for every JSON text; for other texts it is of no use, and
/// their errors are found by whoever decodes them.
///
/// - Complexity: linear in the length of the text.
public func repeatedKey(inJSON text: some Sequence<UInt8>) -> String? {
  /// The keys seen in each open object; `nil` for an array.
  var open: [Set<[UInt8]>?] = []
  var isKey = false
  var string: [UInt8]?
  var isEscaped = false
  for byte in text {
    if string != nil {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        if isKey, let key = string, let depth = open.indices.last {
          let isNew = open[depth]?.insert(unescaped(key)).inserted
          if isNew == false { return String(decoding: unescaped(key), as: UTF8.self) }
        }
        (string, isKey) = (nil, false)
        continue
      }
      if isKey { string?.append(byte) }
      continue
    }
    switch byte {
    case UInt8(ascii: "\""): string = []
    case UInt8(ascii: "{"):
      open.append([])
      isKey = true
    case UInt8(ascii: "["):
      open.append(nil)
      isKey = false
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      _ = open.popLast()
      isKey = false
    case UInt8(ascii: ","): isKey = open.last.map { $0 != nil } ?? false
    default: break
    }
  }
  return nil
}

/// The content of a JSON string; as it stands if it is none.
private func unescaped(_ content: [UInt8]) -> [UInt8] {
  guard content.contains(UInt8(ascii: "\\")) else { return content }
  let quote = [UInt8(ascii: "\"")]
  do {
    return Array(try JSONDecoder().decode(String.self, from: Data(quote + content + quote)).utf8)
  } catch {
    return content
  }
}
