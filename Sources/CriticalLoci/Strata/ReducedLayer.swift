import ExactArithmetic
import Networks

/// The numbers of the theorem of `StratumRankBound` for one hidden layer at a general point of a stratum.
struct ReducedLayer {
  /// A: the different functions of neurons up to factors.
  private(set) var functions = 0
  /// The functions that the next layer uses.
  private(set) var usedFunctions = 0
  /// D: a bound for the dimension of E.
  private(set) var directions = 0
  /// The part of `directions` that Euler's equation, or a constant neuron's bias, relates to the next layer.
  private(set) var relations = 0
  /// C: the neurons of the core.
  private(set) var kept = 0
  /// Whether the activation is a monomial.
  let isScaled: Bool
  /// The dimension that outgoing columns of the layer before span at most.
  private(set) var columnSpan = 0

  /// A set of neurons with the same function up to factors.
  private struct Group {
    /// Used neurons.
    var used = 0
    var count = 0
    /// Classes of the stratum, single neurons included, with used members.
    var parts: Set<Int> = []
  }
  private var groups: [Group] = []
  /// Constant neurons that are no function of their own.
  private var constant = Group()
  private var constantsMatter = false
  private let hasBias: Bool

  /// All hidden layers of `stratum`.
  static func layers(of stratum: SubnetworkStratum) -> [ReducedLayer] {
    var layers: [ReducedLayer] = []
    for k in stratum.layers.indices {
      layers.append(
        ReducedLayer(
          stratum, k,
          usedInputs: k == 0 ? stratum.architecture.inputCount : layers[k - 1].usedFunctions))
    }
    var (directions, columnSpan) = (
      stratum.architecture.outputCount, stratum.architecture.outputCount
    )
    for k in layers.indices.reversed() {
      layers[k].measure(nextDirections: directions, nextColumnSpan: columnSpan)
      (directions, columnSpan) = (layers[k].directions, layers[k].columnSpan)
    }
    return layers
  }

  /// Groups the neurons of position k.
  ///
  /// - Parameter usedInputs: The number of different functions that rows combine.
  private init(_ stratum: SubnetworkStratum, _ k: Int, usedInputs: Int) {
    let activation = stratum.architecture.activations[k]
    let relation = stratum.relation(k)
    let zeroRows = stratum.zeroRows(k)
    let unused = stratum.zeroColumns(k)
    let classOfNeuron = stratum.layers[k].classOfNeuron
    let width = zeroRows.count
    hasBias = stratum.architecture.hasBias
    isScaled = activation.isMonomial
    let isConstantFunction = !hasBias && !isScaled && !activation.coefficients[0].isZero
    constantsMatter =
      hasBias || (isScaled ? activation.degree == 1 : !activation.coefficients[1].isZero)
    var groupOfKey: [Int: Int] = [:]
    for neuron in 0..<width {
      let part = classOfNeuron[neuron] ?? stratum.layers[k].classes.count + neuron
      let isConstant = zeroRows[neuron] || usedInputs == 0
      if isConstant && !isConstantFunction {
        Self.count(neuron, part, unused, in: &constant)
        continue
      }
      let areAllEqual = isConstant || (relation.isProportional && !hasBias && usedInputs == 1)
      let key = areAllEqual ? (isConstant ? -1 : -2) : part
      let position = groupOfKey[key] ?? groups.count
      if position == groups.count {
        groupOfKey[key] = position
        groups.append(Group())
      }
      Self.count(neuron, part, unused, in: &groups[position])
    }
    functions = groups.count
    usedFunctions = groups.count { $0.used > 0 }
  }

  private static func count(_ neuron: Int, _ part: Int, _ unused: [Bool], in group: inout Group) {
    group.count += 1
    if !unused[neuron] {
      group.used += 1
      group.parts.insert(part)
    }
  }

  /// Counts directions, from those of the next layer.
  private mutating func measure(nextDirections: Int, nextColumnSpan: Int) {
    for group in groups {
      let dimension = min(group.used, nextColumnSpan)
      directions += dimension
      if isScaled { relations += dimension }
      if dimension > 0 { kept += 1 }
      columnSpan += min(group.parts.count, dimension)
    }
    guard constantsMatter else { return }
    let dimension = min(constant.used, nextColumnSpan)
    directions += dimension
    if hasBias { relations += dimension }
  }
}
