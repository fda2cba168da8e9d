import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// A short description of an irreducible set of weights by conditions with names, if one is found.
///
/// Tried are inactive and redundant neurons, ranks of weight matrices and of some of their rows and
/// columns, and in the last hidden layer discriminants of the outer form and common factors of two
/// neurons: `det W2 = 0`, `redundant(1;1,2) & rank W2 <= 1`. Only a description that defines exactly this
/// set is returned: its equations lie in the ideal and generate it, or generate an ideal of which it is
/// the only minimal prime.
///
/// - Parameter ideal: A prime ideal in a ring whose variables include all parameters (traps for others).
/// - Parameter architecture: The shape of the network.
/// - Parameter control: Limits and cancellation.
/// - Returns: The description, always proven; `nil` if nothing fits, which says nothing.
/// - Throws: What `control` demands.
/// - Complexity: Groebner bases of small determinantal ideals.
public func recognizedDescription(
  of ideal: Ideal<RationalField>, architecture: Architecture,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> Certified<String>? {
  let basis = try ideal.groebnerBasis(order: .degreeReverseLexicographic, control: control)
  let table = LocusConditionTable(architecture: architecture, ring: basis.ring)
  let found = try Recognition(ring: basis.ring, control: control).description(
    table, holds: { basis.contains($0) },
    isWhole: { equations throws(ComputationStopped) in
      let candidate = try equations.groebnerBasis(control: control)
      if candidate == basis { return true }
      guard try candidate.dimension(control: control) == basis.dimension(control: control) else {
        return false
      }
      let primes = try equations.minimalPrimes(control: control)
      return primes.count == 1 && primes[0].basis == basis
    })
  return found.map {
    Certified($0, .proven(detail: "its equations define exactly the component: Groebner bases"))
  }
}

/// `recognizedDescription(of:architecture:control:)` for an irreducible set given by random points.
///
/// The description found has the given codimension and degree and defines an irreducible set, which is
/// proven; that the points satisfy it shows with high probability that the set lies in it.
///
/// - Parameter points: Random points of the set modulo a prime, in parameter order, one at least.
/// - Parameter field: The prime field of the points.
/// - Parameter architecture: The shape of the network.
/// - Parameter codimension: The codimension of the set.
/// - Parameter degree: The degree of the set, or `nil` if it is not known and is not to be compared.
/// - Parameter control: Limits and cancellation.
public func recognizedDescription(
  ofPoints points: [[UInt64]], over field: PrimeField, architecture: Architecture,
  codimension: Int, degree: Integer?, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> Certified<String>? {
  require(!points.isEmpty, "recognizedDescription: no points are given")
  let ring = architecture.parameterRing
  let table = LocusConditionTable(architecture: architecture, ring: ring)
  let reduction = RingHomomorphism(from: RationalField(), to: field) { field.image(of: $0) ?? 0 }
  let found = try Recognition(ring: ring, control: control).description(
    table,
    holds: { f in points.allSatisfy { f.evaluate(at: $0, through: reduction) == 0 } },
    isWhole: { equations throws(ComputationStopped) in
      let basis = try equations.groebnerBasis(control: control)
      guard try basis.codimension(control: control) == codimension else { return false }
      let primes = try equations.minimalPrimes(control: control)
      return primes.count == 1 && (degree.map { $0 == primes[0].degree } ?? true)
    })
  return found.map {
    Certified(
      $0,
      .probabilistic(
        detail: "irreducible of the same dimension, and satisfied by \(points.count) random points "
          + "modulo \(field.modulus)",
        bound: Double(points.count) / Double(field.modulus)))
  }
}

/// The choice among conditions that hold.
struct Recognition {
  let ring: PolynomialRing<RationalField>
  let control: ComputationControl

  /// Conditions that hold and together define the whole set.
  func description(
    _ table: LocusConditionTable, holds: (Polynomial<RationalField>) -> Bool,
    isWhole: (Ideal<RationalField>) throws(ComputationStopped) -> Bool
  ) throws(ComputationStopped) -> String? {
    let plain = try table.determinantal().filter { $0.equations.allSatisfy(holds) }
    if let text = try combine(plain, isWhole) { return text }
    let forms = try table.forms().filter { $0.equations.allSatisfy(holds) }
    return forms.isEmpty ? nil : try combine(plain + forms, isWhole)
  }

  /// The strongest conditions first, each unless the others imply it; then those that turn out not to be
  /// needed are dropped.
  private func combine(
    _ conditions: [LocusCondition],
    _ isWhole: (Ideal<RationalField>) throws(ComputationStopped) -> Bool
  ) throws(ComputationStopped) -> String? {
    var chosen: [LocusCondition] = []
    var basis = try Ideal(ring: ring, generators: []).groebnerBasis(control: control)
    for condition in conditions.sorted(by: { $0.codimension > $1.codimension })
    where !condition.equations.allSatisfy({ basis.contains($0) }) {
      chosen.append(condition)
      basis = try ideal(of: chosen).groebnerBasis(control: control)
    }
    if chosen.isEmpty { return nil }
    if try !isWhole(ideal(of: chosen)) { return nil }
    for condition in chosen.reversed() where chosen.count > 1 {
      let rest = chosen.filter { $0.text != condition.text }
      if try isWhole(ideal(of: rest)) { chosen = rest }
    }
    let operations = chosen.filter { $0.operation != nil }.map(\.text)
    return (operations + chosen.filter { $0.operation == nil }.map(\.text))
      .joined(separator: " & ")
  }

  private func ideal(of conditions: [LocusCondition]) -> Ideal<RationalField> {
    Ideal(ring: ring, generators: conditions.flatMap(\.equations))
  }
}
