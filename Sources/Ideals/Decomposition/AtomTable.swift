import AlgebraicStructures
import Computation
import Polynomials

/// Irreducible polynomials ("atoms") by number, with the factorisations met so far.
///
/// In a decomposition the same few factors occur over and over; numbers make sets of them cheap.
package struct AtomTable<C: GroebnerField> {
  let ring: PolynomialRing<C>
  private let control: ComputationControl
  private(set) var atoms: [Polynomial<C>] = []
  private var numbers: [Polynomial<C>: Int] = [:]
  private var known: [Polynomial<C>: [Int]] = [:]

  package init(ring: PolynomialRing<C>, control: ComputationControl) {
    self.ring = ring
    self.control = control
  }

  subscript(number: Int) -> Polynomial<C> { atoms[number] }

  /// The numbers of the distinct irreducible factors in increasing order: `[]` for a nonzero constant,
  /// `nil` for 0.
  package mutating func factors(of f: Polynomial<C>) throws(ComputationStopped) -> [Int]? {
    if f.isZero { return nil }
    if f.constantValue != nil { return [] }
    let canonical = f.canonicalAssociate
    if let factors = known[canonical] { return factors }
    let factorization = try canonical.factorization(control: control)
    let factors = factorization.factors.map { number(of: $0.base) }.sorted()
    known[canonical] = factors
    return factors
  }

  /// The number of a polynomial known to be irreducible and canonical.
  private mutating func number(of atom: Polynomial<C>) -> Int {
    if let number = numbers[atom] { return number }
    numbers[atom] = atoms.count
    known[atom] = [atoms.count]
    atoms.append(atom)
    return atoms.count - 1
  }
}
