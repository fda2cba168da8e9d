import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Polynomials

/// A chart without the points that lie in known sets.
struct ChartRestriction {
  /// Irreducible polynomials whose zeros are coordinates that do not vanish, or lie in known sets.
  private(set) var units: [Polynomial<RationalField>] = []
  /// Ideals of smaller sets of points that lie in known sets.
  private(set) var excluded: [[Polynomial<RationalField>]] = []

  /// - Throws: what factorisation throws, and what `control` demands.
  init(
    _ chart: Chart, knownSets: [PermutedImages], control: ComputationControl
  ) throws(ComputationStopped) {
    units = chart.unitCoordinates
    var lists: [[Polynomial<RationalField>]] = []
    for known in knownSets {
      for image in known.images {
        try control.checkpoint()
        let restricted = image.map { $0.substituted(chart.weights, in: chart.ring) }.filter {
          !$0.isZero
        }
        if !restricted.contains(where: { $0.constantValue != nil }) { lists.append(restricted) }
      }
    }
    for list in lists {
      guard var divisor = list.first else { continue }
      for f in list.dropFirst() {
        divisor = try divisor.greatestCommonDivisor(with: f, control: control)
      }
      if divisor.constantValue != nil { continue }
      for factor in try divisor.factorization(control: control).factors
      where !units.contains(factor.base) {
        units.append(factor.base)
      }
    }
    var seen: Set<Set<Polynomial<RationalField>>> = []
    for list in lists {
      var reduced: Set<Polynomial<RationalField>> = []
      for f in list { reduced.insert(try f.removing(units, control: control)) }
      if reduced.contains(where: { $0.constantValue != nil }) { continue }
      if seen.insert(reduced).inserted { excluded.append(Array(reduced)) }
    }
  }

  /// Whether the zero set of the prime lies in a known set.
  func excludes(_ basis: GroebnerBasis<RationalField>) -> Bool {
    excluded.contains { $0.allSatisfy { basis.contains($0) } }
  }
}

extension Chart {
  /// The name of a known set that contains the whole chart.
  func covering(_ known: [PermutedImages], seed: UInt64) -> String? {
    let field = RationalField().residueField(trial: 0)
    var random = RandomSource(seed: seed)
    let residues = ring.variables.map { _ in random.next(below: UInt64(field.modulus)) }
    return known.first { $0.contains(normalForm: weights, residues: residues) }?.name
  }
}
