import Foundation
import SingularLearning

/// A JSON document that can be changed anywhere.
indirect enum JSONTree {
  case null
  case number(NSNumber)
  case string(String)
  case array([JSONTree])
  case object([String: JSONTree])

  /// A way from the top to a part.
  enum Step: Hashable {
    case key(String)
    case index(Int)
  }

  init(_ value: Any) {
    switch value {
    case let object as [String: Any]: self = .object(object.mapValues { JSONTree($0) })
    case let array as [Any]: self = .array(array.map { JSONTree($0) })
    case let string as String: self = .string(string)
    case let number as NSNumber: self = .number(number)
    default: self = .null
    }
  }

  init(json: String) throws { self.init(try JSONSerialization.jsonObject(with: Data(json.utf8))) }

  private var value: Any {
    switch self {
    case .null: NSNull()
    case .number(let number): number
    case .string(let string): string
    case .array(let values): values.map(\.value)
    case .object(let members): members.mapValues(\.value)
    }
  }

  /// The document with sorted keys.
  func json() throws -> String {
    String(
      decoding: try JSONSerialization.data(
        withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes]), as: UTF8.self)
  }

  /// The ways to all parts but the whole, in a fixed order.
  var paths: [[Step]] {
    switch self {
    case .array(let values):
      values.enumerated().flatMap { index, value in
        [[.index(index)]] + value.paths.map { [.index(index)] + $0 }
      }
    case .object(let members):
      members.keys.sorted().flatMap { key in
        [[.key(key)]] + (members[key]?.paths ?? []).map { [.key(key)] + $0 }
      }
    default: []
    }
  }

  subscript(path: ArraySlice<Step>) -> JSONTree? {
    guard let step = path.first else { return self }
    switch (self, step) {
    case (.array(let values), .index(let index)):
      return values.indices.contains(index) ? values[index][path.dropFirst()] : nil
    case (.object(let members), .key(let key)): return members[key]?[path.dropFirst()]
    default: return nil
    }
  }

  /// The document with the part at the end of the path replaced by any number of parts; a key keeps at most
  /// one.
  func replacing(_ path: ArraySlice<Step>, by parts: [JSONTree]) -> JSONTree {
    guard let step = path.first else { return parts.first ?? self }
    let isLast = path.count == 1
    switch (self, step) {
    case (.array(var values), .index(let index)):
      let new = isLast ? parts : [values[index].replacing(path.dropFirst(), by: parts)]
      values.replaceSubrange(index...index, with: new)
      return .array(values)
    case (.object(var members), .key(let key)):
      members[key] =
        isLast ? parts.first : members[key]?.replacing(path.dropFirst(), by: parts)
      return .object(members)
    default: return self
    }
  }
}

/// Changes of one part of a JSON document.
struct JSONMutation: CustomStringConvertible {
  let path: [JSONTree.Step]
  let name: String
  let text: String

  var description: String {
    let place = path.map { step in
      switch step {
      case .key(let key): ".\(key)"
      case .index(let index): "[\(index)]"
      }
    }.joined()
    return "\(name) at \(place)"
  }

  /// All changes of the part at a path: removed, doubled, replaced by a value of another type, by a neighbour,
  /// by other numbers and texts, and by the part at the same path of another document.
  static func all(
    of tree: JSONTree, at path: [JSONTree.Step], other: JSONTree
  ) throws -> [JSONMutation] {
    guard let part = tree[path[...]] else { return [] }
    var changes: [(String, [JSONTree])] = [("removal", []), ("null", [.null])]
    if case .index(let index)? = path.last {
      changes.append(("doubling", [part, part]))
      if let next = tree[(path.dropLast() + [.index(index + 1)])[...]] {
        changes.append(("the next one twice", [next]))
      }
    }
    switch part {
    case .number(let number):
      for value in [number.intValue + 1, number.intValue - 1, -7, Int.max] {
        changes.append(("\(value)", [.number(NSNumber(value: value))]))
      }
      changes.append(("a text", [.string(number.stringValue)]))
    case .string(let text):
      for value in texts(like: text) { changes.append(("'\(value)'", [.string(value)])) }
    case .array: changes.append(("an empty list", [.array([])]))
    case .object: changes.append(("an empty object", [.object([:])]))
    case .null: changes.append(("0", [.number(0)]))
    }
    if let stranger = other[path[...]] {
      changes.append(("the part of another network", [stranger]))
    }
    return try changes.map { name, parts in
      JSONMutation(
        path: path, name: name, text: try tree.replacing(path[...], by: parts).json())
    }
  }

  private static func texts(like text: String) -> [String] {
    var texts = ["", "0", "1", text + " + 1", "-" + text, text + "*w1_1_1", "w2_1_1"]
    texts.append(text.replacing("1", with: "2"))
    switch text {
    case "exotic": texts.append("subnetwork")
    case "subnetwork": texts.append("exotic")
    case "inactive-in": texts += ["inactive-out", "redundant"]
    case "inactive-out": texts += ["inactive-in", "redundant"]
    default: break
    }
    return texts.filter { $0 != text }
  }
}
