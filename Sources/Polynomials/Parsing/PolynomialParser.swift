import AlgebraicStructures
import Computation
import ExactArithmetic

extension PolynomialRing {
  /// The polynomial that `text` denotes: what `description` prints, and sums, differences, products,
  /// quotients by constants and integer powers of parenthesised expressions.
  ///
  /// Integers, decimal numbers, variables, `+ - * / ^` (also `**`), parentheses and white space. Signs
  /// bind weaker than powers, powers do not chain, and a quotient must exist in the coefficient ring.
  /// Decimal numbers are exact: 0.144 is 18/125. Products need their `*`, except that of a number and the
  /// variable that touches it: `2x^3`. What could be read in two ways is refused: `1/2x`, and `2e3` or
  /// `1e-3` if e3 or e is a variable. Variables of a polynomial ring of coefficients are known too.
  /// - Throws: `ParseError` with the position, for anything else and beyond the limits, and if `control`
  ///   stops; an exponent is at most 2³¹ − 1.
  public func parse(
    _ text: String, limits: ParseLimits = ParseLimits(),
    control: ComputationControl = ComputationControl()
  ) throws(ParseError) -> Polynomial<Coefficients> {
    var parser = PolynomialParser(ring: self, text: text, limits: limits, control: control)
    return try parser.parseAll()
  }
}

/// Recursive descent over the bytes of a text.
struct PolynomialParser<C: Ring> {
  let ring: PolynomialRing<C>
  let limits: ParseLimits
  let control: ComputationControl
  var scanner: ByteScanner
  var depth = 0
  /// Products of coefficients spent so far.
  var products = 0.0
  /// The divisors so far, and a bound on the digits of their least common multiple.
  var divisors: Set<C.Element> = []
  var divisorDigits = 0
  /// Where the factor read last ended, if it was a number without a power.
  var numberEnd: Int?

  /// The most exponents that are listed one by one before they are packed.
  private static var largestBatch: Int { 1 << 20 }

  init(
    ring: PolynomialRing<C>, text: String, limits: ParseLimits, control: ComputationControl
  ) {
    self.ring = ring
    self.limits = limits
    self.control = control
    scanner = ByteScanner(text)
  }

  mutating func parseAll() throws(ParseError) -> Polynomial<C> {
    if scanner.bytes.count > limits.length {
      throw scanner.limit("the text has more than \(limits.length) bytes")
    }
    let value = try parseSum()
    if !scanner.isAtEnd { throw scanner.unexpected("an operator or the end") }
    return value.polynomial
  }

  /// Reads `sum := [sign] product { sign product }`.
  private mutating func parseSum() throws(ParseError) -> SizedPolynomial<C> {
    var monomials: [(coefficient: C.Element, exponents: [Int])] = []
    var monomialCount = 0
    var rest = BalancedSum(ring: ring)
    var digits = 1
    var isFirst = true
    while true {
      var isNegative = false
      if let sign = scanner.take(anyOf: "+-") {
        isNegative = sign == UInt8(ascii: "-")
      } else if !isFirst {
        break
      }
      isFirst = false
      let product = try parseProduct(isNegative: isNegative)
      digits = max(digits, product.digits)
      if let polynomial = product.polynomial(in: ring) {
        rest.add(polynomial)
      } else {
        monomials.append((product.coefficient, product.exponents(of: ring)))
        monomialCount += 1
        if monomials.count * ring.variableCount >= Self.largestBatch {
          rest.add(ring.polynomial(terms: monomials))
          monomials = []
        }
      }
      if monomialCount > limits.termCount {
        throw scanner.limit("more than \(limits.termCount) terms")
      }
      try checkpoint(products: 1)
    }
    let sum = ring.polynomial(terms: monomials) + rest.total
    if sum.termCount > limits.termCount {
      throw scanner.limit("more than \(limits.termCount) terms")
    }
    // Sums of n numbers are longer by the digits of n; different denominators multiply.
    let carries = decimalDigits(monomialCount + 1)
    return SizedPolynomial(polynomial: sum, digits: digits + carries + divisorDigits)
  }

