import AlgebraTestSupport
import Foundation
import Reporting
import SingularLearning
import Testing

@Suite struct JacobianExportTests {
  /// A map with fractions, a constant derivative, a zero column and powers; its Jacobian has rank 3.
  private func sample() throws -> JacobianExport {
    let names = ["w1_1_1", "w1_1_2", "b1_1", "w2_1_1", "w10_2_1"]
    let ring = try PolynomialRing(coefficients: RationalField(), variables: names)
    let components = try [
      "3*w1_1_1^2*w2_1_1 - 1/2*w1_1_2 + 7/3", "w2_1_1*b1_1^3 - 123456789012345678901/3*b1_1",
      "-w1_1_2 - w1_1_1*b1_1*w2_1_1", "0",
    ].map { try ring.parse($0) }
    return JacobianExport(
      title: "a sample\nmap", variables: names, components: components,
      jacobian: components.map { f in (0..<5).map { f.derivative(in: $0) } }, minorSize: 3)
  }

  /// The entries that the other system prints, one a line, read back in our ring.
  private func check(_ printed: String, against export: JacobianExport) throws {
    let ring = export.components[0].ring
    let lines = printed.split(separator: "\n").map(String.init)
    #expect(lines.suffix(3) == ["map agrees", "minors exist", "larger minors vanish"])
    let entries = try lines.dropLast(3).map { try ring.parse($0) }
    #expect(entries == export.jacobian.flatMap { $0 })
  }

  @Test(.enabled(if: ExternalProgram.singular != nil)) func singularAgrees() throws {
    let export = try sample()
    let script =
      export.script(for: .singular) + """
        int i, j;
        for (i = 1; i <= nrows(J); i++) { for (j = 1; j <= ncols(J); j++) { string(J[i,j]); } }
        if (matrix(jacob(phi), nrows(J), ncols(J)) == J) { "map agrees"; }
        if (size(I) > 0) { "minors exist"; }
        if (size(minor(J, 4)) == 0) { "larger minors vanish"; }
        quit;
        """
    try check(try #require(ExternalProgram.singular).run(script), against: export)
  }

  @Test(.enabled(if: ExternalProgram.macaulay2 != nil)) func macaulay2Agrees() throws {
    let export = try sample()
    let script =
      export.script(for: .macaulay2) + """
        for i from 0 to numRows J - 1 do for j from 0 to numColumns J - 1 do print toString J_(i,j)
        if transpose jacobian phi - J == 0 then print "map agrees"
        if I != 0 then print "minors exist"
        if minors(4, J) == 0 then print "larger minors vanish"
        """
    let printed = try #require(ExternalProgram.macaulay2).run(script)
    let renamed = printed.replacing(/([wb])_\(([0-9,]+)\)/) { match in
      match.1 + match.2.replacing(",", with: "_")
    }
    try check(renamed, against: export)
  }

  @Test(.enabled(if: ExternalProgram.sympy != nil)) func sympyAgrees() throws {
    let export = try sample()
    let script =
      export.script(for: .sympy) + """
        for entry in J: print(entry)
        if Matrix(phi).jacobian(variables) == J: print("map agrees")
        if any(minor != 0 for minor in minors): print("minors exist")
        if J.rank() == 3: print("larger minors vanish")
        """
    let printed = try #require(ExternalProgram.sympy).run(script)
    try check(printed.replacing("**", with: "^"), against: export)
  }

  @Test func scriptsOfSystemsWithoutTestRun() throws {
    let export = try sample()
    #expect(export.script(for: .oscar).contains("1//2"))
    #expect(export.script(for: .oscar).contains("R(-1//2)"))
    #expect(export.script(for: .oscar).contains("I = ideal(R, minors(J, 3))"))
    #expect(export.script(for: .magma).contains("J := Matrix(R, 4, 5, [ R |\n  6*w1_1_1*w2_1_1,\n"))
    #expect(export.script(for: .sage).contains("I = R.ideal(J.minors(3))"))
    #expect(
      export.script(for: .latex).contains("J = \\left(\\begin{array}{*{5}{c}}\n  6 w^{(1)}_{1,1}"))
  }

  @Test(arguments: ExportSystem.allCases) func titleStaysInTheComment(system: ExportSystem) throws {
    let lines = try sample().script(for: system).split(separator: "\n")
    #expect(lines[0].hasSuffix("a sample map") && !lines[1].contains("map"))
  }
}
