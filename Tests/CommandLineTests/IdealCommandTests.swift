import AlgebraTestSupport
import Foundation
import Testing

@Suite struct IdealCommandTests {
  private func run(_ arguments: String, _ input: String) throws -> Outcome {
    try CommandLineTool.run(
      ["ideal", "-"] + arguments.split(separator: " ").map(String.init), input: input)
  }

  @Test func minimalPrimesOfAPlainList() throws {
    let outcome = try run("--minimal-primes --json", "# plane and line\nx*z,\ny*z\n")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let json = try outcome.json()
    #expect(json["schema"] as? Int == 1 && json["variables"] as? [String] == ["x", "z", "y"])
    let primes = try #require(json["minimalPrimes"] as? [[String: Any]])
    #expect(primes.map { $0["generators"] as? [String] } == [["z"], ["y", "x"]])
    #expect(primes.map { $0["dimension"] as? Int } == [2, 1])
    #expect(
      primes.allSatisfy { ($0["evidence"] as? [String: Any])?["kind"] as? String == "proven" })
  }

  @Test func jsonInputModuloAPrime() throws {
    let input = """
      {"variables": ["x", "y"], "order": "lex", "characteristic": 7, "generators": ["x^2 + y^2 - 1", "x - 2*y"]}
      """
    let json = try run("--groebner-basis --dimension --json", input).json()
    #expect(json["characteristic"] as? Int == 7)
    #expect(json["groebnerBasis"] as? [String] == ["y^2 + 4", "x + 5*y"])
    #expect(json["dimension"] as? Int == 0 && json["degree"] as? Int == 2)
  }

  @Test func otherNotations() throws {
    let decimals = try run(
      "--groebner-basis --dimension --json",
      "variables: x,y // as in a paper\n0.144*x*y+0.018*x^2+0.05*x-1.577,\n"
        + "0.072*y^2+0.036*x*y+0.05*y-1.423"
    ).json()
    #expect(decimals["dimension"] as? Int == 0 && decimals["degree"] as? Int == 4)
    #expect(
      decimals["generators"] as? [String] == [
        "9/500*x^2 + 18/125*x*y + 1/20*x - 1577/1000", "9/250*x*y + 9/125*y^2 + 1/20*y - 1423/1000",
      ])
    let indices = try run(
      "--eliminate x[1,2] --saturate x[2] --groebner-basis --json",
      "2x[2] - 3x[1, 2]^2, x[3] - x[2]"
    ).json()
    #expect(indices["variables"] as? [String] == ["x_2", "x_3"])
    #expect(indices["groebnerBasis"] as? [String] == ["x_2 - x_3"])
    let msolve = try run(
      "--dimension --json", "x,y,z\n257\nx^2+y^2\n  +z^2,\nx+y+z,\nx+y*z\n"
    ).json()
    #expect(msolve["characteristic"] as? Int == 257)
    #expect(msolve["variables"] as? [String] == ["x", "y", "z"])
    #expect(msolve["generators"] as? [String] == ["x^2 + y^2 + z^2", "x + y + z", "y*z + x"])
    #expect(msolve["dimension"] as? Int == 0 && msolve["degree"] as? Int == 4)
  }

  @Test func eliminationAndSaturation() throws {
    let graph = "variables: t, x, y\nx - t^2; y - t^3"
    let image = try run("--eliminate t --groebner-basis --json", graph).json()
    #expect(image["variables"] as? [String] == ["x", "y"])
    #expect(image["groebnerBasis"] as? [String] == ["x^3 - y^2"])
    let rest = try run("--saturate x --groebner-basis --json", "x^2*y, x^3*(y - x)").json()
    #expect(
      rest["groebnerBasis"] as? [String] == ["y", "x"]
        || rest["groebnerBasis"] as? [String] == ["1"])
  }

  @Test func textNamesEverything() throws {
    let outcome = try run("--minimal-primes --dimension", "x^4 - 10*x^2 + 1, y^2 - 2")
    #expect(outcome.status == 0)
    for fragment in ["Minimal primes: 2", "dimension", "codimension", "degree", "proven"] {
      #expect(outcome.output.contains(fragment))
    }
  }

  @Test(arguments: ["singular", "macaulay2", "sage", "oscar", "magma", "sympy", "latex"])
  func exports(system: String) throws {
    let outcome = try run("--export \(system)", "x*y/2 - 1, z^3 + x")
    #expect(outcome.status == 0 && outcome.output.contains("I"))
    #expect(outcome.output.contains("z"))
  }

  @Test(arguments: [
    ("x,y\n0\nx*y\nx-1", "expected a comma"), ("x,y\n2\n", "expected polynomials"),
    ("x,y\n0\nx;y", "separated by commas"), ("x,y\n0\nx,,y", "expected a polynomial"),
    ("x,y\n6\nx*y", "divisible by 2"), ("x,y\n0\nz", "unknown variable"),
    ("characteristic: 618970019642690137449562111\nx", "a prime below 2^63"),
    ("characteristic: 9223372036854775837\nx", "a prime below 2^63"),
    ("{\"generators\": [\"x\"], \"characteristic\": 618970019642690137449562111}", "below 2^63"),
    ("x^2 - 3//4*x", "'//'"), ("x[1] - x_1", "would both be read"), ("x[i]", "decimal digits"),
    ("x[1]]", "brackets"), ("x[1, 2], x_1[2]", "would both be read"), ("x - 1/2y", "parentheses"),
    ("x[01]", "decimal digits"), ("x - 2e3", "e3"),
    ("x*y -", "generator 1"), ("", "at least one polynomial"), ("characteristic: 9\nx", "9"),
    ("order: up\nx", "degrevlex"), ("variables: x, x\nx", "twice"), ("frob: 1\nx", "frob"),
    ("variables: x\ny", "y"), ("{\"generators\": 3}", "generators"),
    ("{\"variables\": []}", "generators"),
    ("{", "JSON"), ("{\"generators\": [\"x\"], \"extra\": 1}", "extra"),
    ("{\"generators\": [\"x\"], \"characteristic\": -1}", "characteristic"),
  ])
  func badInput(text: String, fragment: String) throws {
    let outcome = try run("--dimension", text)
    #expect(outcome.status == 2 && outcome.output.isEmpty && outcome.errorLines.count == 1)
    #expect(outcome.errors.contains(fragment), "\(outcome.errors)")
  }

  @Test func constantGeneratorsAreRemarkedUpon() throws {
    let outcome = try run("--groebner-basis --json", "x^2 + y, 257/2")
    let json = try outcome.json()
    #expect(json["groebnerBasis"] as? [String] == ["1"])
    let remarks = try #require(json["remarks"] as? [String])
    #expect(remarks.count == 1 && remarks[0].contains("the constant 257/2"))
    let text = try run("", "x^2 + y\n257/2")
    #expect(text.output.contains("remark  the constant 257/2 is among the generators"))
    // Zero modulo the characteristic, and plain polynomials.
    for input in ["characteristic: 257\nx, 257", "x, y - 1"] {
      #expect(try run("--json", input).json()["remarks"] == nil)
    }
  }

  @Test func badOptions() throws {
    #expect(try run("--eliminate q", "x*y").status == 2)
    #expect(try run("--saturate x+", "x*y").status == 2)
    #expect(try run("--export singular --json", "x*y").status == 2)
    #expect(try CommandLineTool.run("ideal /nowhere").status == 2)
  }

  /// Polynomials whose basis takes far too long, times t.
  private static let hard = """
    t*(u0+2*u1+2*u2+2*u3+2*u4+2*u5+2*u6+2*u7+2*u8+2*u9+2*u10-1)
    t*(u0^3+u1^4+u2^3*u5-u3^4), t*(u4^4-u5^3*u6+u7^3*u8), t*(u9^5-u8^2*u10^3-u1)
    t*(u2^4*u6-u9^3*u10+1), t*(u3^3*u7^2-u10^4+u0), t*(u5^5-u6^4*u1+2), t*(u8^4-u4^3*u2+u9)
    t*(u6^5-u0^2*u7^3+u10)
    """

  @Test func primesFoundBeforeALimitArePrinted() throws {
    let outcome = try run("--minimal-primes --work-limit 100000 --json", Self.hard)
    #expect(outcome.status == 3)
    let json = try outcome.json()
    #expect(json["stopped"] is String && json["minimalPrimes"] == nil)
    let primes = try #require(json["partialMinimalPrimes"] as? [[String: Any]])
    #expect(primes.map { $0["generators"] as? [String] } == [["t"]])
    let text = try run("--minimal-primes --work-limit 100000", Self.hard)
    #expect(text.status == 3 && text.output.contains("the list is incomplete"))
  }

  @Test(arguments: ["0", "2147483647", "9223372036854775783"])
  func partialBasesArePrinted(characteristic: String) throws {
    let input = "characteristic: \(characteristic)\n" + Self.hard
    let outcome = try run("--groebner-basis --work-limit 3000 --json", input)
    #expect(outcome.status == 3)
    let json = try outcome.json()
    #expect(json["stopped"] is String && json["groebnerBasis"] == nil)
    #expect((json["partialGroebnerBasis"] as? [String])?.isEmpty == false)
    let text = try run("--groebner-basis --work-limit 3000", input)
    #expect(text.status == 3 && text.output.contains("Partial Groebner basis"))
  }
}
