import AlgebraicStructures
import Computation
import ExactArithmetic
import Polynomials

extension Germ {
  /// Whether no coordinate has a density.
  var hasTrivialDensity: Bool { vanishing.allSatisfy { density[$0] == 0 } }

  /// The germ on the subspace where the given coordinates are 0, over the complex numbers.
  ///
  /// Half its log canonical threshold is at most λ at the points of the subspace: the inversion of adjunction needs ideals
  /// without density, and over the real numbers it is false (z + x² + y² has 1/2, and 1 on z = 0).
  func onComplexSubspace(_ coordinates: [Int]) -> Germ {
    var result = self
    result.isComplex = true
    result.generators = generators.map { $0.settingToZero(coordinates) }.filter { !$0.isZero }
    for index in coordinates { result.roles[index] = .absent }
    return result
  }

  /// Subspaces, as sets of coordinates that are 0, on which the weights of the terms do not exclude that λ is at least
  /// `target`; those that leave the fewest terms first.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  func subspaces(
    keeping target: Rational, control: ComputationControl
  ) throws(ComputationStopped) -> [[Int]] {
    let occurring = Set(generators.flatMap(\.support))
    let candidates = vanishing.filter { occurring.contains($0) && factor[$0] == 0 }
    let minimal = minimalExponents(termExponents)
    var random = RandomSource(seed: 1)
    var found: [[Int]] = []
    for round in 0..<Germ.subspaceOrders {
      let order: [Int]
      switch round {
      case 0: order = candidates
      case 1: order = candidates.reversed()
      default:
        order = candidates.map { ($0, random.integer(in: 0...1_000_000)) }.sorted {
          $0.1 < $1.1
        }.map(\.0)
      }
      var chosen: [Int] = []
      for coordinate in order {
        // The monomials of an ideal without a coordinate are multiples of its minimal ones without it.
        let left = minimal.filter { exponents in
          exponents[coordinate] == 0 && chosen.allSatisfy { exponents[$0] == 0 }
        }
        if let value = try MonomialIdealValue(left, density: density, control: control)?.value,
          value.lambda >= target
        {
          chosen.append(coordinate)
        }
      }
      let sorted = chosen.sorted()
      if !sorted.isEmpty, !found.contains(sorted) { found.append(sorted) }
    }
    func size(_ coordinates: [Int]) -> Int { onComplexSubspace(coordinates).termCount }
    return found.map { ($0, size($0)) }.sorted {
      $0.1 != $1.1 ? $0.1 < $1.1 : $0.0.lexicographicallyPrecedes($1.0)
    }.map(\.0)
  }

  /// The number of orders in which coordinates are tried.
  private static let subspaceOrders = 6
}
