import Computation
import ExactArithmetic
import Foundation

/// What is done to one hidden layer in one round: neurons that go, and how much the sums of the next layer change.
struct LayerChange {
  let layers: NamedLayers
  let layer: Int
  let radius: Double
  let activation: NamedActivation
  /// Where the inputs of the layer lie, and the sums of its neurons.
  let region: InputRegion
  let sums: [ClosedRange<Double>]
  private(set) var result: NamedLayers
  private(set) var operations: [ReductionOperation] = []
  /// At least how much each sum of the next layer changes.
  private(set) var changes: [Double]
  /// Whether only neurons whose outgoing weights are zero go.
  private(set) var isExact = true
  /// The neurons, from 0, that are gone.
  private var dropped: Set<Int> = []

  init(_ layers: NamedLayers, layer: Int, radius: Double) {
    (self.layers, self.layer, self.radius) = (layers, layer, radius)
    activation = layers.activations[layer - 1]
    let intervals = layers.intervals(radius: radius, to: layer)
    region = intervals.regions[layer - 1]
    sums = intervals.sums[layer - 1]
    result = layers
    changes = Array(repeating: 0, count: layers.rows[layer].count)
  }

  /// At least the change of the outputs.
  var bound: Double {
    if changes.allSatisfy({ $0 == 0 }) { return 0 }
    // The sums behind the layer are those before the change; the bounds of slopes are on intervals with the change.
    let all = layers.intervals(radius: radius, to: layers.layerCount).sums
    return layers.propagated(changes, ofLayer: layer + 1, sums: all)
  }

  /// The outgoing weights of a neuron.
  func column(_ k: Int) -> [Double] { layers.rows[layer].map { $0[k] } }

  /// The row of a neuron with its bias, 0 without.
  func row(_ k: Int) -> [Double] {
    layers.rows[layer - 1][k] + [layers.biases[layer - 1][k]]
  }

  private func label(_ k: Int) -> Int { layers.labels[layer - 1][k] }

  /// The number as a fraction; 0 for one that is not finite.
  private func exact(_ value: Double) -> Rational { Rational(exactly: value) ?? 0 }

  // MARK: Inactive neurons

  /// Drops the neurons that are inactive at a tolerance.
  mutating func dropInactive(at tolerance: Double) {
    var sink: Int?
    for neuron in inactivities(layers, layer: layer) {
      guard let state = neuron.inactivity(at: tolerance) else { continue }
      let k = neuron.index - 1
      let values = activation.values(on: sums[k])
      guard state == .inactiveIn else {
        remove(k, .dropInactiveOut(layer: layer, neuron: label(k)), values.magnitude)
        continue
      }
      let constant = activation.value(at: sums[k].center)
      let spread = values.distance(from: constant)
      if layers.hasBias {
        remove(
          k, .dropInactiveIn(layer: layer, neuron: label(k), constant: exact(constant)), spread)
        addToBiases(column(k), times: constant)
      } else if activation.value(at: 0) == 0 {
        remove(
          k, .dropInactiveIn(layer: layer, neuron: label(k), constant: 0), values.magnitude)
      } else if let sink {
        remove(
          k,
          .dropConstant(layer: layer, neuron: label(k), into: label(sink), ratio: 1),
          values.distance(from: activation.value(at: 0))
            + activation.values(on: sums[sink]).distance(from: activation.value(at: 0)))
        addColumn(column(k), times: 1, to: sink)
      } else {
        // The first constant neuron stays and takes the others.
        sink = k
      }
    }
    if !dropped.isEmpty { finish() }
  }

  /// Drops a neuron whose outgoing weights are multiplied with at most `change`.
  private mutating func remove(_ k: Int, _ operation: ReductionOperation, _ change: Double) {
    dropped.insert(k)
    operations.append(operation)
    let isUnused = operation.type == NeuronState.inactiveOut.rawValue
    isExact = isExact && isUnused && column(k).allSatisfy { $0 == 0 }
    for (j, weight) in column(k).enumerated() { add(upperProduct(weight.magnitude, change), to: j) }
  }

