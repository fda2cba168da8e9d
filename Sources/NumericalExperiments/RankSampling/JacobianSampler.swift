import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Foundation
import Networks

/// Evaluates the Jacobian of an architecture in double precision.
///
/// The rows of J are taken in an orthonormal basis of functions: the matrix has the singular values of J
/// as a map from parameters to functions with the norm (E|f|²)^{1/2}, and JᵀJ is the Fisher information
/// of regression with unit noise. Inputs are uniform on the unit sphere for a homogeneous network and
/// standard normal for any other. The expectation is a cubature that is exact for it while that needs at
/// most `maximumNodes` nodes; beyond, random inputs give a matrix of the same rank with singular values
/// that are estimates.
public struct JacobianSampler: Sendable {
  /// The architecture.
  public let architecture: Architecture
  /// Whether the singular values are those of the exact expectation, up to rounding.
  public let isExactExpectation: Bool
  private let loss: SquaredLoss
  private let nodes: [[Double]]
  private let rootWeights: [Double]

  /// The memory in MiB that the rank at one point takes: the Jacobian and a copy that is overwritten.
  var mebibytesPerPoint: Double {
    let rows = Double(nodes.count + 8) * Double(architecture.outputCount)
    return 16 * rows * Double(architecture.parameterCount) / 0x1p20
  }

  /// The most nodes of an exact expectation.
  public static let maximumNodes = 4096

  /// The most entries of a Jacobian: 256 MiB.
  public static let maximumEntries = 1 << 25

  /// What keeps the singular values of an architecture from being computed: the number of entries of the
  /// Jacobian, or what the loss kernels allow; `nil` if nothing does.
  ///
  /// - Complexity: nothing is allocated.
  public static func limit(of architecture: Architecture) -> ComputationStopped? {
    if let limit = SquaredLoss.limit(of: architecture) { return limit }
    // J has at least as many rows as its rank; those of larger networks need not be estimated.
    guard architecture.parameterCount <= maximumEntries else {
      return .sizeLimit(
        what: "the number of parameters for singular values",
        needed: "\(architecture.parameterCount)", limit: maximumEntries)
    }
    let rows = JacobianShape(architecture).rows
    let entries = rows * Double(architecture.parameterCount)
    guard entries > Double(maximumEntries) else { return nil }
    return .sizeLimit(
      what: "the number of entries of the Jacobian in double precision",
      needed: "\(sizeText(rows)) rows x \(architecture.parameterCount) parameters",
      limit: maximumEntries)
  }

  /// A sampler; `seed` fixes the random inputs, if there are any.
  ///
  /// Traps where `limit(of:)` is not `nil`.
  public init(_ architecture: Architecture, seed: UInt64 = 1) {
    if let limit = JacobianSampler.limit(of: architecture) {
      require(false, "singular values for \(architecture): \(limit)")
    }
    self.architecture = architecture
    let nodes: [[Double]]
    let weights: [Double]
    if let rule = exactRule(architecture) {
      (nodes, weights) = (rule.nodes, rule.weights)
      isExactExpectation = true
    } else {
      nodes = JacobianSampler.randomInputs(architecture, seed: seed)
      weights = Array(repeating: 1 / Double(nodes.count), count: nodes.count)
      isExactExpectation = false
    }
    let zeros = [Double](repeating: 0, count: architecture.outputCount)
    self.nodes = nodes
    rootWeights = weights.map { $0.squareRoot() }
    loss = SquaredLoss(
      architecture, inputs: nodes, targets: nodes.map { _ in zeros }, weights: weights)
  }

  /// Random inputs in place of an exact expectation, in number a quarter more rows than the rank can be.
  static func randomInputs(_ architecture: Architecture, seed: UInt64) -> [[Double]] {
    var random = RandomSource(seed: seed).split(stream: 0x4a61_636f)
    return (0..<JacobianShape(architecture).randomNodeCount).map { _ in
      let x = random.normals(architecture.inputCount)
      let norm = x.reduce(0) { $0 + $1 * $1 }.squareRoot()
      return architecture.isHomogeneous ? x.map { $0 / norm } : x
    }
  }

  /// The number of rows of the Jacobian at `randomInputs(_:seed:)`.
  static func randomRowCount(_ architecture: Architecture) -> Int {
    Saturating.product(
      JacobianShape(architecture).randomNodeCount, architecture.outputCount)
  }

  /// The Jacobian at the given parameters, in the scaling described above; some rows may be zero.
  public func jacobian(at parameters: [Double]) -> DenseMatrix {
    loss.makeEvaluator().weightedJacobian(at: parameters)
  }

