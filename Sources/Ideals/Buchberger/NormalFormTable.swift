import AlgebraicStructures
import Computation
import Polynomials

/// Normal forms of monomials modulo polynomials, each computed once, over any field.
///
/// Every monomial m that a leading monomial divides is assigned the combination L(m) of standard
/// monomials that one chosen multiple with leading monomial m dictates; L is the identity on standard
/// monomials. For a Groebner basis L is the normal form.
struct NormalFormTable<F: Field> {
  /// A combination of standard monomials, by index, without zeros.
  typealias Combination = [(monomial: Int, coefficient: F.Element)]

  private let ring: PolynomialRing<F>
  /// Terms of the elements, made monic, leading terms first.
  private let elements: [[(coefficient: F.Element, exponents: [Int])]]
  private var indices: [[Int]: Int] = [:]
  private(set) var monomials: [[Int]] = []
  /// L by monomial; `nil` for standard monomials.
  private var images: [Combination?] = []
  private var sum: [F.Element] = []
  /// The operations since the last checkpoint.
  private var work = 0

  /// For nonzero polynomials of one ring.
  init(_ polynomials: [Polynomial<F>], ring: PolynomialRing<F>) {
    self.ring = ring
    elements = polynomials.map { f in
      let inverse = f.leadingCoefficient.flatMap { ring.coefficients.inverse($0) }
      return f.terms.map {
        (ring.coefficients.multiply($0.coefficient, inverse ?? ring.coefficients.one), $0.exponents)
      }
    }
  }

  /// L of a monomial multiple of an element; `cofactor` has one exponent per variable.
  mutating func image(
    ofElement element: Int, times cofactor: [Int], control: ComputationControl
  ) throws(ComputationStopped) -> Combination {
    let terms = elements[element]
    let columns = terms.map { insert($0.exponents, cofactor) }
    try complete(control)
    return combination(columns, terms.map(\.coefficient), from: 0)
  }

  /// The number by which combinations refer to a monomial.
  mutating func index(of monomial: [Int]) -> Int {
    insert(monomial, [Int](repeating: 0, count: monomial.count))
  }

  /// L of a monomial.
  mutating func normalForm(
    of monomial: [Int], control: ComputationControl
  ) throws(ComputationStopped) -> Combination {
    let index = index(of: monomial)
    try complete(control)
    return images[index] ?? [(index, ring.coefficients.one)]
  }

  private mutating func insert(_ a: [Int], _ b: [Int]) -> Int {
    let product = a.indices.map { a[$0] + b[$0] }
    if let index = indices[product] { return index }
    indices[product] = monomials.count
    monomials.append(product)
    return monomials.count - 1
  }

  /// Finds L for all monomials met since the last call.
  private mutating func complete(_ control: ComputationControl) throws(ComputationStopped) {
    var reducers: [(monomial: Int, element: Int, columns: [Int])] = []
    var index = images.count
    while index < monomials.count {
      let monomial = monomials[index]
      if let element = elements.firstIndex(where: { divides($0[0].exponents, monomial) }) {
        let lead = elements[element][0].exponents
        let cofactor = monomial.indices.map { monomial[$0] - lead[$0] }
        let columns = elements[element].map { insert($0.exponents, cofactor) }
        reducers.append((index, element, columns))
        work += 4 * ring.variableCount * (elements.count + columns.count)
        try checkpoint(control)
      }
      index += 1
    }
    images += Array(repeating: nil, count: monomials.count - images.count)
    sum += Array(repeating: ring.coefficients.zero, count: monomials.count - sum.count)
    // Smaller monomials first: the others need them.
    reducers.sort { ring.order.compare(monomials[$0.monomial], monomials[$1.monomial]) < 0 }
    for reducer in reducers {
      try checkpoint(control)
      let coefficients = elements[reducer.element].map { ring.coefficients.negate($0.coefficient) }
      images[reducer.monomial] = combination(reducer.columns, coefficients, from: 1)
    }
  }

  private mutating func checkpoint(_ control: ComputationControl) throws(ComputationStopped) {
    try control.checkpoint(operations: work)
    work = 0
  }

  private mutating func combination(
    _ columns: [Int], _ coefficients: [F.Element], from start: Int
  ) -> Combination {
    let field = ring.coefficients
    var touched: [Int] = []
    for k in start..<columns.count {
      guard let image = images[columns[k]] else {
        touched.append(columns[k])
        sum[columns[k]] = field.add(sum[columns[k]], coefficients[k])
        continue
      }
      for (monomial, coefficient) in image {
        touched.append(monomial)
        field.addProduct(coefficients[k], coefficient, to: &sum[monomial])
      }
    }
    work += 4 * (columns.count + touched.count)
    var result: Combination = []
    for monomial in touched where !field.isZero(sum[monomial]) {
      result.append((monomial, sum[monomial]))
      sum[monomial] = field.zero
    }
    return result
  }
}