  private mutating func add(_ change: Double, to j: Int) {
    if change == 0 { return }
    changes[j] = (changes[j] + change).nextUp
  }

  private mutating func addToBiases(_ column: [Double], times factor: Double) {
    for (j, weight) in column.enumerated() where weight != 0 && factor != 0 {
      let before = result.biases[layer][j]
      result.biases[layer][j] += weight * factor
      add(0x1p-51 * (before.magnitude + 2 * (weight * factor).magnitude), to: j)
    }
  }

  /// Adds a multiple of outgoing weights to those of a neuron that stays.
  private mutating func addColumn(_ column: [Double], times factor: Double, to i: Int) {
    let size = activation.values(on: sums[i]).magnitude
    for (j, weight) in column.enumerated() where weight != 0 && factor != 0 {
      let before = result.rows[layer][j][i]
      result.rows[layer][j][i] += weight * factor
      add(upperProduct(0x1p-51 * (before.magnitude + 2 * (weight * factor).magnitude), size), to: j)
    }
  }

  /// Takes the dropped neurons out of the lists.
  private mutating func finish() {
    func kept<T>(_ list: [T]) -> [T] {
      list.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
    }
    result.rows[layer - 1] = kept(result.rows[layer - 1])
    result.biases[layer - 1] = kept(result.biases[layer - 1])
    result.labels[layer - 1] = kept(result.labels[layer - 1])
    result.rows[layer] = result.rows[layer].map(kept)
  }

  // MARK: Redundant neurons

  /// Merges the neurons that have nearly the same function up to a factor and a constant.
  mutating func merge(
    at tolerance: Double, control: ComputationControl
  ) throws(ComputationStopped) {
    let sink = layers.takesConstants(layer)
    let rows = LayerRows(layers, layer: layer, takesConstants: sink != nil)
    let groups = try neuronGroups(layers, rows, layer: layer, tolerance: tolerance, control)
    for group in groups where group.members.count > 1 {
      mergeGroup(group.members, sink: sink ?? nil)
    }
    if !dropped.isEmpty { finish() }
  }

  /// Merges neurons into the first of them.
  private mutating func mergeGroup(_ members: [(neuron: Int, match: NeuronMatch)], sink: Int?) {
    let leader = members[0].neuron
    let merger = NeuronMerger(
      members.map { member in
        let column = column(member.neuron)
        var row = row(member.neuron)
        row[row.count - 1] -= member.match.shift
        if member.match.scale != 1 { row = row.map { $0 / member.match.scale } }
        return .init(row: row, column: column.map { $0 * member.match.factor })
      },
      slack: members.map { member in
        let match = member.match
        if match.shift == 0, match.scale.magnitude == 1 { return 0 }
        let row = row(member.neuron)
        let size = region.size(Array(row.dropLast()), bias: row[row.count - 1])
        return 0x1p-50 * (size + match.shift.magnitude) / match.scale.magnitude
      }, activation: activation, region: region)
    let best = merger.best
    // Weights beyond the range of numbers stay as they are.
    guard (best.row + best.column).allSatisfy(\.isFinite) else { return }
    isExact = false
    for (j, change) in best.changes.enumerated() { add(change, to: j) }
    result.rows[layer - 1][leader] = Array(best.row.dropLast())
    result.biases[layer - 1][leader] = best.row[best.row.count - 1]
    for j in result.rows[layer].indices { result.rows[layer][j][leader] = best.column[j] }
    for (k, match) in members.dropFirst() {
      dropped.insert(k)
      operations.append(
        .merge(
          layer: layer, neuron: label(k), into: label(leader),
          factor: exact(activation.isPositivelyHomogeneous ? match.scale : match.factor),
          constant: match.constant == 0
            ? nil : .init(value: exact(match.constant), neuron: sink.map(label))))
      guard match.constant != 0 else { continue }
      if let sink {
        addColumn(column(k), times: match.constant / activation.value(at: 0), to: sink)
        let constant = activation.values(on: sums[sink]).distance(from: activation.value(at: 0))
        for (j, weight) in column(k).enumerated() {
          add(upperProduct(2 * weight.magnitude, constant), to: j)
        }
      } else {
        addToBiases(column(k), times: match.constant)
      }
    }
  }

