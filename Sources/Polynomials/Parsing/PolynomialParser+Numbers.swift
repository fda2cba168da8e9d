import AlgebraicStructures
import Computation
import ExactArithmetic

extension PolynomialParser {
  /// Reads `number := digits [ "." digits ] [ "e" [sign] digits ]`, without white space in it.
  mutating func parseNumber() throws(ParseError) -> SizedPolynomial<C> {
    let start = scanner.position
    guard let number = scanner.takeNumber() else {
      throw scanner.unexpected("a number, a variable or \"(\"")
    }
    if let name = number.otherReading, ring.element(named: name) != nil {
      throw ParseError(
        position: start + 1,
        reason: .unexpected(
          found: "\"\(number.text)\"",
          expected: "a \"*\" before the variable \(name), or a number without a power of ten"))
    }
    numberEnd = number.end
    if scanner.position == number.end, scanner.isAtIdentifier, number.text.hasPrefix("0"),
      number.decimals == 0
    {
      throw scanner.unexpected("an operator after 0")
    }
    let digits = number.digits.utf8.count
    try checkDigits(digits)
    // A run of digits is an integer.
    let integer = Integer(number.digits)!
    if number.decimals == 0 {
      return SizedPolynomial(
        polynomial: ring.constant(ring.coefficients.image(of: integer)), digits: digits)
    }
    try checkDigits(digits + Int(number.decimals.magnitude))
    let value = Rational(integer, 1) * Rational.powerOfTen(-number.decimals)
    let divisor = ring.coefficients.image(of: value.denominator)
    guard !ring.coefficients.isZero(divisor),
      let quotient = ring.coefficients.dividedExactly(
        ring.coefficients.image(of: value.numerator), by: divisor)
    else {
      throw ParseError(
        position: start + 1,
        reason: .inexactDivision("the number \(number.text) is not in \(ring)"))
    }
    let size = digits + Int(number.decimals.magnitude)
    if value.denominator != 1, divisors.insert(divisor).inserted { divisorDigits += size }
    try checkDigits(size + divisorDigits)
    return SizedPolynomial(polynomial: ring.constant(quotient), digits: size)
  }
}

extension Rational {
  fileprivate static func powerOfTen(_ exponent: Int) -> Rational {
    let power = Integer(10).power(Int(exponent.magnitude))
    return exponent < 0 ? Rational(1, power) : Rational(power)
  }
}
