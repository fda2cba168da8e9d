import Computation
import ExactArithmetic

extension NumericalReduction {
  /// Goes on with neurons whose values at some inputs are nearly linear combinations of those of others in their layer, and
  /// a constant where there are biases.
  ///
  /// Layer by layer the neurons that are kept are chosen by an interpolative decomposition of the values, each weighted by the
  /// outgoing weights, and as few of them as the allowed change of the outputs permits. The others are dropped, and the
  /// outgoing weights of the kept ones change.
  ///
  /// - Parameter inputs: Lists of d₀ numbers, at least one, else it traps. Where there are more than 4,096 every few are taken.
  /// - Parameter allowed: The change that is allowed beside that of the merges, as in `OutputChange.relative`; not negative.
  /// - Parameter control: Limits and cancellation.
  /// - Returns: The reduction with the further steps, whose bound counts them, and the change between the original and the reduced
  ///   network, rounded weights included. All of this is numerical; only the bound is proven, and it may be far too large.
  /// - Throws: `ComputationStopped` as `control` demands.
  /// - Complexity: for each layer of d neurons and n inputs O(n d²), and O(log d) evaluations of the network at the inputs.
  public func droppingDependent(
    on inputs: [[Double]], allowedChange allowed: Double,
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> (reduction: NumericalReduction, change: OutputChange) {
    require(allowed >= 0, "an allowed change of \(allowed)")
    let samples = Self.samples(inputs, of: original.architecture)
    var search = DependentSearch(
      LayerValues(reduced), labels: keptNeurons, inputs: samples, allowed: allowed)
    try search.run(control: control)
    let before = LayerValues(original).outputs(from: samples, layer: 0)
    var result = self
    if !search.operations.isEmpty {
      result = try continued(by: search, control: control)
    }
    let after = LayerValues(result.reduced).outputs(from: samples, layer: 0)
    return (result, OutputChange(from: before, to: after))
  }

  /// The inputs that count, one list for each coordinate.
  private static func samples(_ inputs: [[Double]], of architecture: Architecture) -> [[Double]] {
    let width = architecture.inputCount
    require(
      !inputs.isEmpty && inputs.allSatisfy { $0.count == width },
      "inputs for a network with \(width)")
    let step = (inputs.count + largestSampleCount - 1) / largestSampleCount
    let chosen = stride(from: 0, to: inputs.count, by: step).map { inputs[$0] }
    return (0..<width).map { coordinate in chosen.map { $0[coordinate] } }
  }

  /// The most inputs at which values are compared.
  private static let largestSampleCount = 4_096

  /// This reduction with further steps, whose bound counts them.
  private func continued(
    by search: DependentSearch, control: ComputationControl
  ) throws(ComputationStopped) -> NumericalReduction {
    let exact: Network
    do {
      exact = try Network(
        Architecture(
          widths: search.network.widths, activations: original.architecture.activations,
          hasBias: original.architecture.hasBias),
        weights: search.network.weights.compactMap { Rational(exactly: $0) })
    } catch {
      contractViolation("neurons are dropped from \(reduced.architecture): \(error)")
    }
    let next = original.rounded(exact)
    let ball = UpperBound(exactly: self.error.radius)
    let propagated =
      UpperBound(exactly: self.error.value)
      + propagatedDifference(reduced.exact, search.moved(reduced), radius: ball)
      + propagatedDifference(exact, next.exact, radius: ball)
    var error = DifferenceBound(propagated, radius: self.error.radius, derivation: .propagation)
    if let expanded = try expandedDifference(
      original.exact, next.exact, radius: ball, control: control), expanded < propagated
    {
      error = DifferenceBound(expanded, radius: self.error.radius, derivation: .expansion)
    }
    return NumericalReduction(
      original: original, tolerance: tolerance, operations: operations + search.operations,
      reduced: next, keptNeurons: search.labels, error: error)
  }
}

/// The work of `droppingDependent(on:allowedChange:control:)`.
private struct DependentSearch {
  private(set) var network: LayerValues
  /// The original numbers of the neurons of each hidden layer.
  private(set) var labels: [[Int]]
  private(set) var operations: [ReductionOperation] = []
  /// The places of these neurons before.
  private var places: [[Int]]
  /// A list over the inputs for each coordinate.
  private let inputs: [[Double]]
  private let allowed: Double

  init(_ network: LayerValues, labels: [[Int]], inputs: [[Double]], allowed: Double) {
    self.network = network
    self.labels = labels
    places = network.rows.dropLast().map { Array($0.indices) }
    self.inputs = inputs
    self.allowed = allowed
  }

