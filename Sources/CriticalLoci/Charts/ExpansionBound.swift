import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation
import Networks
import Polynomials

/// Upper bounds of the number of terms of a polynomial that is about to be expanded.
private struct TermCountBound {
  var terms = 0.0
  var degree = 0.0
  var variables: Set<Int> = []

  /// A polynomial cannot have more terms than there are monomials of its degree in its variables.
  private func limited() -> TermCountBound {
    var result = self
    result.terms = min(terms, monomialCount(variables: Double(variables.count), degree: degree))
    return result
  }

  static func + (a: TermCountBound, b: TermCountBound) -> TermCountBound {
    TermCountBound(
      terms: a.terms + b.terms, degree: max(a.degree, b.degree),
      variables: a.variables.union(b.variables)
    ).limited()
  }

  static func * (a: TermCountBound, b: TermCountBound) -> TermCountBound {
    TermCountBound(
      terms: a.terms * b.terms, degree: a.degree + b.degree,
      variables: a.variables.union(b.variables)
    ).limited()
  }

  /// An r-th power has a term for each multiset of r terms at most.
  func power(_ r: Int) -> TermCountBound {
    if terms == 0 { return self }
    return TermCountBound(
      terms: monomialCount(variables: terms - 1, degree: Double(r)), degree: degree * Double(r),
      variables: variables
    ).limited()
  }
}

/// C(variables + degree, degree) in double precision.
private func monomialCount(variables n: Double, degree d: Double) -> Double {
  exp(lgamma(n + d + 1) - lgamma(n + 1) - lgamma(d + 1)) * (1 + 1e-9) + 0.5
}

extension Architecture {
  /// The most terms of the network function, over all layers, that are expanded on a chart.
  static let largestExpansion = 5_000_000

  /// Throws `sizeLimit` for a network whose exponents polynomials in the weights cannot hold.
  func requireExponents() throws(ComputationStopped) {
    let limit = Int(Int32.max) - 1
    if inputDegree > limit {
      throw .sizeLimit(
        what: "the degree of the network", needed: "\(inputDegree)", limit: limit)
    }
  }

  /// Throws `sizeLimit` if expanding the network at weights that are polynomials could give more than
  /// `largestExpansion` terms.
  ///
  /// - Complexity: O(N) operations on sets of variables.
  func requireExpandable(
    weights: [Polynomial<RationalField>], inputs: [Polynomial<RationalField>]
  ) throws(ComputationStopped) {
    func bound(_ f: Polynomial<RationalField>) -> TermCountBound {
      TermCountBound(
        terms: Double(f.termCount), degree: Double(f.totalDegree ?? 0), variables: Set(f.support))
    }
    var values = inputs.map(bound)
    var total = 0.0
    for layer in 1...layerCount {
      if layer > 1 { values = values.map { $0.power(degrees[layer - 2]) } }
      total += values.reduce(0) { $0 + $1.terms }
      let stride = rowStride(ofLayer: layer)
      let offset = layerOffset(layer)
      values = (0..<widths[layer]).map { row in
        values.indices.reduce(TermCountBound()) { sum, column in
          let weight = weights[offset + row * stride + column]
          return weight.isZero ? sum : sum + bound(weight) * values[column]
        }
      }
      total += values.reduce(0) { $0 + $1.terms }
    }
    if total > Double(Self.largestExpansion) {
      throw .sizeLimit(
        what: "the number of terms of the network on a chart",
        needed: total < 1e15 ? "up to \(Int(total))" : "up to \(total)",
        limit: Self.largestExpansion)
    }
  }
}
