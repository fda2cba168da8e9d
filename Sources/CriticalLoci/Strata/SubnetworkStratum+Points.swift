import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

extension SubnetworkStratum {
  /// Whether the point lies in this closed set.
  ///
  /// - Parameter weights: N elements in parameter order; another count traps.
  /// - Parameter field: The field of the weights.
  /// - Complexity: O(N) multiplications.
  public func contains<F: Field>(weights: [F.Element], over field: F) -> Bool {
    requireCount(weights.count)
    return zeroParameters.allSatisfy { field.isZero(weights[$0]) }
      && classRows.allSatisfy { $0.hold(at: weights, over: field) }
  }

  /// A point of the stratum; uniform elements give general points of it.
  ///
  /// Free entries and, for each class, the first row and a factor for each further row are drawn by
  /// `element`.
  ///
  /// - Returns: N elements in parameter order, polynomials of degree at most 2 in those drawn.
  public func randomPoint<F: Field>(
    over field: F, using random: inout RandomSource,
    element: (inout RandomSource) -> F.Element
  ) -> [F.Element] {
    var weights = (0..<architecture.parameterCount).map { _ in element(&random) }
    for position in zeroParameters { weights[position] = field.zero }
    for rows in classRows {
      var factors = rows.isOpposite.map { $0 ? field.negate(field.one) : field.one }
      if rows.relation.isProportional {
        for i in factors.indices.dropFirst() { factors[i] = element(&random) }
      }
      rows.spread(factors, over: field, in: &weights)
    }
    return weights
  }

  /// A network with small integer weights that lies in this stratum and in no stratum properly inside it.
  public func witness(using random: inout RandomSource) -> Network {
    var size = 3
    while true {
      let weights = randomPoint(over: RationalField(), using: &random) { random in
        let value = random.integer(in: 1...size)
        return Rational(random.integer(in: 0...1) == 0 ? value : -value)
      }
      if SubnetworkStratum(architecture, smallestContaining: weights, over: RationalField()) == self
      {
        do {
          return try Network(architecture, weights: weights)
        } catch {
          contractViolation("a point of \(label) is no network: \(error)")
        }
      }
      size += 1
    }
  }

  /// The smallest stratum that contains the point: the type of the network with these weights.
  ///
  /// - Parameter architecture: The shape of the network.
  /// - Parameter weights: N elements in parameter order; another count traps.
  /// - Parameter field: The field of the weights.
  public init<F: Field>(
    _ architecture: Architecture, smallestContaining weights: [F.Element], over field: F
  ) {
    require(
      weights.count == architecture.parameterCount,
      "\(weights.count) weights for \(architecture.parameterCount) parameters of \(architecture)")
    var layers: [StratumLayer] = []
    for (index, width) in architecture.widths.dropFirst().dropLast().enumerated() {
      var layer = StratumLayer(width: width)
      let ranges = (1...width).map { architecture.weightRange(ofLayer: index + 1, row: $0) }
      for neuron in 0..<width {
        layer.isZeroRow[neuron] = weights[ranges[neuron]].allSatisfy(field.isZero)
        layer.isZeroColumn[neuron] = (1...architecture.widths[index + 2]).allSatisfy {
          let row = architecture.weightRange(ofLayer: index + 2, row: $0)
          return field.isZero(weights[row.lowerBound + neuron])
        }
      }
      let relation = layer.relation(architecture, layer: index + 1)
      let rows = RedundantRows(
        rows: ranges.map { $0 + (relation.hasBias ? [$0.upperBound] : []) },
        isOpposite: ranges.map { _ in false }, relation: relation
      ).centered(weights, over: field)
      for i in 0..<width where !layer.isZeroRow[i] {
        for j in 0..<i where !layer.isZeroRow[j] {
          if relation.isProportional {
            if areProportional(rows[i], toNonzero: rows[j], over: field) { layer.merge([j, i]) }
          } else if rows[i] == rows[j] {
            layer.merge([j, i])
          } else if relation.relation == .opposite, rows[i] == rows[j].map(field.negate) {
            layer.merge([j, i], opposite: [i])
          }
        }
      }
      layers.append(layer)
    }
    self.init(architecture, layers: layers)
  }

  private func requireCount(_ count: Int) {
    require(
      count == architecture.parameterCount,
      "\(count) weights for \(architecture.parameterCount) parameters of \(architecture)")
  }
}