  /// The rank at the given parameters by `rule`; by the rule for random points if it is `nil`.
  ///
  /// - Returns: `nil` if an entry of J overflows.
  /// - Throws: `ComputationStopped` as `control` demands.
  public func rank(
    at parameters: [Double], rule: NumericalRank.Rule? = nil,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> NumericalRank? {
    try control.checkpoint(operations: 3 * loss.evaluationSize * Double(architecture.outputCount))
    let matrix = jacobian(at: parameters)
    let rule =
      rule
      ?? .random(
        rowCount: matrix.rowCount, columnCount: matrix.columnCount,
        conditioning: Double(architecture.inputDegree))
    return try matrix.singularValues(control: control).map {
      NumericalRank(singularValues: $0, rule: rule)
    }
  }

  /// Random parameters at which deep networks stay well conditioned, where those of `randomParameters` leave
  /// the rank open.
  ///
  /// They say something about the rank, nothing about the singular values at weights as training has them.
  /// Layer by layer, rows are random orthogonal combinations of the principal components of the neurons
  /// before (by their values at the nodes), each component divided by its size, at least 0.3 of the
  /// largest, and every hidden neuron is scaled to mean square 1. Their distribution has a density, so
  /// almost all have the generic rank; powers of plain normal combinations are nearly parallel after a
  /// few layers, and J is then numerically of small rank.
  ///
  /// - Throws: `ComputationStopped` as `control` demands, before each layer.
  public func balancedParameters(
    using random: inout RandomSource, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> [Double] {
    var rows = (0..<architecture.inputCount).map { i in nodes.map { $0[i] } }
    var parameters: [Double] = []
    for layer in 1...architecture.layerCount {
      try control.checkpoint()
      if architecture.hasBias { rows.append(nodes.map { _ in 1 }) }
      let matrix = DenseMatrix(
        rowCount: nodes.count, columnCount: rows.count,
        elements: rows.flatMap { row in zip(row, rootWeights).map { $0 * $1 } })
      let width = architecture.widths[layer]
      let combinations = balancedCombinations(of: matrix, count: width, using: &random)
      var next: [[Double]] = []
      for weights in combinations {
        var values = nodes.indices.map { s in
          rows.indices.reduce(0.0) { $0 + weights[$1] * rows[$1][s] }
        }
        let square = zip(values, rootWeights).reduce(0) { $0 + ($1.0 * $1.1) * ($1.0 * $1.1) }
        let factor = square > 0 ? 1 / square.squareRoot() : 1
        parameters += weights.map { $0 * factor }
        for s in values.indices { values[s] *= factor }
        next.append(values)
      }
      guard layer < architecture.layerCount else { break }
      let coefficients = architecture.activations[layer - 1].coefficients.map(\.asDouble)
      rows = next.map { $0.map { horner(coefficients, $0) } }
    }
    return parameters
  }

  /// Random orthogonal combinations of the scaled principal components of the columns.
  private func balancedCombinations(
    of matrix: DenseMatrix, count: Int, using random: inout RandomSource
  ) -> [[Double]] {
    let width = matrix.columnCount
    guard let parts = matrix.singularValueDecomposition(), parts.values[0] > 0 else {
      return (0..<count).map { _ in random.normals(width) }
    }
    let rank = parts.values.count
    var mixing = (0..<count).map { _ in random.normals(rank) }
    let columns = (0..<rank).map { k in mixing.map { $0[k] } }
    if count <= rank {
      mixing = orthonormalBasis(of: mixing)
    } else {
      let orthogonal = orthonormalBasis(of: columns)
      mixing = (0..<count).map { row in orthogonal.map { $0[row] } }
    }
    return mixing.map { row in
      (0..<width).map { column in
        row.indices.reduce(0.0) { sum, k in
          let size = max(parts.values[k], 0.3 * parts.values[0])
          return sum + row[k] / size * parts.rightTransposed[column * rank + k]
        }
      }
    }
  }
}

/// The number of rows of a Jacobian, known before anything is allocated.
private struct JacobianShape {
  /// Nodes of the exact expectation, `nil` where random inputs take its place.
  let exactNodeCount: Double?
  /// The number of random inputs: a quarter more rows than the rank can be.
  let randomNodeCount: Int
  /// The number of rows: nodes times outputs.
  let rows: Double

  init(_ architecture: Architecture) {
    let (dimension, degree) = (architecture.inputCount, architecture.inputDegree)
    let limit = Double(JacobianSampler.maximumNodes)
    let isHomogeneous = architecture.isHomogeneous
    let outputs = Double(architecture.outputCount)
    let rank = dimensionBound(of: architecture).value
    randomNodeCount = (5 * rank / 4) / architecture.outputCount + 16
    let product = CubatureRule.productNodeCount(dimension: dimension, degree: degree)
    var exact: Double?
    if isHomogeneous && dimension == 1 {
      exact = 1
    } else if isHomogeneous && dimension == 2 && Double(degree) < limit {
      exact = Double(degree) + 1
    } else if product <= limit * (isHomogeneous ? 2 : 1) {
      exact = isHomogeneous ? product / 2 + 1 : product
    }
    // Many outputs would make a matrix of far more rows than the rank needs.
    let entries = Double(architecture.parameterCount) * outputs
    if let count = exact, count * entries > Double(JacobianSampler.maximumEntries) { exact = nil }
    exactNodeCount = exact
    rows = (exact ?? Double(randomNodeCount)) * outputs
  }
}

/// A count as text, rounded where it is large.
private func sizeText(_ count: Double) -> String {
  count < 1e15 ? "\(Int(count))" : "\(count)"
}

/// The exact cubature for the squares of functions of the architecture, if it is affordable.
private func exactRule(_ architecture: Architecture) -> (nodes: [[Double]], weights: [Double])? {
  guard JacobianShape(architecture).exactNodeCount != nil else { return nil }
  let (dimension, degree) = (architecture.inputCount, architecture.inputDegree)
  let isHomogeneous = architecture.isHomogeneous
  if isHomogeneous && dimension == 1 { return ([[1]], [1]) }
  if isHomogeneous && dimension == 2 && degree < JacobianSampler.maximumNodes {
    // f² is a trigonometric polynomial of degree 2D in the angle with period π.
    let angles = (0...degree).map { Double.pi * (Double($0) + 0.5) / Double(degree + 1) }
    let weights = angles.map { _ in 1 / Double(degree + 1) }
    return (angles.map { [cos($0), sin($0)] }, weights)
  }
  guard
    let rule = try? CubatureRule(
      .gaussian, dimension: dimension, degree: degree, isEven: isHomogeneous)
  else { return nil }
  if !isHomogeneous { return (rule.nodes, rule.weights) }
  // E|x|^{2D} separates the radius of normal inputs from the direction.
  let radius = (0..<degree).reduce(1.0) { $0 * Double(dimension + 2 * $1) }
  return (rule.nodes, rule.weights.map { $0 / radius })
}
