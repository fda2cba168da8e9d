import AlgebraicStructures
import Computation
import ExactArithmetic
import LinearAlgebra
import Networks
import Polynomials

/// A chart: normal forms of a given shape in which certain entries vanish, others do not and are scaled to
/// 1, and the remaining ones are coordinates.
///
/// The weights that can be brought to these normal forms are a locally closed set of dimension
/// `orbitDimension` + number of coordinates. Two normal forms of one chart are equivalent under the group
/// only if a finite group of scalings relates them.
struct Chart {
  let shape: ChartShape
  let states: [EntryState]
  /// ℚ[coordinates]; a coordinate has the name of the parameter at its place.
  let ring: PolynomialRing<RationalField>
  /// The normal form in parameter order.
  let weights: [Polynomial<RationalField>]

  var architecture: Architecture { shape.architecture }

  init(_ shape: ChartShape, states: [EntryState]) {
    let names = shape.architecture.parameterNames
    let coordinates = shape.entries.indices.filter { states[$0] == .free || states[$0] == .unit }
    let ring = PolynomialRing.rational(coordinates.map { names[shape.entries[$0].position] })
    self.shape = shape
    self.states = states
    self.ring = ring
    weights = shape.weights(states, in: ring) { index in ring[names[shape.entries[index].position]]
    }
  }

  /// The entries that are coordinates, in the order of the variables of the ring.
  var coordinateEntries: [Int] {
    shape.entries.indices.filter { states[$0] == .free || states[$0] == .unit }
  }
  /// The entries scaled to 1.
  var scaledEntries: [Int] { shape.entries.indices.filter { states[$0] == .one } }
  /// The coordinates that do not vanish.
  var unitCoordinates: [Polynomial<RationalField>] {
    zip(coordinateEntries, ring.generators).filter { states[$0.0] == .unit }.map(\.1)
  }

  /// The dimension of the set of weights with one normal form: bases and scalings.
  var orbitDimension: Int { shape.lostDimension + scaledEntries.count }
  /// The dimension of the set of weights described.
  var dimension: Int { orbitDimension + ring.variableCount }

  /// The positions of parameters that have a nonzero value in every normal form of the chart.
  var nonvanishingPositions: [Int] {
    shape.unitPositions
      + shape.entries.indices.filter { states[$0] == .one || states[$0] == .unit }
      .map { shape.entries[$0].position }
  }

  /// The rows of the weight matrices of the normal forms as text.
  var normalForm: [[[String]]] {
    (1...architecture.layerCount).map { layer in
      (1...architecture.widths[layer]).map { row in
        architecture.weightRange(ofLayer: layer, row: row).map { weights[$0].description }
      }
    }
  }
}

extension Chart: CustomStringConvertible {
  /// The matrices of the normal form.
  var description: String {
    normalForm.map { "[" + $0.map { $0.joined(separator: " ") }.joined(separator: "; ") + "]" }
      .joined(separator: " ")
  }
}

extension ChartShape {
  /// The normal form with the given states of the entries; `coordinate` gives the value of an entry that
  /// is neither 0 nor 1.
  func weights(
    _ states: [EntryState], in ring: PolynomialRing<RationalField>,
    coordinate: (Int) -> Polynomial<RationalField>
  ) -> [Polynomial<RationalField>] {
    var weights = [Polynomial<RationalField>](
      repeating: ring.zero, count: architecture.parameterCount)
    for position in unitPositions { weights[position] = ring.one }
    for (index, entry) in entries.enumerated() {
      switch states[index] {
      case .zero: continue
      case .one: weights[entry.position] = ring.one
      case .undecided, .free, .unit: weights[entry.position] = coordinate(index)
      }
    }
    return weights
  }
}

extension PolynomialRing where Coefficients == RationalField {
  /// ℚ[names] in degree reverse lexicographic order, for names known to be valid.
  static func rational(_ names: [String]) -> PolynomialRing {
    do {
      return try PolynomialRing(coefficients: RationalField(), variables: names)
    } catch {
      contractViolation("no polynomial ring: \(error)")
    }
  }
}