  // MARK: Dependent neurons

  /// Drops neuron k, whose function is Σ coefficient·(neuron) + constant up to an error of at most `change`.
  private mutating func combine(
    _ k: Int, _ terms: [(neuron: Int, coefficient: Double)], constant: Double, change: Double
  ) {
    let column = column(k)
    remove(
      k,
      .combine(
        layer: layer, neuron: label(k),
        terms: terms.map { .init(neuron: label($0.neuron), coefficient: exact($0.coefficient)) },
        constant: exact(constant)), change)
    for (i, coefficient) in terms { addColumn(column, times: coefficient, to: i) }
    if constant != 0 { addToBiases(column, times: constant) }
    finish()
  }

  /// Pairs of neurons with nearly opposite rows.
  private func oppositePairs(
    at tolerance: Double, control: ComputationControl
  ) throws(ComputationStopped) -> [(first: Int, second: Int)] {
    let rows = LayerRows(layers, layer: layer, takesConstants: false)
    var used: Set<Int> = []
    var pairs: [(first: Int, second: Int)] = []
    for k in rows.norms.indices where rows.weightNorms[k] > 0 {
      try control.checkpoint(operations: k + 1)
      if used.contains(k) { continue }
      let partner = (0..<k).first {
        !used.contains($0) && rows.weightNorms[$0] > 0
          && rows.opposition(k, $0, limit: tolerance) != nil
      }
      guard let partner else { continue }
      used.formUnion([k, partner])
      pairs.append((partner, k))
    }
    return pairs
  }

  /// Drops the second neuron of an opposite pair whose linear function is a combination of those of other pairs:
  /// σ(−z) = σ(z) − cz and z = Σ λ_i z_i + d, cz_i = σ(z_i) − σ(−z_i).
  mutating func combineLinear(
    slope: Double, at tolerance: Double, control: ComputationControl
  ) throws(ComputationStopped) {
    let pairs = try oppositePairs(at: tolerance, control: control)
    guard pairs.count > 1 else { return }
    // A homogeneous activation has pairs of opposite directions: cσ-functions of the unit row, with factors.
    let isScaled = activation.isPositivelyHomogeneous
    let ends = pairs.map { pair -> (row: [Double], sizes: (Double, Double)) in
      let (first, second) = (row(pair.first), row(pair.second))
      let used = layers.hasBias ? first : Array(first.dropLast())
      let other = layers.hasBias ? second : Array(second.dropLast())
      return (first, isScaled ? (euclideanNorm(used), euclideanNorm(other)) : (1, 1))
    }
    let rows = ends.map { end in end.row.map { $0 / end.sizes.0 } }
    var basis = LinearCombinations(tolerance: tolerance)
    for (index, pair) in pairs.enumerated() {
      guard let coefficients = basis.combination(of: Array(rows[index].dropLast())) else {
        continue
      }
      // z − Σ λ_i z_i, up to a constant.
      var rest = rows[index]
      for (i, value) in coefficients { rest = zip(rest, rows[i]).map { $0 - value * $1 } }
      let constant = layers.hasBias ? rest[rest.count - 1] : 0
      rest[rest.count - 1] = 0
      let weights = Array(rest.dropLast())
      let scale = ends[index].sizes.1
      var change = upperProduct(slope, region.magnitude(weights, bias: 0))
      change += oppositeChange(pair, ends[index].sizes)
      var terms = [(neuron: pair.first, coefficient: scale / ends[index].sizes.0)]
      for (i, value) in coefficients where value != 0 {
        let sizes = ends[i].sizes
        terms.append((pairs[i].first, -scale * value / sizes.0))
        terms.append((pairs[i].second, scale * value / sizes.1))
        change += upperProduct(value.magnitude, oppositeChange(pairs[i], sizes))
      }
      // Roundings of rows and coefficients.
      let size = terms.reduce(0.0) {
        $0 + $1.coefficient.magnitude * activation.values(on: sums[$1.neuron]).magnitude
      }
      combine(
        pair.second, terms, constant: -slope * constant * scale,
        change: (scale * change + 0x1p-40 * size).nextUp)
      return
    }
  }

