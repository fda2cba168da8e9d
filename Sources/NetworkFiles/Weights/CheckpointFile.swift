import Foundation
import Networks

/// A file with the weights at one step of a training run.
public struct CheckpointFile: Hashable, Sendable {
  /// Where it is.
  public let path: String

  /// The file at a path.
  public init(path: String) { self.path = path }

  /// Its name, without the folder.
  public var name: String { path.split(separator: "/").last.map(String.init) ?? path }

  /// The last number in its name without the ending, or else in that of its folder: `step-200.npz` and
  /// `200/weights.npz` have 200; `nil` without any.
  public var step: Int? {
    var parts = path.split(separator: "/").suffix(2).map(String.init)
    if let name = parts.popLast() {
      parts.append(name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name)
    }
    return parts.reversed().lazy.compactMap { $0.matches(of: /[0-9]+/).last }
      .compactMap { Int($0.output) }.first
  }

  /// Whether text stands for several files: a folder, or a pattern with `*`, `?` or `[` that is no file itself.
  public static func isRun(_ text: String) -> Bool {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) {
      return isFolder.boolValue
    }
    return text.contains { "*?[".contains($0) }
  }

  /// The files that texts stand for, in natural order, each once: files by their names, folders by the weight files in
  /// them, patterns by the weight files that match.
  ///
  /// - Throws: `CheckpointFileError` for a pattern or folder without weight files, and for a folder that cannot be read.
  public static func files(_ texts: [String]) throws(CheckpointFileError) -> [CheckpointFile] {
    var paths: Set<String> = []
    for text in texts {
      guard isRun(text) else {
        paths.insert(text)
        continue
      }
      let found = try matches(of: text).filter { WeightFileFormat(path: $0) != nil }
      guard !found.isEmpty else { throw CheckpointFileError(text: text) }
      paths.formUnion(found)
    }
    return paths.sorted(by: precedesNaturally).map { CheckpointFile(path: $0) }
  }

  private static func matches(of text: String) throws(CheckpointFileError) -> [String] {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) {
      let folder = text.hasSuffix("/") ? text : text + "/"
      do {
        return try FileManager.default.contentsOfDirectory(atPath: text).map { folder + $0 }
      } catch {
        throw CheckpointFileError(text: text)
      }
    }
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(text, 0, nil, &result) == 0 else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { index in
      result.gl_pathv[index].map { String(cString: $0) }
    }
  }
}

/// A folder or pattern that stands for no weight files.
public struct CheckpointFileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The folder or pattern.
  public let text: String

  /// One line.
  public var description: String {
    "\(text): expected files that end in .safetensors, .npz or .npy, found none"
  }
}

/// Whether a text comes before another one when runs of digits count as numbers: `step-9` before `step-10`.
public func precedesNaturally(_ first: String, _ second: String) -> Bool {
  let (a, b) = (chunks(of: first), chunks(of: second))
  for (x, y) in zip(a, b) where x != y {
    guard x.isNumber, y.isNumber else { return x.text < y.text }
    let (p, q) = (x.text.drop { $0 == "0" }, y.text.drop { $0 == "0" })
    if p != q { return p.count == q.count ? p < q : p.count < q.count }
  }
  return a.count == b.count ? first < second : a.count < b.count
}

/// A text as runs of digits and what stands between them.
private func chunks(of text: String) -> [(text: String, isNumber: Bool)] {
  var result: [(text: String, isNumber: Bool)] = []
  for character in text {
    let isNumber = character.isASCII && character.isNumber
    if result.last?.isNumber == isNumber {
      result[result.count - 1].text.append(character)
    } else {
      result.append((String(character), isNumber))
    }
  }
  return result
}
