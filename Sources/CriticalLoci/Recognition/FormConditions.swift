import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// Conditions on the forms that the last hidden layer computes: they are of high degree and tried only
/// where ranks of weight matrices do not say it.
extension LocusConditionTable {
  /// Discriminants, then resultants.
  func forms() throws(ComputationStopped) -> [LocusCondition] {
    guard architecture.isHomogeneous, architecture.layerCount >= 2 else { return [] }
    return try quadraticForms() + binaryDiscriminants() + resultants()
  }

  /// The form Σᵢ cᵢ (row i of W_{L−1})^r of an output, r = 2, by its symmetric matrix.
  private func quadraticForms() throws(ComputationStopped) -> [LocusCondition] {
    let last = architecture.layerCount
    guard architecture.degrees[last - 2] == 2 else { return [] }
    let inner = weights(ofLayer: last - 1)
    let n = inner.columnCount
    var result: [LocusCondition] = []
    for output in 1...architecture.outputCount {
      var scaled = inner
      for i in 0..<inner.rowCount {
        for j in 0..<n { scaled[i, j] = ring["w\(last)_\(output)_\(i + 1)"] * inner[i, j] }
      }
      let form = inner.transpose * scaled
      for rank in (0..<n).reversed() {
        let text =
          rank == n - 1
          ? "discriminant of \(sum(output: output)) = 0"
          : "rank of \(sum(output: output)) <= \(rank)"
        result.append(
          LocusCondition(
            text: text, operation: nil, equations: try form.minors(size: rank + 1),
            codimension: (n - rank) * (n - rank + 1) / 2))
      }
    }
    return result
  }

  private func sum(output: Int) -> String {
    let last = architecture.layerCount
    let r = architecture.degrees[last - 2]
    return "sum_i w\(last)_\(output)_i*(row i of W\(last - 1))^\(r)"
  }

  /// Discriminants of Σᵢ cᵢ (aᵢ u + bᵢ v)³.
  private func binaryDiscriminants() throws(ComputationStopped) -> [LocusCondition] {
    let last = architecture.layerCount
    let degree = architecture.degrees[last - 2]
    let inner = weights(ofLayer: last - 1)
    guard degree == 3, inner.columnCount == 2 else { return [] }
    return try (1...architecture.outputCount).map { output throws(ComputationStopped) in
      // The coefficients of uʲ v^{r−j} without binomial factors.
      let moments = (0...degree).map { power in
        (0..<inner.rowCount).reduce(ring.zero) { sum, i in
          sum + ring["w\(last)_\(output)_\(i + 1)"] * inner[i, 0].power(power)
            * inner[i, 1].power(degree - power)
        }
      }
      // Up to factors these are the derivatives by u and by v.
      let binomials = [1, 2, 1]
      let (fu, fv) = (
        (0..<degree).map { binomials[$0] * moments[$0 + 1] },
        (0..<degree).map { binomials[$0] * moments[$0] }
      )
      return LocusCondition(
        text: "discriminant of \(sum(output: output)) = 0", operation: nil,
        equations: [resultant(fu, fv)], codimension: 1)
    }
  }

  /// Resultants of two neurons of the last hidden layer, as forms in two inputs of small degree.
  private func resultants() throws(ComputationStopped) -> [LocusCondition] {
    let layer = architecture.layerCount - 1
    let degree = architecture.inputDegree / architecture.degrees[layer - 1]
    guard architecture.inputCount == 2, layer >= 2, degree <= 3 else { return [] }
    let forms = try preactivations(ofLayer: layer)
    var result: [LocusCondition] = []
    for pair in combinations(forms.count, 2) {
      let value = resultant(forms[pair[0]], forms[pair[1]])
      // The forms can have a common factor for simpler reasons, which split off.
      guard
        let main = try value.factorization().factors.max(by: { $0.base.isSimpler(than: $1.base) })
      else { continue }
      result.append(
        LocusCondition(
          text: "common factor of neurons (\(layer);\(pair[0] + 1)),(\(layer);\(pair[1] + 1))",
          operation: nil, equations: [main.base], codimension: 1))
    }
    return result
  }

  /// The coefficients of the forms that the neurons of a layer compute before the activation.
  private func preactivations(
    ofLayer layer: Int
  ) throws(ComputationStopped) -> [[Polynomial<RationalField>]] {
    var forms = (0..<2).map { j in (0..<2).map { $0 == j ? ring.one : ring.zero } }
    for current in 1...layer {
      let matrix = weights(ofLayer: current)
      let values = forms
      forms = (0..<matrix.rowCount).map { i in
        values.indices.reduce(into: values[0].map { _ in ring.zero }) { sum, j in
          for k in sum.indices { sum[k] += matrix[i, j] * values[j][k] }
        }
      }
      if current < layer { forms = forms.map { power($0, architecture.degrees[current - 1]) } }
    }
    return forms
  }

  private func power(_ form: [Polynomial<RationalField>], _ n: Int) -> [Polynomial<RationalField>] {
    (1..<max(n, 1)).reduce(form) { product, _ in
      var next = [Polynomial<RationalField>](
        repeating: ring.zero, count: product.count + form.count - 1)
      for (i, a) in product.enumerated() {
        for (j, b) in form.enumerated() { next[i + j] += a * b }
      }
      return next
    }
  }

  /// The determinant of the Sylvester matrix of two binary forms, by their coefficients.
  private func resultant(
    _ f: [Polynomial<RationalField>], _ g: [Polynomial<RationalField>]
  ) -> Polynomial<RationalField> {
    let (m, n) = (f.count - 1, g.count - 1)
    var matrix = Matrix.zero(ring: ring, rowCount: m + n, columnCount: m + n)
    for row in 0..<n { for (j, c) in f.enumerated() { matrix[row, row + j] = c } }
    for row in 0..<m { for (j, c) in g.enumerated() { matrix[n + row, row + j] = c } }
    return matrix.fractionFreeDeterminant()
  }
}

extension Polynomial {
  /// Smaller total degree, or equal degree and fewer terms.
  fileprivate func isSimpler(than other: Polynomial) -> Bool {
    (totalDegree ?? -1, termCount) < (other.totalDegree ?? -1, other.termCount)
  }
}
