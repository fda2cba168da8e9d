import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An element of an XML document as a tree.
public final class XMLTree {
  /// The name of the element.
  public let name: String
  /// Its attributes.
  public let attributes: [String: String]
  /// Its child elements in order.
  public fileprivate(set) var children: [XMLTree] = []
  /// All text inside, that of children included.
  public fileprivate(set) var text = ""

  fileprivate init(name: String, attributes: [String: String]) {
    self.name = name
    self.attributes = attributes
  }

  /// The root of a document; throws what the parser finds wrong with it.
  public static func parse(_ document: String) throws -> XMLTree {
    let builder = Builder()
    let parser = XMLParser(data: Data(document.utf8))
    parser.delegate = builder
    guard parser.parse(), let root = builder.root else {
      throw NotWellFormed(
        line: parser.lineNumber, reason: "\(String(describing: parser.parserError))")
    }
    return root
  }

  /// Why a document is no XML.
  public struct NotWellFormed: Error, CustomStringConvertible {
    let line: Int
    let reason: String

    /// The line with the reason of the parser.
    public var description: String { "line \(line): \(reason)" }
  }

  /// This element and everything inside, in document order.
  public var all: [XMLTree] { [self] + children.flatMap(\.all) }

  /// The elements of a name inside.
  public func elements(_ name: String) -> [XMLTree] { all.filter { $0.name == name } }

  /// The elements of a class inside.
  public func elements(ofClass name: String) -> [XMLTree] {
    all.filter { ($0.attributes["class"] ?? "").split(separator: " ").contains(name[...]) }
  }

  /// The element with an identifier.
  public func element(identified identifier: String) -> XMLTree? {
    all.first { $0.attributes["id"] == identifier }
  }
}

private final class Builder: NSObject, XMLParserDelegate {
  var root: XMLTree?
  private var open: [XMLTree] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    let element = XMLTree(name: name, attributes: attributes)
    open.last?.children.append(element)
    if root == nil { root = element }
    open.append(element)
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    for element in open { element.text += text }
  }
}