  /// At least |σ(z′)/s′ − σ(−z/s)| for a pair with sums z and z′ of sizes s and s′.
  private func oppositeChange(
    _ pair: (first: Int, second: Int), _ sizes: (Double, Double)
  ) -> Double {
    let sum = zip(row(pair.first), row(pair.second)).map { $0 / sizes.0 + $1 / sizes.1 }
    let change = region.magnitude(Array(sum.dropLast()), bias: sum[sum.count - 1])
    let low = sums[pair.second].lowerBound / sizes.1
    let high = sums[pair.second].upperBound / sizes.1
    return valueChange(activation, change, low...max(low, high))
  }

  /// Without biases σ(z) + σ(−z) = 1 is a relation between any two opposite pairs of sigmoids.
  mutating func combineConstants(
    at tolerance: Double, control: ComputationControl
  ) throws(ComputationStopped) {
    let pairs = try oppositePairs(at: tolerance, control: control)
    guard pairs.count > 1, let last = pairs.last else { return }
    let change =
      oppositeChange(pairs[0], (1, 1)) + oppositeChange(last, (1, 1)) + 0x1p-40
    combine(
      last.second, [(pairs[0].first, 1), (pairs[0].second, 1), (last.first, -1)], constant: 0,
      change: change.nextUp)
  }

  /// sin(z + c) is a combination of sin(z + a) and sin(z + b): drops the third neuron of one frequency.
  mutating func combineFrequencies(at tolerance: Double) {
    let rows = layers.rows[layer - 1]
    let norms = rows.map { euclideanNorm($0) }
    for k in rows.indices where norms[k] > 0 {
      var found: [(neuron: Int, sign: Double)] = []
      for i in 0..<k where norms[i] > 0 {
        for sign in [1.0, -1] {
          let difference = euclideanNorm(zip(rows[k], rows[i]).map { $0 - sign * $1 })
          if difference <= tolerance * max(norms[k], norms[i]) {
            found.append((i, sign))
            break
          }
        }
      }
      guard found.count >= 2 else { continue }
      let phases = found.map { $0.sign * layers.biases[layer - 1][$0.neuron] }
      // The two whose phases are nearest to a right angle.
      var best = (first: 0, second: 1, sine: 0.0)
      for a in phases.indices {
        for b in a + 1..<phases.count {
          let sine = sin(phases[b] - phases[a])
          if sine.magnitude > best.sine.magnitude { best = (a, b, sine) }
        }
      }
      guard best.sine.magnitude > 1e-6 else { continue }
      let phase = layers.biases[layer - 1][k]
      let terms = [
        (found[best.first], sin(phases[best.second] - phase) / best.sine),
        (found[best.second], sin(phase - phases[best.first]) / best.sine),
      ]
      var change = 0x1p-40
      for ((i, sign), coefficient) in terms {
        let difference = zip(rows[k], rows[i]).map { $0 - sign * $1 }
        change +=
          upperProduct(coefficient.magnitude, region.magnitude(difference, bias: 0)) + 0x1p-40
          * coefficient.magnitude
      }
      return combine(
        k, terms.map { ($0.0.neuron, $0.0.sign * $0.1) }, constant: 0, change: change.nextUp)
    }
  }
}

extension ClosedRange<Double> {
  /// The middle; 0 for one that is not finite.
  var center: Double {
    let middle = lowerBound / 2 + upperBound / 2
    return middle.isFinite ? middle : 0
  }

  /// At least |t − value| for all t.
  func distance(from value: Double) -> Double {
    if lowerBound == value, upperBound == value { return 0 }
    return Swift.max((upperBound - value).nextUp, (value - lowerBound).nextUp, 0)
  }
}
