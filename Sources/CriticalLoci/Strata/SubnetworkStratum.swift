import AlgebraicStructures
import Computation
import Networks

/// An irreducible closed set of networks given by a combinatorial type: which hidden neurons have zero
/// incoming weights, which have zero outgoing weights, and which are redundant.
///
/// In suitable blocks of the weight matrices, with biases taken from the center of the activation
/// (`ActivationSymmetry`), the conditions are "zero" and "rank at most one" (equal or opposite rows for an
/// activation that is no power about its center), in blocks without common entries; so the set is a product of
/// affine spaces and cones over Segre varieties: irreducible, with known dimension, degree and ideal.
///
/// Values are in normal form, so that equal sets are equal values:
/// - Classes with a common member are one class: the component of the intersection that does not lie in
///   "the shared row is zero".
/// - A zero row leaves its class (without biases it is proportional to everything); rows that have to be
///   *equal* or opposite to a zero row without a bias are zero, and so are rows that have to be their own
///   opposite.
/// - Conditions that follow from others are dropped: redundant rows with at most one weight that is not
///   zero anyway (d₀ = 1, or zero columns), and of the ways to say W_ℓ = 0 the one with fewer conditions
///   is kept (incoming before outgoing).
///
/// With biases `inactiveIn` leaves the bias free. Then a neuron that is inactive-in belongs to no class: the
/// set is the closure of the networks of exactly this type, not the intersection of the conditions.
///
/// Without biases and with σ(0) ≠ 0 a zero row alone makes no subnetwork (`diagnose`); it is a stratum all the
/// same. `SubnetworkOperation.mixed` is no condition of strata.
public struct SubnetworkStratum: Hashable, Sendable {
  /// The architecture.
  public let architecture: Architecture
  /// The conditions in normal form: by layer, classes before zero rows before zero columns, each in
  /// increasing order; `[]` for the whole space.
  public let operations: [SubnetworkOperation]
  /// Position ℓ − 1 belongs to hidden layer ℓ.
  let layers: [StratumLayer]

  /// The stratum on which all `operations` hold.
  ///
  /// Traps if one names a layer that is not hidden or a neuron that does not exist, is `mixed`, or has
  /// opposite rows where the activation does not allow them.
  public init(_ architecture: Architecture, operations: [SubnetworkOperation]) {
    var layers = architecture.widths.dropFirst().dropLast().map { StratumLayer(width: $0) }
    for operation in operations {
      let layer = operation.layer
      require(
        layer >= 1 && layer <= layers.count,
        "\(operation): the hidden layers of \(architecture) are 1 to \(layers.count)")
      for neuron in operation.neurons {
        require(
          neuron >= 1 && neuron <= layers[layer - 1].width,
          "\(operation): layer \(layer) of \(architecture) has \(layers[layer - 1].width) neurons")
      }
      switch operation {
      case .redundant(_, let neurons, let opposite):
        let plain = RowRelation(architecture, layer: layer)
        let isPossible =
          [plain, RowRelation(architecture, layer: layer, hasConstant: true)]
          .contains { $0.relation != .equal }
        require(
          opposite.isEmpty || isPossible,
          "\(operation): opposite rows are not redundant in layer \(layer) of \(architecture)")
        layers[layer - 1].merge(
          neurons.map { $0 - 1 }, opposite: plain.isProportional ? [] : opposite.map { $0 - 1 })
      case .mixed:
        contractViolation("\(operation): linear relations are no condition of a stratum")
      case .inactiveIn(_, let neuron): layers[layer - 1].isZeroRow[neuron - 1] = true
      case .inactiveOut(_, let neuron): layers[layer - 1].isZeroColumn[neuron - 1] = true
      }
    }
    self.init(architecture, layers: layers)
  }

  /// The stratum with the given conditions, not yet in normal form.
  init(_ architecture: Architecture, layers: [StratumLayer]) {
    let layers = normalForm(of: layers, architecture)
    self.architecture = architecture
    self.layers = layers
    operations = layers.enumerated().flatMap { $1.operations(layer: $0 + 1) }
  }

  /// Whether two strata are the same set of weights.
  public static func == (a: SubnetworkStratum, b: SubnetworkStratum) -> Bool {
    a.layers == b.layers && a.architecture == b.architecture
  }

  /// Feeds the conditions.
  public func hash(into hasher: inout Hasher) { hasher.combine(layers) }

  /// The conditions, such as `redundant(1;1,2) & inactive-out(1;3)`; `all networks` if there are none.
  public var label: String {
    operations.isEmpty
      ? "all networks" : operations.map(\.description).joined(separator: " & ")
  }
}

extension SubnetworkStratum: CustomStringConvertible {
  /// The label.
  public var description: String { label }
}

extension StratumLayer {
  /// The conditions on hidden layer `layer`, counted from 1.
  fileprivate func operations(layer: Int) -> [SubnetworkOperation] {
    var result: [SubnetworkOperation] = classes.map { members in
      .redundant(
        layer: layer, neurons: members.map { $0 + 1 },
        opposite: members.filter { isOpposite[$0] }.map { $0 + 1 })
    }
    for i in isZeroRow.indices where isZeroRow[i] {
      result.append(.inactiveIn(layer: layer, neuron: i + 1))
    }
    for i in isZeroColumn.indices where isZeroColumn[i] {
      result.append(.inactiveOut(layer: layer, neuron: i + 1))
    }
    return result
  }
}

private func normalForm(
  of given: [StratumLayer], _ architecture: Architecture
) -> [StratumLayer] {
  var layers = given
  func relation(_ k: Int) -> RowRelation { layers[k].relation(architecture, layer: k + 1) }
  for k in layers.indices {
    if relation(k).isProportional { layers[k] = layers[k].reflected }
    layers[k].separateZeroRows(relation(k))
  }
  // Position k belongs to W_{k+1}, between hidden layers k and k + 1.
  for k in 0...layers.count {
    let isZeroByRows = k < layers.count && layers[k].isZeroRow.allSatisfy { $0 }
    let isZeroByColumns = k > 0 && layers[k - 1].isZeroColumn.allSatisfy { $0 }
    guard isZeroByRows || isZeroByColumns else { continue }
    let byRows = k == 0 || (k < layers.count && layers[k].width <= layers[k - 1].width)
    if k < layers.count {
      layers[k].isZeroRow = layers[k].isZeroRow.map { _ in byRows }
      layers[k].removeClasses { _ in true }
    }
    if k > 0 { layers[k - 1].isZeroColumn = layers[k - 1].isZeroColumn.map { _ in !byRows } }
  }
  for k in layers.indices {
    let live =
      (k == 0 ? architecture.inputCount : layers[k - 1].width - layers[k - 1].zeroColumnCount)
    let relation = relation(k)
    layers[k].removeClasses {
      relation.codimension(rows: $0.count, liveColumns: live) == 0
    }
  }
  return layers
}
