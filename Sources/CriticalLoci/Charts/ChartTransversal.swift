import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// Weights near the normal forms of a chart that meet every orbit nearby: the normal forms, with arbitrary
/// values at the entries that vanish.
///
/// The map group × transversal → weights, (g, z) ↦ g·z, is smooth at the normal forms: the tangent directions of
/// GL(d₀) fill the first s rows of W₁, those of GL(d_L) the pivot columns of W_L, those of the scalings the
/// entries that are scaled to 1, and the coordinates of the transversal the rest. Therefore the closure of a set
/// B that is stable under the group meets the transversal, near the normal forms, in the closure of the part of
/// B in it.
struct ChartTransversal {
  /// The coordinates of the chart, then the new ones.
  let ring: PolynomialRing<RationalField>
  /// The weights in parameter order.
  let weights: [Polynomial<RationalField>]
  private let chart: Chart

  init(_ chart: Chart) {
    let architecture = chart.architecture
    let (shape, last) = (chart.shape, architecture.layerCount)
    var positions = shape.entries.indices.filter { chart.states[$0] == .zero }
      .map { shape.entries[$0].position }
    for row in stride(from: shape.inputRank, to: architecture.widths[1], by: 1) {
      positions += architecture.weightRange(ofLayer: 1, row: row + 1).dropFirst(shape.inputRank)
    }
    for row in stride(from: shape.outputRank, to: architecture.outputCount, by: 1) {
      positions += architecture.weightRange(ofLayer: last, row: row + 1).enumerated()
        .filter { !shape.pivots.contains($0.offset) }.map(\.element)
    }
    let names = architecture.parameterNames
    let ring = PolynomialRing.rational(chart.ring.variables + positions.map { names[$0] })
    var weights = chart.weights.map { weight in
      ring.polynomial(
        terms: weight.terms.map {
          ($0.coefficient, $0.exponents + [Int](repeating: 0, count: positions.count))
        })
    }
    for (index, position) in positions.enumerated() {
      weights[position] = ring.variable(chart.ring.variableCount + index)
    }
    self.ring = ring
    self.weights = weights
    self.chart = chart
  }

  /// The value of a polynomial where the new coordinates vanish.
  func restricted(_ f: Polynomial<RationalField>) -> Polynomial<RationalField> {
    let zeros = ring.variableCount - chart.ring.variableCount
    return f.substituted(
      chart.ring.generators + [Polynomial](repeating: chart.ring.zero, count: zeros),
      in: chart.ring)
  }
}

extension ChartPiece {
  /// Whether the closure of the orbit of the other piece contains this one, with permuted weights.
  func isContained(
    in other: ChartPiece, permutation: NeuronPermutation, control: ComputationControl
  ) throws(ComputationStopped) -> Bool {
    let transversal = ChartTransversal(chart)
    let conditions = try other.conditions(
      weights: chart.architecture.permuted(transversal.weights, by: permutation), control: control)
    func holds(_ equation: Polynomial<RationalField>) -> Bool {
      prime.basis.contains(transversal.restricted(equation))
    }
    let factors = try conditions.factors(control: control)
    for equation in conditions.equations
    where try !holds(equation.removing(factors, control: control)) {
      return false
    }
    return try conditions.closure(in: transversal.ring, control: control).polynomials
      .allSatisfy(holds)
  }
}
