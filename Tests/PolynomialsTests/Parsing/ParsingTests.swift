import SingularLearning
import Testing

@Suite struct ParsingTests {
  @Test func humanInput() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y", "w1_2"])
    let cases = [
      ("2*x^2*y - 3/4", "2*x^2*y - 3/4"), ("x**3", "x^3"), ("-(x-y)^2", "-x^2 + 2*x*y - y^2"),
      ("+x", "x"), ("--x", "x"), ("2*-x", "-2*x"), ("x - -y", "x + y"), ("(((x)))", "x"),
      ("x*0", "0"), ("0*x + 0", "0"), ("x^0", "1"), ("0^0", "1"), ("-x^2", "-x^2"),
      ("0.144*x", "18/125*x"), ("2x^3*3y", "6*x^3*y"), ("x/2*3y", "3/2*x*y"), ("0.5x", "1/2*x"),
      ("1.50", "3/2"), ("1e-3*x", "1/1000*x"), ("2.5E2", "250"), ("-2x", "-2*x"),
      ("2w1_2", "2*w1_2"),
      ("6/4/3*x", "1/2*x"), ("(x + y)*(x - y)/2", "1/2*x^2 - 1/2*y^2"), (" \n\tx\r\n", "x"),
      ("w1_2*w1_2", "w1_2^2"), ("x/(1/2)", "2*x"), ("(x+1)^3", "x^3 + 3*x^2 + 3*x + 1"),
      ("x*(y+1)*x", "x^2*y + x^2"), ("007*x", "7*x"), ("x^2147483647", "x^2147483647"),
      ("2^100", "1267650600228229401496703205376"), ("x-x", "0"), ("(0)^3", "0"), ("1/2", "1/2"),
    ]
    for (text, expected) in cases {
      #expect(try ring.parse(text).description == expected, "\(text)")
    }
  }

  @Test func rejectedInput() throws {
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y"])
    let cases: [(String, Int, String)] = [
      ("", 1, "a number"), ("x +", 4, "a number"), ("x y", 3, "an operator"),
      ("2 x", 3, "operator"),
      ("(x", 3, "\")\""), ("x)", 2, "operator"), ("z", 1, "unknown variable \"z\""),
      ("x + zeta", 5, "unknown variable \"zeta\""), ("x^", 3, "exponent"), ("x^-1", 3, "exponent"),
      ("x^y", 3, "exponent"), ("x^2^3", 4, "second exponent"), ("x^2147483648", 3, "2147483647"),
      ("x^99999999999999999999", 3, "2147483647"), ("x^2147483647*x", 14, "2147483647"),
      ("(x^2000000000 + 1)*(x^2000000000 - 1)", 37, "2147483647"),
      ("(x + 1)^2000000000", 18, "terms"), ("x/2", 3, "not in ℤ[x, y]"),
      ("x/0", 3, "the divisor is 0"),
      ("x/y", 3, "quotient by y"), ("1.5", 1, "1.5 is not in"), ("x*/y", 3, "a number"),
      ("*x", 1, "*"),
      ("x**", 4, "exponent"), ("3^9999999", 9, "digits"), ("(2^60000)^60000", 15, "digits"),
      ("((x+y+1)^300)^300", 17, "terms"), ("x\u{0}", 2, "control"), ("x − y", 3, "−"),
      ("ξ", 1, "ξ"), ("x_", 1, "unknown variable \"x_\""), ("()", 2, "a number"),
      ("(x+1)(x-1)", 6, "operator"), ("x;y", 2, "operator"), ("x^(2)", 3, "exponent"),
      ("(x^1500000000)^2", 16, "2147483647"), ("\u{1F600}", 1, "found"), ("x^+2", 3, "exponent"),
    ]
    for (text, position, fragment) in cases {
      let error = #expect(throws: ParseError.self, "\(text)") { try ring.parse(text) }
      #expect(error?.position == position, "\(text): \(error?.description ?? "")")
      #expect(
        error?.description.contains(fragment) ?? false, "\(text): \(error?.description ?? "")")
      #expect(error?.description.contains("\n") == false)
    }
  }

  @Test func twoReadingsAreRefused() throws {
    let ring = try PolynomialRing(
      coefficients: PrimeField(modulus: 5), variables: ["x", "e", "e3", "x10"])
    for (text, position, fragment) in [
      ("1/2x", 4, "parentheses"), ("2e3", 1, "e3"), ("x + 1.5e-3", 5, "variable e"),
      ("0x10", 2, "0"),
      ("0.3", 1, "not in"), ("x^2e", 4, "operator"), ("1.x", 2, "operator"), (".5", 1, "a number"),
      ("1.5.2", 4, "operator"), ("2(x)", 2, "operator"), ("1/0.5x", 6, "parentheses"),
      ("x + 2E-99999", 5, "not in"), ("x + 2E99999*1", 5, "digits"),
    ] {
      let error = #expect(throws: ParseError.self, "\(text)") { try ring.parse(text) }
      #expect(
        error?.description.contains(fragment) ?? false, "\(text): \(error?.description ?? "")")
      if fragment != "digits" {
        #expect(error?.position == position, "\(text): \(error?.description ?? "")")
      }
    }
    #expect(try ring.parse("0.5 + 2e").description == "2*e + 3")
  }

  @Test func hostileInput() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let texts = [
      String(repeating: "(", count: 1_000_000), String(repeating: "9", count: 1_000_000),
      String(repeating: "x^", count: 100_000), "2" + String(repeating: "^9", count: 1000),
      String(repeating: "(x+1)^1000*", count: 1000) + "1",
      String(repeating: "(x+y+1)^40*", count: 1000) + "1", "(x+1/3)^500000",
      "((((x+1)^50)^50)^50)^50", String(repeating: "2^50000*", count: 100) + "1",
    ]
    for text in texts {
      #expect(throws: ParseError.self, "\(text.prefix(40))") {
        try ring.parse(text, limits: ParseLimits(products: 10_000_000))
      }
    }
    let limits = ParseLimits(length: 10, nesting: 2, termCount: 3, digits: 4, products: 100)
    for text in ["x+x+x+x+x+x", "(((x)))", "x+y+1+x*y", "12345", "(x+y)^3", "10000*x"] {
      #expect(throws: ParseError.self, "\(text)") { try ring.parse(text, limits: limits) }
    }
    #expect(try ring.parse("((x))+9999", limits: limits).termCount == 2)
    // Long but harmless input is read.
    let signs = String(repeating: "-", count: 100_000) + "x"
    #expect(try ring.parse(signs) == ring["x"])
    let sum = (0..<20_000).map { "x^\($0)" }.joined(separator: "+")
    #expect(try ring.parse(sum).termCount == 20_000)
    #expect(try ring.parse(String(repeating: "x*", count: 50_000) + "1").degree(in: 0) == 50_000)
  }

  /// Found by fuzzing: fourteen thousand digits in every fraction took most of a minute.
  @Test func powersWithLongFractionsAreRefused() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let text = "(-8*(y+1)^2*333333333/3333333333333333333333333333333333333333+2)^231"
    #expect(throws: ParseError.self) { try ring.parse(text) }
    #expect(try ring.parse("(1/3*x + 2/7*y)^40").termCount == 41)
  }

  @Test func printedPolynomialsAreReadBack() throws {
    var random = RandomSource(seed: 15)
    for count in [1, 3, 12] {
      for order in allOrders(count) {
        let integers = try numberedRing(IntegerRing(), count, order)
        let rationals = try numberedRing(RationalField(), count, order)
        let residues = try numberedRing(PrimeField(modulus: 101), count, order)
        for termCount in [0, 1, 5, 40] {
          let f = randomPolynomial(
            integers, termCount: termCount, degree: 3,
            coefficients: [1, -1, 12, -Integer(2).power(80)], using: &random)
          #expect(try integers.parse(f.description) == f)
          let g = randomPolynomial(
            rationals, termCount: termCount, degree: 1000,
            coefficients: [1, -1, Rational(-3, 4), Rational(1, Integer(3).power(50))],
            using: &random)
          #expect(try rationals.parse(g.description) == g)
          let h = randomPolynomial(
            residues, termCount: termCount, degree: 3, coefficients: [1, 100, 7], using: &random)
          #expect(try residues.parse(h.description) == h)
        }
      }
    }
  }

  /// Random bytes from the alphabet of formulas either parse or throw, and never trap.
  @Test func randomTexts() throws {
    var random = RandomSource(seed: 16)
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let alphabet = Array("xy0129+-*/^() ")
    for _ in 0..<3000 {
      let text = String(
        (0..<random.integer(in: 1...14)).map { _ in
          alphabet[random.integer(in: 0...alphabet.count - 1)]
        })
      if let f = try? ring.parse(text, limits: ParseLimits(termCount: 500, digits: 200)) {
        #expect(try ring.parse(f.description) == f, "\(text)")
      }
    }
  }

  @Test func readingHonoursTheControl() throws {
    let ring = try PolynomialRing(coefficients: RationalField(), variables: ["x", "y"])
    let control = ComputationControl()
    #expect(try ring.parse("x + y", control: control) == ring["x"] + ring["y"])
    control.cancel()
    let error = #expect(throws: ParseError.self) { try ring.parse("x + y", control: control) }
    #expect(error?.reason == .stopped(.cancelled))
  }

  /// More terms than are packed at once, and a product that meets the same variable again.
  @Test func manyVariablesAndTerms() throws {
    let names = (0..<3000).map { "x\($0)" }
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: names)
    let text = (0..<900).map { "\($0 + 1)*x\($0)*x\(2999 - $0)^2*x\($0)" }.joined(separator: " + ")
    let f = try ring.parse(text)
    #expect(f.termCount == 900)
    for k in [0, 1, 450, 899] {
      var exponents = [Int](repeating: 0, count: 3000)
      exponents[k] = 2
      exponents[2999 - k] = 2
      #expect(f.coefficient(of: exponents) == Integer(k + 1))
    }
  }
}
