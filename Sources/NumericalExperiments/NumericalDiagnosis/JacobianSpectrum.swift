import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

/// The singular values of the Jacobian at floating-point weights: all, or for more than `DataSpectrum.completeSize`
/// parameters the largest, with what the matrix of scalar products tells of the others.
///
/// The rows of the Jacobian are taken in an orthonormal basis of functions for the inner product E⟨f, g⟩, with
/// inputs uniform on the unit sphere for a homogeneous network, else standard normal (`JacobianSampler`).
public struct JacobianSpectrum: Sendable {
  /// The singular values in decreasing order, all or lower bounds of the largest.
  public let singularValues: [Double]
  /// How singular values are told from rounding errors: those of the arithmetic, and what rounding the
  /// weights to the precision of their file can change.
  public let rule: NumericalRank.Rule
  let network: FloatingNetwork
  private let source: Source
  private let rankAtMost: Int

  private enum Source {
    case matrix(JacobianSampler, DenseMatrix)
    case blocks(DataJacobian, inputs: [[Double]], DataSpectrum)
  }

  /// Whether J is made at once, for all singular values.
  private static func isComplete(_ architecture: Architecture) -> Bool {
    architecture.parameterCount <= DataSpectrum.completeSize
      && JacobianSampler.limit(of: architecture) == nil
  }

  /// What keeps the singular values at the weights of an architecture from being computed: memory or work; `nil` if
  /// nothing does.
  ///
  /// - Complexity: nothing is allocated.
  public static func limit(of architecture: Architecture) -> ComputationStopped? {
    if let limit = SquaredLoss.limit(of: architecture) { return limit }
    if isComplete(architecture) { return nil }
    let (rows, columns) = (
      JacobianSampler.randomRowCount(architecture), architecture.parameterCount
    )
    return DataSpectrum.limit(rows: rows, columns: columns)
      ?? DataSpectrum.inertiaLimit(rows: rows, columns: columns)
  }

