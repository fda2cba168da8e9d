import Computation
import ExactArithmetic
import Foundation

/// The search for the arrangement of a network that is nearest to another one of the same architecture, in double
/// precision; `NeuronAlignment` has the mathematics.
struct AlignmentSearch {
  /// For each hidden layer and place: the neuron that comes there, counted from 0, and its factor.
  typealias Arrangement = [[(neuron: Int, scale: Double)]]

  private let architecture: Architecture
  private let scales: [BestScale]
  private let centerValues: [Double]
  /// The rows of both networks with biases from the center: row i of layer ℓ is `reference[ℓ − 1][i]`.
  private let reference: [[[Double]]]
  private let other: [[[Double]]]
  private let control: ComputationControl

  /// The most times that all layers are gone through.
  private static let largestRoundCount = 100

  /// Weights of both networks, which are finite.
  init(
    _ architecture: Architecture, reference: [Double], other: [Double], control: ComputationControl
  ) {
    self.architecture = architecture
    self.control = control
    let symmetries = architecture.activations.map { ActivationSymmetry($0) }
    scales = symmetries.map {
      BestScale(
        relation: $0.rowRelation(hasBias: architecture.hasBias), degree: $0.activation.degree)
    }
    let centers = symmetries.map { architecture.hasBias ? $0.center.asDouble : 0 } + [0]
    centerValues = symmetries.map(\.centerValue.asDouble)
    func rows(_ weights: [Double]) -> [[[Double]]] {
      (1...architecture.layerCount).map { layer in
        (1...architecture.widths[layer]).map { row in
          let range = architecture.weightRange(ofLayer: layer, row: row)
          return Array(weights[range])
            + (architecture.hasBias ? [weights[range.upperBound] - centers[layer - 1]] : [])
        }
      }
    }
    (self.reference, self.other) = (rows(reference), rows(other))
  }

  /// The nearest arrangement that is found from three starts: as given, by incoming weights from the first layer on,
  /// and by outgoing weights from the last layer back.
  func best() throws(ComputationStopped) -> Arrangement {
    let identity: Arrangement = architecture.widths.dropFirst().dropLast().map { width in
      (0..<width).map { ($0, 1) }
    }
    if identity.isEmpty { return identity }
    var best: (arrangement: Arrangement, distance: Double)?
    for start in [identity, try forward(from: identity), try backward(from: identity)] {
      let found = try descent(from: start)
      if found.distance < best?.distance ?? .infinity { best = found }
    }
    return best?.arrangement ?? identity
  }

  /// Goes through the layers, the neurons of each assigned anew with all others fixed, until nothing gets nearer.
  private func descent(
    from start: Arrangement
  ) throws(ComputationStopped) -> (arrangement: Arrangement, distance: Double) {
    var current = start
    var distance = squaredDistance(current)
    for _ in 0..<Self.largestRoundCount {
      let before = distance
      for layer in 1..<architecture.layerCount {
        var next = current
        next[layer - 1] = try assigned(layer: layer, in: current, usesRows: true, usesColumns: true)
        let found = squaredDistance(next)
        // Constants that go to the next biases are not part of the costs.
        if found < distance { (current, distance) = (next, found) }
      }
      if !(distance < before * (1 - 1e-12)) { break }
    }
    return (current, distance)
  }

  private func forward(from start: Arrangement) throws(ComputationStopped) -> Arrangement {
    var current = start
    for layer in 1..<architecture.layerCount {
      current[layer - 1] = try assigned(
        layer: layer, in: current, usesRows: true, usesColumns: layer == architecture.layerCount - 1
      )
    }
    return current
  }

  private func backward(from start: Arrangement) throws(ComputationStopped) -> Arrangement {
    var current = start
    for layer in (1..<architecture.layerCount).reversed() {
      current[layer - 1] = try assigned(
        layer: layer, in: current, usesRows: layer == 1, usesColumns: true)
    }
    return current
  }