  /// What a layer can become.
  private struct Candidate {
    let network: LayerValues
    let kept: [Int]
    let combinations: [LayerValues.Combination]
  }

  mutating func run(control: ComputationControl) throws(ComputationStopped) {
    let (sampleCount, parameterCount) = (inputs.first?.count ?? 0, network.weights.count)
    let before = network.outputs(from: inputs, layer: 0)
    var values = inputs
    for layer in labels.indices.map({ $0 + 1 }) {
      let width = network.rows[layer - 1].count
      try control.checkpoint(
        operations: Saturating.product(sampleCount, Saturating.product(width, values.count + width))
      )
      values = network.next(values, layer: layer)
      // An emptied layer has one neuron that stands for none.
      guard values.count > 1, values.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { continue }
      let weights = values.indices.map { k in
        euclideanNorm(network.rows[layer].map { $0[k] })
      }
      let decomposition = InterpolativeDecomposition(
        zip(values, weights).map { column, weight in column.map { $0 * weight } },
        freeConstants: network.hasBias)
      var best: Candidate?
      // As few neurons as the change allows, which grows when fewer are kept, but for accidents.
      var (low, high) = (1, min(decomposition.rank, values.count - 1))
      while low <= high {
        try control.checkpoint(operations: Saturating.product(sampleCount, parameterCount))
        let middle = (low + high) / 2
        let candidate = candidate(
          decomposition, keeping: middle, weights: weights, layer: layer)
        let after = candidate.network.outputs(
          from: candidate.kept.map { values[$0] }, layer: layer)
        let change = OutputChange(from: before, to: after).relative
        if change <= allowed {
          (best, high) = (candidate, middle - 1)
        } else {
          low = middle + 1
        }
      }
      if let best {
        accept(best, layer: layer)
        values = best.kept.map { values[$0] }
      }
    }
  }

  /// Columns are the values times these weights.
  private func candidate(
    _ decomposition: InterpolativeDecomposition, keeping count: Int, weights: [Double], layer: Int
  ) -> Candidate {
    let taken = Array(decomposition.order.prefix(count))
    let places = taken.indices.sorted { taken[$0] < taken[$1] }
    let kept = places.map { taken[$0] }
    let combinations = decomposition.combinations(keeping: count).map { combination in
      // A neuron without outgoing weights goes without a trace.
      let scale = weights[combination.column] > 0 ? 1 / weights[combination.column] : 0
      return LayerValues.Combination(
        neuron: combination.column,
        coefficients: places.map { combination.coefficients[$0] * weights[taken[$0]] * scale },
        constant: combination.constant * scale)
    }
    var next = network
    next.drop(combinations, keeping: kept, layer: layer)
    return Candidate(
      network: next, kept: kept, combinations: combinations.sorted { $0.neuron < $1.neuron })
  }

  private mutating func accept(_ candidate: Candidate, layer: Int) {
    let names = labels[layer - 1]
    for combination in candidate.combinations {
      var terms: [ReductionOperation.Term] = []
      for (neuron, number) in zip(candidate.kept, combination.coefficients) where number != 0 {
        guard let coefficient = Rational(exactly: number) else { continue }
        terms.append(.init(neuron: names[neuron], coefficient: coefficient))
      }
      operations.append(
        .combine(
          layer: layer, neuron: names[combination.neuron], terms: terms,
          constant: Rational(exactly: combination.constant) ?? 0))
    }
    network = candidate.network
    labels[layer - 1] = candidate.kept.map { names[$0] }
    places[layer - 1] = candidate.kept.map { places[layer - 1][$0] }
  }

  /// A network of the architecture of `before` with the function of `network`: dropped neurons have no outgoing weights.
  func moved(_ before: FloatingNetwork) -> Network {
    var whole = LayerValues(before)
    for layer in 1...network.rows.count {
      let rows =
        layer <= places.count ? places[layer - 1] : Array(whole.rows[layer - 1].indices)
      let columns = layer > 1 ? places[layer - 2] : Array(0..<before.architecture.inputCount)
      for (row, values) in zip(rows, network.rows[layer - 1]) {
        var moved = [Double](repeating: 0, count: whole.rows[layer - 1][row].count)
        for (column, value) in zip(columns, values) { moved[column] = value }
        if network.hasBias { moved[moved.count - 1] = values[values.count - 1] }
        whole.replace(row: row, layer: layer, by: moved)
      }
    }
    do {
      return try Network(
        before.architecture, weights: whole.weights.compactMap { Rational(exactly: $0) })
    } catch {
      contractViolation("a moved network lost weights: \(error)")
    }
  }
}
