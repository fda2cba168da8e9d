import LearningCoefficients
import Polynomials
import Ideals
import ExactArithmetic
import Computation
import AlgebraicStructures
import Foundation

// stdin lines: name | vars | gens ; density | expected
while let line = readLine() {
  let parts = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
  if parts.count < 3 || line.hasPrefix("#") { continue }
  let variables = parts[1].split(separator: " ").map(String.init)
  let ring = try PolynomialRing(coefficients: RationalField(), variables: variables)
  let gens = try parts[2].split(separator: ";").map { try ring.parse(String($0)) }
  let density = parts.count > 4 ? parts[4].split(separator: " ").map { Int($0)! } : nil
  let t = ContinuousClock.now
  let value = try learningCoefficient(of: Ideal(ring: ring, generators: gens), at: variables.map { _ in 0 }, density: density, plan: LearningCoefficientPlan(germs: Int(CommandLine.arguments.dropFirst().first ?? "2000")!))
  let count = value.proof!.germCount
  let dt = t.duration(to: .now)
  let right = parts.count > 3 ? parts[3] : ""
  let text = value.exact.map { "\($0)" } ?? "\(value.lowerBound.value)..\(value.upperBound!.value)"
  print(text == right || right.isEmpty ? "ok  " : (value.exact != nil ? "WRONG" : "open"), parts[0], text, "expected", right, "nodes", count, dt)
}
