import AlgebraTestSupport
import Foundation
import Testing

@Suite struct CertificateCommandTests {
  @Test("locus writes a certificate that verify accepts, and refutes when it is changed")
  func roundTrip() throws {
    let folder = try ScratchFolder()
    let path = folder.path("locus.json")
    let written = try CommandLineTool.run([
      "locus", "--widths", "2,2,1", "--degree", "3", "--certificate", path,
    ])
    #expect(written.status == 0, "\(written.errors)")
    let accepted = try CommandLineTool.run(["verify", "--certificate", path, "--json"])
    #expect(accepted.status == 0, "\(accepted.errors)")
    #expect(try accepted.json()["holds"] as? Bool == true)
    #expect(try accepted.json()["criticalEqualsSubnetworks"] as? Bool == true)
    #expect(try accepted.json()["notCertified"] as? [String] == ["label"])
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let changed = text.replacing("\"rankBound\":3", with: "\"rankBound\":4")
    #expect(changed != text)
    let refuted = try CommandLineTool.run(
      ["verify", "--certificate", try folder.file("changed.json", changed)])
    #expect(refuted.status == 1)
    #expect(refuted.output.contains("the certificate is refuted"))
  }

  @Test("learning-coefficient writes a proof that verify accepts, and refutes when it is changed")
  func learningCoefficient() throws {
    let folder = try ScratchFolder()
    let path = folder.path("proof.json")
    let spec = try folder.file(
      "network.yaml",
      "widths: [2, 2, 1]\nactivation: {monomial: 3}\nweights: [[[0, 0], [0, 0]], [[0, 0]]]\n")
    let written = try CommandLineTool.run(["learning-coefficient", spec, "--certificate", path])
    #expect(written.status == 0, "\(written.errors)")
    #expect(written.output.contains("learning coefficient  2/3"))
    let accepted = try CommandLineTool.run(["verify", "--certificate", path, "--json"])
    #expect(accepted.status == 0, "\(accepted.errors)")
    let answer = try accepted.json()
    #expect(
      answer["holds"] as? Bool == true && answer["format"] as? String == "learning-coefficient")
    #expect((answer["lower"] as? [String: Any])?["lambda"] as? String == "2/3")
    // A value that does not follow is refused by the node that claims it.
    let text = try String(contentsOfFile: path, encoding: .utf8)
    for (old, new, node) in [("2/3", "1/2", "refuted at root"), ("5/6", "4/5", "refuted at root.")]
    {
      let changed = text.replacing("\"lambda\":\"\(old)\"", with: "\"lambda\":\"\(new)\"")
      #expect(changed != text, "\(old)")
      let refuted = try CommandLineTool.run(
        ["verify", "--certificate", try folder.file("changed.json", changed), "--json"])
      #expect(refuted.status == 1, "\(old): \(refuted.errors)")
      let failures = try refuted.json()["failures"] as? [String]
      #expect(failures?.count == 1 && failures?[0].contains(node) == true, "\(failures ?? [])")
    }
  }

  @Test(arguments: [
    BadCommandLine("verify --certificate -", "no JSON document", input: "hello"),
    BadCommandLine("verify --certificate -", "no widths", input: "{\"schema\": 2}"),
    BadCommandLine(
      "verify --certificate -", "schema: expected 2, found 1; files of earlier versions",
      input: "{\"schema\": 1}"),
    BadCommandLine(
      "verify --certificate -", "more than 40 nested",
      input: String(repeating: "{\"a\":", count: 50_000)),
    BadCommandLine(
      "verify --certificate -", "the key 'schema' occurs twice",
      input: "{\"schema\": 2, \"schema\": 2}"),
    BadCommandLine(
      "verify --certificate no/such/file",
      "no/such/file: expected a readable file, found no such file"),
    BadCommandLine(
      "verify --certificate a.json --widths 2,2,1 --degree 2",
      "give a network or --certificate, not both"),
  ])
  func badInput(_ line: BadCommandLine) throws { try line.check() }
}
