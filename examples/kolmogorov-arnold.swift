// A new kind of layer is one type: here a polynomial Kolmogorov-Arnold layer, which has a trainable polynomial
// on every edge, y_i = sum_j p_ij(x_j) with p_ij(t) = c_1 t + ... + c_r t^r.
//
// The type says its shapes, the names of its parameters and its outputs over any ring; gradients follow.
// What it says of its channels lets the model find the scalings between two layers: the polynomials that
// make a value times s, and c_k of those that take it times s^-k. How many functions are there, and do the
// scalings explain what is missing?
import SingularLearning

struct KolmogorovArnoldLayer: ModelLayer {
  let outputs: Int
  let degree: Int

  var kind: String { "kolmogorov-arnold" }
  var title: String { "kolmogorov-arnold \(outputs), degree \(degree)" }

  func outputShape(for input: LayerShape) throws(LayerMismatch) -> LayerShape {
    guard outputs >= 1, degree >= 1 else {
      throw LayerMismatch("", expected: "outputs and degree of at least 1", found: title)
    }
    return .vector(outputs)
  }

  func parameterNames(for input: LayerShape, number: Int) -> [String] {
    (1...outputs).flatMap { i in
      (1...input.count).flatMap { j in (1...degree).map { "c\(number)_\(i)_\(j)_\($0)" } }
    }
  }

  func outputs<R: Ring>(
    _ values: [R.Element], parameters: [R.Element], input: LayerShape, over ring: R
  ) -> [R.Element]? {
    (0..<outputs).map { i in
      var sum = ring.zero
      for (j, x) in values.enumerated() {
        let start = (i * values.count + j) * degree
        var value = ring.zero
        for k in (0..<degree).reversed() {
          value = ring.multiply(ring.add(value, parameters[start + k]), x)
        }
        sum = ring.add(sum, value)
      }
      return sum
    }
  }

  func symmetries(for input: LayerShape) -> LayerSymmetries {
    let size = input.count * degree
    var result = LayerSymmetries()
    result.produced = (0..<outputs).map { Array($0 * size..<($0 + 1) * size) }
    result.taken = (0..<input.count).map { j in
      (0..<outputs).flatMap { i in
        (0..<degree).map { (parameter: i * size + j * degree + $0, exponent: -$0 - 1) }
      }
    }
    return result
  }
}

let networks = [
  ([2, 1, 1], 2), ([2, 2, 1], 2), ([2, 3, 1], 2), ([2, 2, 1], 3), ([2, 2, 2, 1], 2),
  ([3, 2, 2], 2),
]
for (widths, degree) in networks {
  let model = try LayeredModel(
    inputs: .vector(widths[0]),
    layers: widths.dropFirst().map { KolmogorovArnoldLayer(outputs: $0, degree: degree) })
  let rank = try genericRank(of: model)
  print(
    "widths \(widths), degree \(degree): \(model.parameterCount) parameters,",
    "at most \(rank.upperBound.value) without the scalings, dimension \(rank.dimension),",
    rank.evidence.kind)
}
