import Foundation

/// Documents that differ from a JSON document in one place each, with the place.
///
/// Every integer is raised and lowered, every text that is a number is raised, every other text gets a summand or
/// another ending, every member of an array is dropped and swapped with the next one, every member of an object is
/// dropped, and every rule and step gets the name of each other one that has the same members.
struct CertificateMutations {
  private(set) var mutants: [(place: String, json: String)] = []

  init(_ json: String) throws {
    let document = try JSONSerialization.jsonObject(with: Data(json.utf8))
    try collect(document, at: "") { $0 }
  }

  private mutating func collect(
    _ value: Any, at place: String, _ rebuild: @escaping (Any) -> Any
  ) throws {
    func add(_ other: Any, _ note: String = "") throws {
      let data = try JSONSerialization.data(withJSONObject: rebuild(other), options: .sortedKeys)
      mutants.append((place + note, String(decoding: data, as: UTF8.self)))
    }
    switch value {
    case let members as [String: Any]:
      for (key, member) in members.sorted(by: { $0.key < $1.key }) {
        var fewer = members
        fewer[key] = nil
        try add(fewer, " without \(key)")
        for other in Self.renamed[key] ?? [] {
          fewer[other] = member
          try add(fewer, " \(key) as \(other)")
          fewer[other] = nil
        }
        try collect(member, at: "\(place).\(key)") { changed in
          var result = members
          result[key] = changed
          return rebuild(result)
        }
      }
    case let values as [Any]:
      for index in values.indices {
        var fewer = values
        fewer.remove(at: index)
        try add(fewer, " without [\(index)]")
        if index + 1 < values.count {
          var swapped = values
          swapped.swapAt(index, index + 1)
          try add(swapped, " swapped at [\(index)]")
        }
        try collect(values[index], at: "\(place)[\(index)]") { changed in
          var result = values
          result[index] = changed
          return rebuild(result)
        }
      }
    case let text as String:
      if let slash = text.firstIndex(of: "/"), let n = Int(text[..<slash]) {
        try add("\(n + 1)\(text[slash...])")
        try add("\(n - 1)\(text[slash...])")
      } else if let n = Int(text) {
        try add("\(n + 1)")
        try add("\(n - 1)")
      } else {
        try add("\(text) + 1")
        try add("2*(\(text))")
        try add("\(text)x")
      }
    case let number as Int:
      try add(number + 1)
      try add(number - 1)
    default: break
    }
  }

  private static let renamed: [String: [String]] = [
    "monomials": ["noZeros", "bounds", "factorProduct"], "noZeros": ["monomials", "bounds"],
    "bounds": ["monomials", "noZeros"], "factorProduct": ["monomials", "noZeros"],
    "evenTerms": ["definiteSquares"], "definiteSquares": ["evenTerms"], "multiples": ["multiple"],
    "lower": ["upper"], "upper": ["lower"],
  ]
}
