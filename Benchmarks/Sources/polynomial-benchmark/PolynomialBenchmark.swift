import Foundation
import SingularLearning

/// Times polynomial products and network expansions; each line says what, how many terms and the
/// best processor time of several runs.
///
/// An argument selects the lines that contain it. `peers/polynomials_flint.py` and
/// `peers/polynomials.sing` do the same work and print the same term counts.
@main
struct PolynomialBenchmark {
  static func main() throws {
    try fateman(power: 8)
    try fateman(power: 12)
    try fateman(power: 12, coefficients: PrimeField(modulus: 2_147_483_647), name: "mod p")
    try fateman(power: 20)
    try sparse(termCount: 1000)
    try sparse(termCount: 3000)
    try powers()
    try network([3, 3, 3, 1], degree: 2)
    try network([2, 3, 2, 1], degree: 3)
    try network([3, 3, 3, 1], degree: 3)
    try network([2, 2, 2, 2, 1], degree: 3)
    try network([3, 4, 3, 2], degree: 3)
    try division()
  }

  /// The processor time of this process in seconds, which other work on the machine disturbs little.
  static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  static func time(_ name: String, _ work: () throws -> Int) rethrows {
    if let part = CommandLine.arguments.dropFirst().first, !name.contains(part) { return }
    var best = Double.infinity
    var count = 0
    let start = processorTime()
    repeat {
      let began = processorTime()
      count = try work()
      best = min(best, processorTime() - began)
    } while processorTime() - start < 0.3
    print("\(name): \(count) terms, \((best * 1e7).rounded() / 10) us")
  }

  /// f · (f + 1) with f = (1 + x + y + z + t)^k.
  static func fateman(power: Int) throws {
    try fateman(power: power, coefficients: IntegerRing(), name: "integers")
  }

  static func fateman<C: Ring>(power: Int, coefficients: C, name: String) throws {
    let ring = try PolynomialRing(coefficients: coefficients, variables: ["x", "y", "z", "t"])
    let base = ring.generators.reduce(ring.one, +)
    time("power k=\(power) \(name)") { base.power(power).termCount }
    let f = base.power(power)
    let g = f + 1
    time("fateman k=\(power) \(name)") { (f * g).termCount }
    time("square k=\(power) \(name)") { (f * f).termCount }
  }

  /// A product of two random polynomials in 21 variables, few equal products.
  static func sparse(termCount: Int) throws {
    let ring = try PolynomialRing(
      coefficients: IntegerRing(), variables: (1...21).map { "x\($0)" })
    var random = RandomSource(seed: 1)
    func polynomial() -> Polynomial<IntegerRing> {
      ring.polynomial(
        terms: (0..<termCount).map { _ in
          let exponents = (0..<21).map { _ in Int(random.next(below: 4)) / 3 }
          return (Integer(Int(random.next(below: 199)) - 99), exponents)
        })
    }
    let f = polynomial()
    let g = polynomial()
    time("sparse 21 variables \(termCount)") { (f * g).termCount }
    time("sparse square \(termCount)") { (f * f).termCount }
  }

  static func powers() throws {
    let ring = try PolynomialRing(
      coefficients: IntegerRing(), variables: (1...21).map { "x\($0)" })
    let form = ring.generators.enumerated().reduce(ring.zero) { $0 + ($1.offset + 1) * $1.element }
    time("linear form in 21 variables ^4") { form.power(4).termCount }
    time("linear form in 21 variables ^5") { form.power(5).termCount }
    let dense = form.power(3)
    time("1771 terms squared") { (dense * dense).termCount }
  }

  /// The outputs of a monomial network over ℤ[weights, inputs].
  static func network(_ widths: [Int], degree: Int) throws {
    var names: [String] = []
    for layer in 1..<widths.count {
      for i in 1...widths[layer] {
        for j in 1...widths[layer - 1] { names.append("w\(layer)_\(i)_\(j)") }
      }
    }
    let inputs = (1...widths[0]).map { "x\($0)" }
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: names + inputs)
    time("network \(widths) r=\(degree)") {
      var values = inputs.map { ring[$0] }
      for layer in 1..<widths.count {
        values = (1...widths[layer]).map { i in
          let sum = ring.sum(values.indices.map { ring["w\(layer)_\(i)_\($0 + 1)"] * values[$0] })
          return layer == widths.count - 1 ? sum : sum.power(degree)
        }
      }
      return values.reduce(0) { $0 + $1.termCount }
    }
  }

  static func division() throws {
    let ring = try PolynomialRing(coefficients: IntegerRing(), variables: ["x", "y", "z", "t"])
    let f = ring.generators.reduce(ring.one, +).power(8)
    let product = f * (f + 1)
    time("exact division k=8") { product.dividedExactly(by: f)!.termCount }
  }
}
