import AlgebraTestSupport
import SingularLearning
import Testing

/// The page of a network, parsed as XML.
func page(
  _ specification: NetworkSpecification, seed: UInt64 = 1, arguments: [String] = ["report"]
) throws -> XMLTree {
  try XMLTree.parse(pageText(specification, seed: seed, arguments: arguments))
}

func pageText(
  _ specification: NetworkSpecification, seed: UInt64 = 1, arguments: [String] = ["report"]
) -> String {
  HTMLReport(
    networkAnalysis(of: specification, plan: HTMLReport.plan(seed: seed)),
    provenance: Provenance(program: "test 1", arguments: arguments)
  ).html
}

/// Every page is well-formed, has all sections and names, and nothing in it comes from elsewhere.
@Suite struct HTMLReportTests {
  private static let sections = [
    "summary", "network", "dimension", "map", "components", "learning-coefficients", "strata",
    "singular-values", "training", "landscape", "provenance",
  ]

  private static let specs = [
    "widths: [2, 3, 1]\nactivation: {monomial: 3}",
    "widths: [2, 2, 1]\nactivation: {monomial: 2}\nweights: [[[1, 2], [2, 4]], [[1, 1]]]",
    "widths: [2, 2, 2]\nactivation: {monomial: 2}",
    "widths: [1, 2, 1]\nactivation: {polynomial: [0, 1, '-1/2']}\nbias: true",
    "widths: [3, 2]", "widths: [1, 1, 1]\nactivation: {monomial: 2}",
    "widths: [2, 13, 2]\nactivation: {monomial: 3}",
  ]

  @Test(arguments: specs) func pageIsWellFormedAndComplete(spec: String) throws {
    let specification = try NetworkSpecification(text: spec)
    let page = try page(specification)
    var expected = Self.sections
    if specification.network != nil { expected.insert("weights", at: 2) }
    #expect(page.elements("section").map { $0.attributes["id"] } == expected)
    #expect(page.elements("section").allSatisfy { !$0.elements("h2").isEmpty })
    let identifiers = page.all.compactMap { $0.attributes["id"] }
    #expect(Set(identifiers).count == identifiers.count)
    for link in page.elements("a") {
      let target = try #require(link.attributes["href"])
      #expect(target.hasPrefix("#") && identifiers.contains(String(target.dropFirst())))
    }
    for element in page.all {
      for name in ["src", "srcset", "data", "action", "style"] {
        #expect(element.attributes[name] == nil)
      }
      #expect(!element.attributes.keys.contains { $0.hasPrefix("on") })
      let references = (element.attributes["aria-labelledby"] ?? "").split(separator: " ")
      #expect(references.allSatisfy { identifiers.contains(String($0)) })
    }
    for picture in page.elements("svg") where picture.attributes["aria-hidden"] == nil {
      let names = picture.children.filter { $0.name == "title" || $0.name == "desc" }
      #expect(names.count == 2 && names.allSatisfy { !$0.text.isEmpty })
    }
    for figure in page.elements("figure") {
      #expect(figure.attributes["aria-labelledby"] != nil)
    }
  }

  @Test func hostileNamesStayText() throws {
    let names = [
      "<script>alert(1)</script>", "a & b \" ' > <", "]]> --> <!-- </title></style>",
      "\u{1}\u{7F}\u{202E}evil", "&lt;b&gt;",
    ]
    for name in names {
      let architecture = try Architecture(widths: [2, 1], degrees: [])
      let text = pageText(
        NetworkSpecification(name: name, architecture: architecture), arguments: [name])
      let page = try XMLTree.parse(text)
      let heading = try #require(page.elements("h1").first)
      let shown = name.unicodeScalars.map { scalar in
        [.control, .format].contains(scalar.properties.generalCategory) ? " " : String(scalar)
      }.joined()
      #expect(heading.text == shown && heading.children.isEmpty)
      #expect(page.elements("title").first?.text == shown)
      #expect(!text.contains("<script>alert") && page.elements("script").count == 1)
    }
  }

  @Test(arguments: specs.prefix(3)) func pageDependsOnSpecAndSeedOnly(spec: String) throws {
    let specification = try NetworkSpecification(text: spec)
    #expect(pageText(specification, seed: 7) == pageText(specification, seed: 7))
  }

  @Test func limitsAreNamed() throws {
    let control = ComputationControl()
    control.cancel()
    let specification = NetworkSpecification(
      architecture: try Architecture(widths: [2, 3, 1], degree: 3))
    let analysis = networkAnalysis(of: specification, control: control)
    #expect(analysis.stop == .cancelled)
    let report = HTMLReport(analysis, provenance: Provenance(program: "test", arguments: []))
    let page = try XMLTree.parse(report.html)
    #expect(page.elements("section").count == Self.sections.count)
    let provenance = try #require(page.element(identified: "provenance"))
    #expect(provenance.text.contains("The report is incomplete: interrupted."))
  }
}
