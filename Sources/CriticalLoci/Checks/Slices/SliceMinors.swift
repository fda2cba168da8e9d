import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Networks
import Polynomials

/// Random combinations of all minors of one size of the Jacobian on a plane, by interpolation.
struct SliceMinors {
  let architecture: Architecture
  let plane: RandomPlane
  let size: Int
  let control: ComputationControl

  /// The most points at which the Jacobian is evaluated.
  private static let maximumPoints = 30_000

  /// `count` combinations det(U J V) with random U and V.
  func combinations(
    count: Int, using random: inout RandomSource
  ) throws(ComputationStopped) -> [Polynomial<PrimeField>] {
    let field = plane.field
    let interpolation = LatticeInterpolation(
      field: field, variableCount: plane.ring.variableCount, degree: size * (weightDegree - 1))
    let points = interpolation.points
    if points.count > Self.maximumPoints {
      throw .sizeLimit(
        what: "the number of terms of the minors on a slice", needed: "\(points.count)",
        limit: Self.maximumPoints)
    }
    let modulus = UInt32(field.modulus)
    let outputs = architecture.outputCount
    let inputCount = min(
      (architecture.ambientDimension / Integer(outputs)).asInt ?? .max,
      architecture.parameterCount + 10)
    let inputs = ModularMatrix.random(
      modulus: modulus, rowCount: architecture.inputCount, columnCount: inputCount, using: &random)
    var factors: [(left: ModularMatrix, right: ModularMatrix)] = []
    for _ in 0..<count {
      let left = ModularMatrix.random(
        modulus: modulus, rowCount: size, columnCount: architecture.parameterCount, using: &random)
      let right = ModularMatrix.random(
        modulus: modulus, rowCount: inputCount * outputs, columnCount: size, using: &random)
      factors.append((left, right))
    }
    var values = [[UInt64]](repeating: [], count: count)
    for point in points {
      try control.checkpoint()
      let jacobian = try transposedJacobian(
        at: plane.weights(at: point.map { UInt64($0) }), inputs)
      for (k, (left, right)) in factors.enumerated() {
        values[k].append(determinant(left * jacobian * right))
      }
    }
    return values.map { interpolation.polynomial(values: $0, points: points, in: plane.ring) }
  }

  /// The degree of the outputs as polynomials in all weights.
  private var weightDegree: Int {
    // Layer ℓ contributes the product of the degrees after it.
    var product = 1
    var sum = 1
    for degree in architecture.degrees.reversed() {
      product *= degree
      sum += product
    }
    return sum
  }

  private func transposedJacobian(
    at weights: [UInt64], _ inputs: ModularMatrix
  ) throws(ComputationStopped) -> ModularMatrix {
    let matrices = (1...architecture.layerCount).map { layer in
      ModularMatrix(
        modulus: inputs.modulus, rowCount: architecture.widths[layer],
        columnCount: architecture.rowStride(ofLayer: layer),
        elements: weights[architecture.parameterRange(ofLayer: layer)].map { UInt32($0) })
    }
    guard let network = ModularNetwork(architecture, modulus: inputs.modulus, weights: matrices)
    else {
      throw .undecided(what: "a slice: the prime divides a denominator of an activation")
    }
    return try network.gradientFactors(at: inputs).transposedJacobian(control: control)
  }

  private func determinant(_ matrix: ModularMatrix) -> UInt64 {
    let field = plane.field
    return Matrix(
      ring: field, rowCount: size, columnCount: size, elements: matrix.elements.map { UInt64($0) }
    ).determinant
  }
}