  /// The spectrum at the weights of a network; `nil` if a derivative overflows.
  ///
  /// Traps where `limit(of:)` is not `nil`.
  ///
  /// - Parameter rankAtMost: What the rank is proven to be at most.
  /// - Throws: `ComputationStopped` as `control` demands.
  package static func of(
    _ network: FloatingNetwork, rankAtMost: Int, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> JacobianSpectrum? {
    guard isComplete(network.architecture) else {
      return try ofBlocks(network, rankAtMost: rankAtMost, seed: seed, control: control)
    }
    let sampler = JacobianSampler(network.architecture, seed: seed)
    let matrix = sampler.jacobian(at: network.weights)
    guard let values = try matrix.singularValues(control: control), let largest = values.first,
      largest.isFinite,
      let change = try sampler.change(
        of: matrix, roundingWeightsOf: network, seed: seed, control: control)
    else { return nil }
    let arithmetic = NumericalRank.Rule.random(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount,
      conditioning: Double(network.architecture.inputDegree))
    let noise = max(arithmetic.noise, largest > 0 ? min(change / largest, 0.01) : 0)
    return JacobianSpectrum(
      singularValues: values,
      rule: NumericalRank.Rule(
        cut: max(arithmetic.cut, NumericalRank.requiredGap * noise), noise: noise),
      network: network, source: .matrix(sampler, matrix), rankAtMost: rankAtMost)
  }

  private static func ofBlocks(
    _ network: FloatingNetwork, rankAtMost: Int, seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> JacobianSpectrum? {
    let inputs = JacobianSampler.randomInputs(network.architecture, seed: seed)
    let jacobian = DataJacobian(network.architecture, at: network.weights, inputs: inputs)
    let change =
      try 4
      * jacobian.distance(
        to: DataJacobian(
          network.architecture, at: network.roundedAgain(seed: seed), inputs: inputs),
        control: control)
    guard
      var spectrum = try DataSpectrum(jacobian, noise: change, seed: seed, control: control)
    else { return nil }
    try spectrum.decide(for: jacobian, rankAtMost: rankAtMost, seed: seed, control: control)
    return JacobianSpectrum(
      singularValues: spectrum.singularValues, rule: spectrum.rule, network: network,
      source: .blocks(jacobian, inputs: inputs, spectrum), rankAtMost: rankAtMost)
  }

  /// Whether the expectation over inputs is exact, up to rounding (`JacobianSampler`).
  public var isExactExpectation: Bool {
    if case .matrix(let sampler, _) = source { sampler.isExactExpectation } else { false }
  }

  /// Whether the singular values are all.
  public var isComplete: Bool {
    if case .blocks(_, _, let spectrum) = source { spectrum.isComplete } else { true }
  }

  /// What was counted in the matrix of scalar products; `nil` where all singular values are known, or where it was not
  /// needed.
  public var inertia: GramInertia? {
    if case .blocks(_, _, let spectrum) = source { spectrum.inertia } else { nil }
  }

  /// The rank that a gap in front of rounding errors shows.
  package var gapRank: Int? {
    if case .blocks(_, _, let spectrum) = source { return spectrum.rank }
    return NumericalRank(singularValues: singularValues, rule: rule).rank
  }

  /// The largest singular value.
  public var largest: Double { singularValues.first ?? 0 }

  /// σ_k for k = 1, 2, …, or what is known to be at most that; 0 beyond the last.
  public func value(_ k: Int) -> Double {
    let known = k <= singularValues.count ? singularValues[k - 1] : 0
    guard let inertia else { return known }
    if k <= inertia.count { return max(known, inertia.cut * largest) }
    return inertia.smallest?.dropFirst(k - inertia.count - 1).first ?? known
  }

  /// Whether `value(k)` is σ_k and no lower bound.
  public func isKnown(_ k: Int) -> Bool {
    guard case .blocks(_, _, let spectrum) = source, !spectrum.isComplete else { return true }
    guard let inertia = spectrum.inertia, inertia.smallest != nil else {
      return spectrum.remainder <= rule.noise * largest && k <= singularValues.count
    }
    return k > inertia.count
  }

  /// ‖J(W) − J(V)‖ in the spectral norm for the weights V of another network of the same architecture;
  /// `nil` if it overflows.
  ///
  /// For large matrices a larger norm, where that is at most `limit` too, or where the spectral norm is more
  /// than `limit` anyway; the Frobenius norm where not all singular values are known.
  func distance(
    to other: Network, limit: Double, control: ComputationControl
  ) throws(ComputationStopped) -> Double? {
    let weights = other.weights.map(\.asDouble)
    switch source {
    case .matrix(let sampler, let matrix):
      return try sampler.distance(
        of: matrix, fromJacobianAt: weights, limit: limit, control: control)
    case .blocks(let jacobian, let inputs, _):
      let norm = try jacobian.distance(
        to: DataJacobian(network.architecture, at: weights, inputs: inputs), control: control)
      return norm.isFinite ? norm : nil
    }
  }

  /// The singular values at random weights nearby: each weight has moved by about a thousandth of the
  /// largest in its layer.
  func neighbor(
    seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> JacobianSpectrum? {
    let architecture = network.architecture
    var random = RandomSource(seed: seed).split(stream: 0x6e65_6172)
    var weights = network.weights
    for layer in 1...architecture.layerCount {
      let start = architecture.layerOffset(layer)
      let count = architecture.rowStride(ofLayer: layer) * architecture.widths[layer]
      let size = weights[start..<start + count].reduce(0) { max($0, $1.magnitude) }
      for k in start..<start + count {
        let moved = weights[k] + 1e-3 * (size > 0 ? size : 1) * random.normal()
        if moved.isFinite { weights[k] = moved }
      }
    }
    return try JacobianSpectrum.of(
      FloatingNetwork(architecture, weights: weights), rankAtMost: rankAtMost, seed: seed,
      control: control)
  }
}

extension FloatingNetwork {
  /// The weights, each changed by half a unit in the last place of their type in a random direction.
  fileprivate func roundedAgain(seed: UInt64) -> [Double] {
    var random = RandomSource(seed: seed).split(stream: 0x726f_756e)
    let half = type.epsilon / 2
    return weights.map { $0 * (1 + (random.integer(in: 0...1) == 0 ? half : -half)) }
  }
}

extension JacobianSampler {
  /// ‖`matrix` − J(V)‖, as `JacobianSpectrum.distance(to:limit:)` says.
  fileprivate func distance(
    of matrix: DenseMatrix, fromJacobianAt weights: [Double], limit: Double,
    control: ComputationControl
  ) throws(ComputationStopped) -> Double? {
    let other = jacobian(at: weights)
    let difference = DenseMatrix(
      rowCount: matrix.rowCount, columnCount: matrix.columnCount,
      elements: zip(matrix.elements, other.elements).map { $0 - $1 })
    if difference.elements.count > 100_000 {
      // The Frobenius norm is at least the spectral norm and at most √rank times as large.
      let norm = difference.elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let rank = Double(min(matrix.rowCount, matrix.columnCount))
      if norm <= limit || norm > limit * rank.squareRoot() { return norm.isFinite ? norm : nil }
    }
    return try difference.singularValues(control: control).map { $0.first ?? 0 }
  }

  /// An estimate of how much the Jacobian `matrix` changes when all weights change by half a unit in the last
  /// place: four times what one random choice of signs does.
  fileprivate func change(
    of matrix: DenseMatrix, roundingWeightsOf network: FloatingNetwork, seed: UInt64,
    control: ComputationControl
  ) throws(ComputationStopped) -> Double? {
    try distance(
      of: matrix, fromJacobianAt: network.roundedAgain(seed: seed), limit: .infinity,
      control: control
    ).map { 4 * $0 }
  }
}
