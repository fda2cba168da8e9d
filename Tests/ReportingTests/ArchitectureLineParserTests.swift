import Reporting
import SingularLearning
import Testing

@Suite struct ArchitectureLineParserTests {
  @Test(arguments: [
    ("2,3,1 3", [2, 3, 1], [3]), ("  2,3,1\t3 \r", [2, 3, 1], [3]),
    ("2,3,2,1 3,2", [2, 3, 2, 1], [3, 2]), ("2,3,2,1 3", [2, 3, 2, 1], [3, 3]),
    ("[2,3,1] [3]", [2, 3, 1], [3]), ("4,2", [4, 2], []),
  ])
  func plainLines(line: String, widths: [Int], degrees: [Int]) throws {
    var parser = ArchitectureLineParser()
    let architecture = try #require(try parser.parse(line))
    #expect(architecture.widths == widths && architecture.degrees == degrees)
  }

  @Test func tableWithHeadInAnyOrder() throws {
    var parser = ArchitectureLineParser()
    #expect(try parser.parse("# comment") == nil)
    #expect(try parser.parse("") == nil)
    #expect(try parser.parse("exponent, architecture ,dimension") == nil)
    let first = try #require(try parser.parse(#"3,"[2, 3, 1]",4"#))
    #expect(first.widths == [2, 3, 1] && first.degrees == [3])
    let second = try #require(try parser.parse(#""[2, 1]","[2,2,2,1]",7"#))
    #expect(second.degrees == [2, 1])
  }

  @Test(arguments: [
    ("2,3,1", "expected widths, space, degree"), ("2,3,1 3 4", "expected widths, space, degree"),
    ("2,,1 3", "widths: expected integers"), ("2,3,1 ,", "degrees: expected integers"),
    ("2,0,1 3", "every width must be at least 1"), ("2,3,1 0", "at least 1"),
    ("2,3,1 2,2", "1 hidden layer"), ("2 3", "at least 2 widths"),
    ("99999999999999999999,1 1", "widths: expected integers"),
    ("2,3,1 three", "CSV head"), ("architecture,degree", "CSV head"),
    ("\"2,a", "does not end"),
  ])
  func badLinesAreExplained(line: String, fragment: String) {
    var parser = ArchitectureLineParser()
    let error = #expect(throws: ArchitectureLineError.self) { try parser.parse(line) }
    #expect(error?.description.contains(fragment) == true, "\(error?.description ?? "no error")")
  }

  @Test func missingCellsAreExplained() throws {
    var parser = ArchitectureLineParser()
    #expect(try parser.parse("architecture,exponent") == nil)
    let error = #expect(throws: ArchitectureLineError.self) { try parser.parse("\"[2, 3, 1]\"") }
    #expect(error?.description.contains("at least 2 columns") == true)
  }
}
