import AlgebraicStructures
import Computation

/// Units whose functions are zero or proportional by what is seen from their parameters, with all that takes their values, while
/// they are being reduced.
struct UnitReduction<F: WeightField, Key: Hashable> {
  /// One unit.
  struct Unit {
    /// Units with equal keys have proportional functions; `nil` for the function zero.
    let key: Key?
    /// The function divided by that of the key, to the power `degree`.
    let scale: F.Element
    /// What is multiplied with the values of the unit.
    var columns: [F.Element]

    fileprivate var isUsed: Bool { columns.contains { !$0.isZero } }
  }

  let field: F
  /// The power of the scales.
  let degree: Int
  let original: [Unit]
  private(set) var units: [Unit]
  /// The positions of the units left, from 0.
  private(set) var kept: [Int]
  private(set) var operations: [ReductionStep<F.Element>] = []

  init(_ units: [Unit], degree: Int, over field: F) {
    (original, self.units, self.degree, self.field) = (units, units, degree, field)
    kept = Array(units.indices)
  }

  /// The function of a unit divided by that of another with the same key.
  private func factor(
    _ unit: Unit, over other: Unit
  ) throws(ComputationStopped) -> F.Element {
    let ratio = field.quotient(unit.scale, other.scale)
    try field.requireBoundedPower(ratio, degree)
    return field.power(ratio, degree)
  }

  /// Drops units that are zero or not used, and merges proportional ones, until nothing changes; a single unit stays.
  mutating func reduceCompletely(control: ComputationControl) throws(ComputationStopped) {
    while kept.count > 1 {
      try control.checkpoint(operations: units.count)
      if let place = units.firstIndex(where: { !$0.isUsed }) {
        operations.append(.dropInactiveOut(layer: 1, neuron: kept[place] + 1))
        drop(place)
      } else if let place = units.firstIndex(where: { $0.key == nil }) {
        operations.append(.dropInactiveIn(layer: 1, neuron: kept[place] + 1, constant: field.zero))
        drop(place)
      } else if let (first, second) = proportionalPair() {
        let factor = try factor(units[second], over: units[first])
        operations.append(
          .merge(layer: 1, neuron: kept[second] + 1, into: kept[first] + 1, factor: factor))
        units[first].columns = zip(units[first].columns, units[second].columns).map {
          field.add($0, field.multiply(factor, $1))
        }
        drop(second)
      } else {
        return
      }
    }
  }

  private mutating func drop(_ place: Int) {
    units.remove(at: place)
    kept.remove(at: place)
  }

  private func proportionalPair() -> (Int, Int)? {
    var places: [Key: Int] = [:]
    for (place, unit) in units.enumerated() {
      guard let key = unit.key else { continue }
      if let first = places[key] { return (first, place) }
      places[key] = place
    }
    return nil
  }

  /// The states before, and the steps.
  func found(preserved: Certified<Bool>) throws(ComputationStopped) -> ReducedUnits<F> {
    var groups: [Key: [Int]] = [:]
    for (place, unit) in original.enumerated() where unit.isUsed {
      if let key = unit.key { groups[key, default: []].append(place) }
    }
    var neurons: [NeuronDiagnosisOver<F.Element>] = []
    for (place, unit) in original.enumerated() {
      var partners: [NeuronDiagnosisOver<F.Element>.Proportionality] = []
      if unit.isUsed, let key = unit.key {
        for other in groups[key] ?? [] where other != place {
          partners.append(
            .init(index: other + 1, factor: try factor(unit, over: original[other])))
        }
      }
      neurons.append(
        NeuronDiagnosisOver(
          layer: 1, index: place + 1,
          state: unit.key == nil
            ? .inactiveIn : !unit.isUsed ? .inactiveOut : partners.isEmpty ? .active : .redundant,
          constant: unit.key == nil ? field.zero : nil, hasZeroOutputs: !unit.isUsed,
          proportionalTo: partners, mixedWith: []))
    }
    return ReducedUnits(neurons: neurons, operations: operations, functionPreserved: preserved)
  }
}

extension WeightField {
  /// A vector divided by its first entry that is not zero, and that entry; `nil` for zero.
  func normalized(_ vector: [Element]) -> (vector: [Element], scale: Element)? {
    guard let scale = vector.first(where: { !$0.isZero }) else { return nil }
    return (vector.map { quotient($0, scale) }, scale)
  }
}