  /// The best places of the neurons of a layer, with all other layers as in `arrangement`.
  private func assigned(
    layer: Int, in arrangement: Arrangement, usesRows: Bool, usesColumns: Bool
  ) throws(ComputationStopped) -> [(neuron: Int, scale: Double)] {
    let width = architecture.widths[layer]
    let identity = (0..<width).map { (neuron: $0, scale: 1.0) }
    let rows = self.rows(ofLayer: layer, in: arrangement, places: identity)
    let wanted = reference[layer - 1]
    var isolated = arrangement
    isolated[layer - 1] = identity
    let columns = transposed(
      self.rows(ofLayer: layer + 1, in: isolated, places: places(layer + 1, arrangement)), width)
    let wantedColumns = transposed(reference[layer], width)
    let scale = scales[layer - 1]
    var costs = [Double](repeating: 0, count: width * width)
    var factors = costs
    let (squares, columnSquares) = (rows.map { dot($0, $0) }, columns.map { dot($0, $0) })
    for i in 0..<width {
      try control.checkpoint(operations: width * (wanted[i].count + wantedColumns[i].count + 500))
      for k in 0..<width {
        let incoming = (usesRows ? dot(wanted[i], rows[k]) : 0, usesRows ? squares[k] : 0)
        let outgoing = (
          usesColumns ? dot(wantedColumns[i], columns[k]) : 0, usesColumns ? columnSquares[k] : 0
        )
        let choice =
          usesColumns
          ? scale.choice(incoming: incoming, outgoing: outgoing) : scale.choice(incoming: incoming)
        costs[i * width + k] = choice.cost.isFinite ? choice.cost : .greatestFiniteMagnitude / 1e6
        factors[i * width + k] = choice.scale
      }
    }
    let assignment = try minimumCostAssignment(costs, count: width, control: control)
    return assignment.enumerated().map { i, k in (neuron: k, scale: factors[i * width + k]) }
  }

  private func places(_ layer: Int, _ arrangement: Arrangement) -> [(neuron: Int, scale: Double)] {
    layer == architecture.layerCount
      ? (0..<architecture.outputCount).map { ($0, 1) } : arrangement[layer - 1]
  }

  /// The rows of a layer of the other network at the given places, after the layer before has been arranged.
  private func rows(
    ofLayer layer: Int, in arrangement: Arrangement, places: [(neuron: Int, scale: Double)]
  ) -> [[Double]] {
    guard layer > 1 else {
      return places.map { place in other[0][place.neuron].map { place.scale * $0 } }
    }
    let inputs = arrangement[layer - 2]
    let degree = architecture.activations[layer - 2].degree
    let powers = inputs.map { power($0.scale, degree) }
    let constants = powers.map { centerValues[layer - 2] * (1 - $0) }
    return places.map { place in
      let row = other[layer - 1][place.neuron]
      var result: [Double] = []
      result.reserveCapacity(row.count)
      var change = 0.0
      for (j, input) in inputs.enumerated() {
        let weight = row[input.neuron] / powers[j]
        result.append(place.scale * weight)
        change += weight * constants[j]
      }
      if architecture.hasBias { result.append(place.scale * (row[inputs.count] - change)) }
      return result
    }
  }

  /// The outgoing weights by neurons, without biases.
  private func transposed(_ rows: [[Double]], _ width: Int) -> [[Double]] {
    (0..<width).map { j in rows.map { $0[j] } }
  }

  private func squaredDistance(_ arrangement: Arrangement) -> Double {
    (1...architecture.layerCount).reduce(0) { sum, layer in
      let rows = rows(ofLayer: layer, in: arrangement, places: places(layer, arrangement))
      return zip(rows, reference[layer - 1]).reduce(sum) { sum, pair in
        zip(pair.0, pair.1).reduce(sum) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      }
    }
  }
}

private func dot(_ x: [Double], _ y: [Double]) -> Double {
  var sum = 0.0
  for i in x.indices { sum += x[i] * y[i] }
  return sum
}

/// s^n, exactly 1 for s = ±1 and even n.
private func power(_ s: Double, _ n: Int) -> Double {
  s < 0 && !n.isMultiple(of: 2) ? -pow(-s, Double(n)) : pow(abs(s), Double(n))
}
