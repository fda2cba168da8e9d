import Foundation

/// The row that takes the place of several neurons with nearly one function, and how much that changes.
struct NeuronMerger {
  /// A neuron as a·σ(y).
  struct Member {
    /// The row of y with its bias.
    let row: [Double]
    /// a: the outgoing weights times the factor of the function.
    let column: [Double]
  }

  private let members: [Member]
  /// How much the values y may be wrong by rounding.
  private let slack: [Double]
  private let activation: NamedActivation
  private let region: InputRegion

  init(
    _ members: [Member], slack: [Double], activation: NamedActivation, region: InputRegion
  ) {
    (self.members, self.slack, self.activation, self.region) = (members, slack, activation, region)
  }

  /// Σ a_k.
  private var column: [Double] {
    var sum = [Double](repeating: 0, count: members[0].column.count)
    for member in members { for j in sum.indices { sum[j] += member.column[j] } }
    return sum
  }

  /// The row with the smallest bound, Σ a_k, and at least how much each sum of the next layer changes.
  var best: (row: [Double], column: [Double], changes: [Double]) {
    let column = column
    var candidates = [members[0].row]
    if !members.allSatisfy({ $0.row == members[0].row }) {
      let square = column.reduce(0) { $0 + $1 * $1 }
      let signed = members.map { member in
        zip(member.column, column).reduce(0) { $0 + $1.0 * $1.1 } / square
      }
      let sizes = members.map { euclideanNorm($0.column) }
      let total = sizes.reduce(0, +)
      candidates += [signed, sizes.map { $0 / total }].compactMap(mean)
    }
    var best = (row: candidates[0], changes: changes(candidates[0]))
    for row in candidates.dropFirst() {
      let found = changes(row)
      if euclideanNorm(found) < euclideanNorm(best.changes) { best = (row, found) }
    }
    return (best.row, column, best.changes)
  }

  /// The mean of the rows with these weights; `nil` if it is not finite.
  private func mean(_ weights: [Double]) -> [Double]? {
    var sum = [Double](repeating: 0, count: members[0].row.count)
    for (member, weight) in zip(members, weights) {
      for n in sum.indices { sum[n] += weight * member.row[n] }
    }
    return sum.allSatisfy(\.isFinite) ? sum : nil
  }

  private func changes(_ row: [Double]) -> [Double] {
    let differences = members.map { member in zip(member.row, row).map { $0 - $1 } }
    let distances = zip(differences, slack).map { difference, slack in
      magnitude(difference) + slack
    }
    var hull = values(row)
    for member in members { hull = hull.hull(values(member.row)) }
    let slope = activation.slope(on: hull)
    let size = activation.values(on: hull).magnitude
    let isExact = distances.allSatisfy { $0 == 0 }
    let rounding = Double(members.count + 2) * 0x1p-51
    return members[0].column.indices.map { j in
      let weights = members.map(\.column[j])
      let total = weights.reduce(0) { $0 + $1.magnitude }
      if total == 0 { return 0 }
      var change = upperProduct(rounding * total, size)
      if isExact { return change.nextUp }
      let first = upperProduct(slope, boundedSum(weights, distances))
      var smaller = first
      if let curvature = activation.curvature {
        var sum = [Double](repeating: 0, count: row.count)
        for (weight, difference) in zip(weights, differences) {
          for n in sum.indices { sum[n] += weight * difference[n] }
        }
        let squares = distances.map { ($0 * $0).nextUp }
        let second =
          upperProduct(
            slope,
            magnitude(sum) + rounding * boundedSum(weights, distances) + boundedSum(weights, slack))
          + upperProduct(curvature / 2, boundedSum(weights, squares))
        if second < first { smaller = second.nextUp }
      }
      change += smaller
      return change.nextUp
    }
  }

  private func values(_ row: [Double]) -> ClosedRange<Double> {
    region.values(Array(row.dropLast()), bias: row[row.count - 1])
  }

  private func magnitude(_ row: [Double]) -> Double {
    row.allSatisfy { $0 == 0 }
      ? 0 : region.magnitude(Array(row.dropLast()), bias: row[row.count - 1])
  }
}
