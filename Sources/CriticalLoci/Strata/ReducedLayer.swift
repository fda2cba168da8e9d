import Computation
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
    /// Classes of the stratum, single neurons included, with used members and nonzero rows.
    var parts: Set<Int> = []

    mutating func count(isUsed: Bool, part: Int?) {
      guard isUsed else { return }
      used += 1
      if let part { parts.insert(part) }
    }
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
    let architecture = stratum.architecture
    var columnSpan = architecture.outputCount
    // The product of the degrees of later layers.
    var degree = 1
    for k in layers.indices.reversed() {
      let forms = layers[k].derivativeForms(degree: degree, architecture)
      layers[k].measure(columnSpan: min(columnSpan, forms))
      columnSpan = layers[k].columnSpan
      degree *= architecture.activations[k].degree
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
    let isConstantFunction = !hasBias && !isScaled && !activation.coefficient(ofPower: 0).isZero
    constantsMatter =
      hasBias || (isScaled ? activation.degree == 1 : !activation.coefficient(ofPower: 1).isZero)
    var groupOfKey: [Int: Int] = [:]
    for neuron in 0..<width {
      let part = classOfNeuron[neuron] ?? stratum.layers[k].classes.count + neuron
      let isConstant = zeroRows[neuron] || usedInputs == 0
      if isConstant && !isConstantFunction {
        constant.count(isUsed: !unused[neuron], part: zeroRows[neuron] ? nil : part)
        continue
      }
      let areAllEqual = isConstant || (relation.isProportional && !hasBias && usedInputs == 1)
      let key = areAllEqual ? (isConstant ? -1 : -2) : part
      let position = groupOfKey[key] ?? groups.count
      if position == groups.count {
        groupOfKey[key] = position
        groups.append(Group())
      }
      groups[position].count(
        isUsed: !unused[neuron], part: zeroRows[neuron] ? nil : part)
    }
    functions = groups.count
    usedFunctions = groups.count { $0.used > 0 }
  }

  /// Counts directions.
  ///
  /// - Parameter columnSpan: A bound for the dimension of the span of the derivatives of the outputs by
  ///   the neurons of this layer.
  private mutating func measure(columnSpan limit: Int) {
    for group in groups {
      let dimension = min(group.used, limit)
      directions += dimension
      if isScaled { relations += dimension }
      if dimension > 0 { kept += 1 }
      columnSpan += min(group.parts.count, dimension)
    }
    guard constantsMatter else { return }
    let dimension = min(constant.used, limit)
    directions += dimension
    if hasBias { relations += dimension }
    // Rows that only combine constants are nonzero, and constant neurons have derivatives through them.
    columnSpan += min(constant.parts.count, dimension)
  }

  /// The dimension of the space of the derivatives of the outputs by used functions of this layer, where it
  /// is known: d_L forms of degree one less than `degree`, that of the outputs in these functions.
  func derivativeForms(degree: Int, _ architecture: Architecture) -> Int {
    Self.derivativeForms(functions: usedFunctions, degree: degree, architecture)
  }

  /// As `derivativeForms(degree:_:)`, for any number of functions.
  static func derivativeForms(
    functions: Int, degree: Int, _ architecture: Architecture
  ) -> Int {
    guard architecture.isHomogeneous else { return Saturating.saturated }
    if functions == 0 { return degree == 1 ? architecture.outputCount : 0 }
    return Saturating.product(
      architecture.outputCount,
      Saturating.monomialCount(variables: functions, degree: degree - 1))
  }
}
