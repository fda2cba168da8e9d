import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

/// The networks on which given operations hold, parametrised by affine functions: every parameter is a fixed
/// multiple of a variable plus a number, or zero.
struct StratumMap {
  /// The variable, factor and summand of each parameter; `nil` for parameters that are zero.
  private(set) var sources: [(variable: Int, factor: Rational, offset: Rational)?]
  /// The values of the variables at the point of the stratum near the given parameters.
  private(set) var start: [Double]

  /// The stratum of `operations` near `parameters`.
  ///
  /// Proportional rows become rational multiples of the largest row of their class, and others equal or
  /// opposite to it, as the activation allows; biases are taken from its center.
  init(
    _ architecture: Architecture, operations: [NumericalOperation], near parameters: [Double]
  ) {
    var zero = Set<Int>()
    var representative = Array(parameters.indices)
    var factors = [Rational](repeating: 1, count: parameters.count)
    var offsets = [Rational](repeating: 0, count: parameters.count)
    for case .inactiveIn(let layer, let neuron) in operations.map(\.operation) {
      zero.formUnion(architecture.weightRange(ofLayer: layer, row: neuron))
    }
    for case .inactiveOut(let layer, let neuron) in operations.map(\.operation) {
      for row in 1...architecture.widths[layer + 1] {
        zero.insert(architecture.parameterIndex(layer: layer + 1, row: row, column: neuron))
      }
    }
    for layer in 1..<architecture.layerCount {
      func positions(_ neuron: Int) -> Range<Int> {
        let range = architecture.weightRange(ofLayer: layer, row: neuron)
        return architecture.hasBias ? range.lowerBound..<range.upperBound + 1 : range
      }
      for members in classes(of: operations.filter { $0.layer == layer }) {
        // A zero row is proportional to every row already.
        let alive = members.filter { !zero.contains(positions($0).lowerBound) }
        guard
          let first = alive.max(by: {
            euclideanNorm(parameters[positions($0)]) < euclideanNorm(parameters[positions($1)])
          })
        else { continue }
        let symmetry = ActivationSymmetry(architecture.activations[layer - 1])
        func row(_ neuron: Int) -> [Double] {
          symmetry.centered(Array(parameters[positions(neuron)]), hasBias: architecture.hasBias)
        }
        // Divided by the norm first, so that no square overflows.
        let kept = row(first)
        let size = max(euclideanNorm(kept), .leastNormalMagnitude)
        let direction = kept.map { $0 / size }
        for other in alive where other != first {
          let overlap = dot(row(other), direction) / size
          let factor: Rational =
            switch symmetry.rowRelation(hasBias: architecture.hasBias) {
            case .proportional: nearbyRational(overlap)
            case .opposite: overlap < 0 ? -1 : 1
            case .equal: 1
            }
          for (position, source) in zip(positions(other), positions(first)) {
            representative[position] = source
            factors[position] = factor
          }
          if architecture.hasBias {
            offsets[positions(other).upperBound - 1] = symmetry.center * (1 - factor)
          }
        }
      }
    }
    var variables: [Int: Int] = [:]
    start = []
    sources = []
    for position in parameters.indices {
      let source = representative[position]
      if zero.contains(position) || zero.contains(source) {
        sources.append(nil)
        continue
      }
      if variables[source] == nil {
        variables[source] = start.count
        start.append(parameters[source])
      }
      sources.append(variables[source].map { ($0, factors[position], offsets[position]) })
    }
  }

  /// The parameters at the given variables.
  func parameters(_ variables: [Double]) -> [Double] {
    sources.map { source in
      source.map { $0.factor.asDouble * variables[$0.variable] + $0.offset.asDouble } ?? 0
    }
  }

  /// The exact network at variables rounded to 40 binary places.
  func network(_ architecture: Architecture, _ variables: [Double]) throws -> Network {
    let exact = variables.map { nearbyRational($0) }
    return try Network(
      architecture,
      weights: sources.map { $0.map { $0.factor * exact[$0.variable] + $0.offset } ?? 0 })
  }

  /// The derivatives by the variables from those by the parameters.
  func pullBack(_ jacobian: DenseMatrix) -> DenseMatrix {
    var result = DenseMatrix(
      rowCount: jacobian.rowCount, columnCount: start.count,
      elements: Array(repeating: 0, count: jacobian.rowCount * start.count))
    for (column, source) in sources.enumerated() {
      guard let source else { continue }
      let factor = source.factor.asDouble
      for row in 0..<jacobian.rowCount {
        result[row, source.variable] += factor * jacobian[row, column]
      }
    }
    return result
  }
}

/// The multiple of 2⁻⁴⁰ nearest to a finite number; doubles from 2¹² on are such multiples.
private func nearbyRational(_ value: Double) -> Rational {
  let near = value.magnitude < 0x1p12 ? (value * 0x1p40).rounded() * 0x1p-40 : value
  guard let result = Rational(exactly: near) else {
    contractViolation("a stratum near the number \(value)")
  }
  return result
}

/// The classes of neurons joined by `redundant` operations.
private func classes(of operations: [NumericalOperation]) -> [[Int]] {
  var classes: [Set<Int>] = []
  for operation in operations where operation.operation.state == .redundant {
    var joined = Set(operation.neurons)
    classes.removeAll { members in
      let overlaps = !members.isDisjoint(with: joined)
      if overlaps { joined.formUnion(members) }
      return overlaps
    }
    classes.append(joined)
  }
  return classes.map { $0.sorted() }
}

extension ActivationSymmetry {
  /// A row with its bias at the end, taken from the center; the row itself without biases.
  fileprivate func centered(_ row: [Double], hasBias: Bool) -> [Double] {
    let center = center.asDouble
    guard hasBias, center != 0, let bias = row.last else { return row }
    return row.dropLast() + [bias - center]
  }
}
