import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

/// Families of polynomial systems that the literature measures Groebner basis programs with.
public enum ClassicSystem: Hashable, Sendable, CustomStringConvertible {
  /// Magnetism: n quadrics and a linear form in n + 1 variables, 2ⁿ solutions.
  ///
  /// S. Katsura, W. Fukuda, S. Inawashiro, N. M. Fujiki, R. Gebauer, Cell Biophys. 11 (1987).
  case katsura(Int)
  /// Cyclic n-roots: degrees 1, …, n in n variables.
  ///
  /// G. Björck, R. Fröberg, *A faster way to count the solutions of inhomogeneous systems of
  /// algebraic equations*, J. Symb. Comp. 12 (1991).
  case cyclic(Int)
  /// An economics model: n equations in n variables.
  ///
  /// A. P. Morgan, *Solving Polynomial Systems Using Continuation*, Prentice-Hall 1987, p. 148.
  case eco(Int)
  /// A neural network model: n cubics in n variables.
  ///
  /// V. W. Noonburg, *A neural network modeled by an adaptive Lotka–Volterra system*, SIAM J. Appl.
  /// Math. 49 (1989).
  case noon(Int)
  /// Alternating power sums: degrees 2, …, n + 1 in n variables, without leading symmetry.
  ///
  /// E. Reimer; in D. Bini, B. Mourrain, *Polynomial test suite*, FRISCO project 1998.
  case reimer(Int)

  /// The name used in tables, such as `katsura-8`.
  public var description: String {
    switch self {
    case .katsura(let n): "katsura-\(n)"
    case .cyclic(let n): "cyclic-\(n)"
    case .eco(let n): "eco-\(n)"
    case .noon(let n): "noon-\(n)"
    case .reimer(let n): "reimer-\(n)"
    }
  }

  /// The names of the variables: x0, …, xn for katsura, else x1, …, xn.
  public var variables: [String] {
    switch self {
    case .katsura(let n): (0...n).map { "x\($0)" }
    case .cyclic(let n), .eco(let n), .noon(let n), .reimer(let n): (1...n).map { "x\($0)" }
    }
  }

  /// The ideal of the system over a field, in the degree-reverse-lexicographic or the given order.
  ///
  /// - Precondition: the size is at least 2 (traps).
  public func ideal<F: Field>(
    over field: F, order: MonomialOrder = .degreeReverseLexicographic
  ) -> Ideal<F> {
    let ring = PolynomialRing(trusted: field, variables: variables, order: order)
    let x = ring.generators
    let one = ring.constant(field.one)
    func scaled(_ c: Int, _ f: Polynomial<F>) -> Polynomial<F> { ring.constant(field(c)) * f }
    func sum(_ terms: [Polynomial<F>]) -> Polynomial<F> { terms.reduce(ring.zero, +) }
    let generators: [Polynomial<F>]
    switch self {
    case .katsura(let n):
      require(n >= 2, "katsura-\(n) is not defined")
      let quadrics = (0..<n).map { m in
        sum(
          (-n...n).compactMap { l in
            abs(m - l) <= n ? x[abs(l)] * x[abs(m - l)] : nil
          }) - x[m]
      }
      generators = quadrics + [sum(x.indices.map { scaled($0 == 0 ? 1 : 2, x[$0]) }) - one]
    case .cyclic(let n):
      require(n >= 2, "cyclic-\(n) is not defined")
      let sums = (1..<n).map { d in
        sum((0..<n).map { i in (0..<d).map { x[(i + $0) % n] }.reduce(one, *) })
      }
      generators = sums + [x.reduce(one, *) - one]
    case .eco(let n):
      require(n >= 2, "eco-\(n) is not defined")
      let products = (1..<n).map { k in
        let inner = sum([x[k - 1]] + (1..<max(1, n - k)).map { x[$0 - 1] * x[$0 + k - 1] })
        return inner * x[n - 1] - ring.constant(field(k))
      }
      generators = products + [sum(Array(x.dropLast())) + one]
    case .noon(let n):
      require(n >= 2, "noon-\(n) is not defined")
      generators = (0..<n).map { i in
        let squares = sum((0..<n).filter { $0 != i }.map { x[$0] * x[$0] })
        return scaled(10, x[i] * squares) - scaled(11, x[i]) + scaled(10, one)
      }
    case .reimer(let n):
      require(n >= 2, "reimer-\(n) is not defined")
      generators = (1...n).map { k in
        sum(x.indices.map { scaled($0 % 2 == 0 ? 2 : -2, x[$0].power(k + 1)) }) - one
      }
    }
    return Ideal(ring: ring, generators: generators)
  }
}