  /// Reads `product := factor { ("*" | "/") factor }`.
  private mutating func parseProduct(
    isNegative: Bool
  ) throws(ParseError) -> ParsedProduct<C> {
    var product = ParsedProduct(ring: ring)
    if isNegative { product.negate(in: ring) }
    if try !multiplyByVariable(&product) { try multiply(&product, by: parseFactor()) }
    try multiplyByTouchingVariable(&product)
    while let symbol = scanner.take(anyOf: "*/") {
      let position = scanner.position
      if symbol == UInt8(ascii: "*"), try multiplyByVariable(&product) { continue }
      let factor = try parseFactor()
      if symbol == UInt8(ascii: "*") {
        try multiply(&product, by: factor)
        try multiplyByTouchingVariable(&product)
      } else {
        if numberEnd == scanner.position, scanner.isAtIdentifier {
          throw scanner.unexpected("\"*\", or parentheses: 1/2x may be (1/2)*x or 1/(2*x)")
        }
        guard let divisor = factor.polynomial.constantValue,
          let quotient = product.divided(by: divisor, in: ring)
        else {
          throw ParseError(
            position: position + 1,
            reason: .inexactDivision(
              factor.polynomial.isZero
                ? "the divisor is 0" : "the quotient by \(short(factor)) is not in \(ring)"))
        }
        product = quotient
        product.digits += factor.digits
        if divisors.insert(divisor).inserted { divisorDigits += factor.digits }
        try checkDigits(product.digits + divisorDigits)
      }
    }
    return product
  }

  /// Multiplies by a variable of the ring, or a power of it, if that is what comes next: without making a
  /// polynomial of it.
  private mutating func multiplyByVariable(
    _ product: inout ParsedProduct<C>
  ) throws(ParseError) -> Bool {
    let start = scanner
    guard let name = scanner.takeIdentifier(), let variable = ring.index(of: name) else {
      scanner = start
      return false
    }
    var exponent = 1
    if scanner.takePower() {
      guard let power = try scanner.takeExponent() else {
        throw scanner.unexpected("an exponent in 0...\(ExponentLayout.largestExponent)")
      }
      exponent = power
      if scanner.isAtPower { throw scanner.unexpected("no second exponent; use parentheses") }
    }
    try charge(products: Double(product.termCount), digits: product.digits)
    guard product.multiply(byVariable: variable, exponent: exponent) else {
      throw scanner.limit("an exponent exceeds \(ExponentLayout.largestExponent)")
    }
    return true
  }

  /// Multiplies by the variable that touches the number read last, as in `2x`.
  private mutating func multiplyByTouchingVariable(
    _ product: inout ParsedProduct<C>
  ) throws(ParseError) {
    guard numberEnd == scanner.position, scanner.isAtIdentifier else { return }
    numberEnd = nil
    if try !multiplyByVariable(&product) { try multiply(&product, by: parseFactor()) }
  }

  private func short(_ factor: SizedPolynomial<C>) -> String {
    factor.polynomial.termCount > 4 || factor.digits > 20
      ? "this expression" : factor.polynomial.description
  }

  private mutating func multiply(
    _ product: inout ParsedProduct<C>, by factor: SizedPolynomial<C>
  ) throws(ParseError) {
    let digits =
      product.digits + factor.digits
      + decimalDigits(min(product.termCount, factor.polynomial.termCount))
    let isSmall =
      product.termCount == 1 && factor.polynomial.coefficients == [ring.coefficients.one]
    if !isSmall { try checkDigits(digits) }
    let terms = Double(product.termCount) * Double(factor.polynomial.termCount)
    try charge(products: terms, digits: digits)
    guard product.multiply(by: factor.polynomial, in: ring) else {
      throw scanner.limit("an exponent exceeds \(ExponentLayout.largestExponent)")
    }
    if !isSmall { product.digits = digits }
    if product.termCount > limits.termCount {
      throw scanner.limit("more than \(limits.termCount) terms")
    }
  }

