import Foundation

/// How one neuron has nearly the function of another: σ(z) ≈ `factor`·σ(y) + `constant`, where the row of z, with its
/// bias, is nearly `scale` times that of y, plus `shift` in the bias.
struct NeuronMatch {
  let factor: Double
  let scale: Double
  let shift: Double
  let constant: Double

  /// The match of a neuron with itself.
  static let same = NeuronMatch(factor: 1, scale: 1, shift: 0, constant: 0)
}

/// The rows of a hidden layer, and which of them are nearly those of the same function.
struct LayerRows {
  let activation: NamedActivation
  let hasBias: Bool
  /// Whether something takes the constant 1 of σ(−z) = 1 − σ(z).
  let takesConstants: Bool
  /// The rows with the bias at the end if there are biases, of norm one if the activation is homogeneous.
  private let rows: [[Double]]
  /// Their norms; for homogeneous activations those that they had.
  let norms: [Double]
  /// The norms without biases.
  let weightNorms: [Double]

  init(_ layers: NamedLayers, layer: Int, takesConstants: Bool) {
    activation = layers.activations[layer - 1]
    hasBias = layers.hasBias
    self.takesConstants = takesConstants
    let (rows, biases) = (layers.rows[layer - 1], layers.biases[layer - 1])
    weightNorms = rows.map { euclideanNorm($0) }
    let ends = layers.hasBias ? zip(rows, biases).map { $0 + [$1] } : rows
    norms = ends.map { euclideanNorm($0) }
    self.rows =
      activation.isPositivelyHomogeneous
      ? zip(ends, norms).map { row, norm in norm > 0 ? row.map { $0 / norm } : row } : ends
  }

  /// The distance of neuron k from the function of neuron i, if it is at most `limit`.
  ///
  /// It is that of the rows, or of opposite ones, relative to the larger norm; of rows scaled to norm one for a
  /// homogeneous activation; for the sine that of the weights and of the biases up to multiples of π.
  func match(
    _ k: Int, _ i: Int, limit: Double
  ) -> (distance: Double, match: NeuronMatch)? {
    if activation.isPositivelyHomogeneous {
      guard let distance = distance(k, i, opposite: false, limit: limit) else { return nil }
      let scale = norms[k] / norms[i]
      guard scale.isNormal else { return nil }
      return (distance, NeuronMatch(factor: scale, scale: scale, shift: 0, constant: 0))
    }
    if activation.isPeriodic, hasBias { return periodicMatch(k, i, limit: limit) }
    let size = max(norms[k], norms[i])
    guard size > 0 else { return nil }
    var best: (distance: Double, match: NeuronMatch)?
    if let distance = distance(k, i, opposite: false, limit: limit * size) {
      best = (distance / size, .same)
    }
    let constant: Double
    switch activation.reflection {
    case .odd: constant = 0
    case .complement:
      guard takesConstants else { return best }
      constant = 1
    case .linear: return best
    }
    if let distance = distance(
      k, i, opposite: true, limit: min(limit, best?.distance ?? limit) * size),
      best.map({ distance / size < $0.distance }) ?? true
    {
      best = (
        distance / size, NeuronMatch(factor: -1, scale: -1, shift: 0, constant: constant)
      )
    }
    return best
  }

  /// The distance of the row of k from the opposite of that of i relative to the larger norm, if it is at most `limit`.
  func opposition(_ k: Int, _ i: Int, limit: Double) -> Double? {
    let size = activation.isPositivelyHomogeneous ? 1 : max(norms[k], norms[i])
    guard size > 0 else { return nil }
    return distance(k, i, opposite: true, limit: limit * size).map { $0 / size }
  }

  private func periodicMatch(
    _ k: Int, _ i: Int, limit: Double
  ) -> (distance: Double, match: NeuronMatch)? {
    let size = max(weightNorms[k], weightNorms[i])
    guard size > 0 else { return nil }
    var best: (distance: Double, match: NeuronMatch)?
    let last = rows[k].count - 1
    for sign in [1.0, -1] {
      guard
        let part = distance(k, i, opposite: sign < 0, limit: limit * size, count: last)
      else { continue }
      let phase = rows[k][last] - sign * rows[i][last]
      let turns = (phase / Double.pi).rounded()
      let rest = phase - turns * Double.pi
      let distance = (part * part + rest * rest).squareRoot() / size
      guard distance <= limit, best.map({ distance < $0.distance }) ?? true else { continue }
      let isOdd = turns.truncatingRemainder(dividingBy: 2) != 0
      best = (
        distance,
        NeuronMatch(
          factor: isOdd ? -sign : sign, scale: sign, shift: turns * Double.pi, constant: 0)
      )
    }
    return best
  }

  /// |u ∓ v| of the first entries of two rows, if it is at most `limit`; stops early where it is not.
  private func distance(
    _ k: Int, _ i: Int, opposite: Bool, limit: Double, count: Int? = nil
  ) -> Double? {
    let (first, second) = (rows[k], rows[i])
    let count = count ?? first.count
    let square = limit * limit
    var (sum, start) = (0.0, 0)
    let u = first.span
    let v = second.span
    while start < count {
      let end = min(start + 16, count)
      if opposite {
        for n in start..<end { sum += (u[n] + v[n]) * (u[n] + v[n]) }
      } else {
        for n in start..<end { sum += (u[n] - v[n]) * (u[n] - v[n]) }
      }
      if sum > square { return nil }
      start = end
    }
    return sum.squareRoot()
  }
}