  /// Reads `factor := { sign } atom [ ("^" | "**") integer ]`.
  private mutating func parseFactor() throws(ParseError) -> SizedPolynomial<C> {
    var isNegative = false
    while let sign = scanner.take(anyOf: "+-") {
      if sign == UInt8(ascii: "-") { isNegative.toggle() }
    }
    numberEnd = nil
    var value = try parseAtom()
    if scanner.takePower() {
      numberEnd = nil
      guard let exponent = try scanner.takeExponent() else {
        throw scanner.unexpected("an exponent in 0...\(ExponentLayout.largestExponent)")
      }
      value = try power(value, exponent)
      if scanner.isAtPower { throw scanner.unexpected("no second exponent; use parentheses") }
    }
    return isNegative
      ? SizedPolynomial(polynomial: -value.polynomial, digits: value.digits) : value
  }

  /// Reads `atom := number | variable | "(" sum ")"`.
  private mutating func parseAtom() throws(ParseError) -> SizedPolynomial<C> {
    if scanner.take(anyOf: "(") != nil {
      depth += 1
      defer { depth -= 1 }
      if depth > limits.nesting {
        throw scanner.limit("more than \(limits.nesting) nested parentheses")
      }
      let value = try parseSum()
      guard scanner.take(anyOf: ")") != nil else { throw scanner.unexpected("\")\"") }
      return value
    }
    let start = scanner.position
    if let name = scanner.takeIdentifier() {
      guard let value = ring.element(named: name) else {
        throw ParseError(position: start + 1, reason: .unknownVariable(name))
      }
      return SizedPolynomial(polynomial: value, digits: 1)
    }
    return try parseNumber()
  }

  private mutating func power(
    _ base: SizedPolynomial<C>, _ n: Int
  ) throws(ParseError) -> SizedPolynomial<C> {
    let f = base.polynomial
    if n <= 1 || f.isZero {
      return SizedPolynomial(polynomial: f.power(n), digits: base.digits)
    }
    if let degrees = f.degrees,
      degrees.contains(where: {
        $0.multipliedReportingOverflow(by: n).overflow
          || $0 * n > ExponentLayout.largestExponent
      })
    {
      throw scanner.limit("an exponent exceeds \(ExponentLayout.largestExponent)")
    }
    let isUnit = f.termCount == 1 && (f == ring.one || f.coefficients == [ring.coefficients.one])
    if isUnit { return SizedPolynomial(polynomial: f.power(n), digits: 1) }
    let plan = PowerPlan(f.words, f.layout, n)
    if plan.termBound > Double(limits.termCount) {
      throw scanner.limit("the power may have more than \(limits.termCount) terms")
    }
    let (product, overflow) = (base.digits + decimalDigits(f.termCount))
      .multipliedReportingOverflow(by: n)
    let digits = overflow ? Int.max : product
    if !divisors.isEmpty { divisorDigits += digits }
    try checkDigits(max(digits, divisorDigits))
    try charge(products: plan.productBound, digits: digits)
    return SizedPolynomial(polynomial: f.power(n), digits: digits)
  }

  func checkDigits(_ digits: Int) throws(ParseError) {
    if digits > limits.digits {
      throw scanner.limit("a coefficient may have more than \(limits.digits) digits")
    }
  }

  private mutating func charge(products count: Double, digits: Int) throws(ParseError) {
    let words = Double(digits) / 16
    // Sums of fractions take a greatest common divisor each, which is quadratic in their length.
    products += count * (1 + words + (divisorDigits > 0 ? words * words / 4 : 0))
    if products > Double(limits.products) {
      throw scanner.limit("expanding needs more than \(limits.products) products")
    }
    if count >= 100 { try checkpoint(products: Int(count * (1 + words))) }
  }

  private func checkpoint(products: Int) throws(ParseError) {
    do throws(ComputationStopped) {
      try control.checkpoint(operations: 8 * products)
    } catch {
      throw ParseError(position: scanner.position, reason: .stopped(error))
    }
  }
}

/// A polynomial with a bound on the number of digits of its coefficients.
struct SizedPolynomial<C: Ring> {
  var polynomial: Polynomial<C>
  var digits: Int
}

/// The number of decimal digits of n ≥ 0; 0 for 0 and 1, which multiply for free.
private func decimalDigits(_ n: Int) -> Int { n <= 1 ? 0 : String(n).utf8.count }
