import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// The parts of the proof for a chart by its inner network.
///
/// Let f = u₁·q₁^r + u₂·q₂^r with u₁, u₂ ≠ 0 and forms q₁, q₂ of degree D′. The image of J is
/// {q₁^(r−1)·A₁ + q₂^(r−1)·A₂} where u₁⁻¹·A₁, u₂⁻¹·A₂ runs through the image of the Jacobian of (q₁, q₂);
/// the derivatives by u₁, u₂ belong to it because scaling q₁ or q₂ does. So rank J is the rank of that
/// inner Jacobian unless q₁^(r−1)·A₁ = −q₂^(r−1)·A₂ for some forms of degree D′, not both zero. With
/// e = D′ − deg gcd(q₁, q₂) this needs (r − 1)·e ≤ D′ (or q₁ = 0 or q₂ = 0), and then there are forms
/// A₁, A₂, not both zero, of degree ⌊D′/(r − 1)⌋ with A₁·q₂ = A₂·q₁.
public struct TwoNeuronProof: Sendable {
  /// Where the rank of the inner network is at most k.
  public let innerLocus: RankLocus<RationalField>
  /// The blocks of the inner Jacobian.
  public let innerBlocks: [BlockLabels]
  /// ⌊D′/(r − 1)⌋.
  public let syzygyDegree: Int
  /// Where A₁·q₂ = A₂·q₁ has a solution of that degree: the matrix of this linear map is not injective.
  public let syzygyLocus: RankLocus<RationalField>
  /// The blocks of the matrix of that map: rows are exponents, columns i and the exponents of a monomial
  /// of Aᵢ.
  public let syzygyBlocks: [BlockLabels]
  /// For each piece of `syzygyLocus` where on it rank J is at most k; `nil` if it lies in a known set.
  public let loci: [RankLocus<RationalField>?]
}

extension Chart {
  /// Whether the two-neuron lemma says anything here.
  var hasTwoFinalNeurons: Bool {
    let last = architecture.layerCount
    return last >= 3 && architecture.outputCount == 1 && architecture.widths[last - 1] == 2
      && architecture.degrees[last - 2] >= 3
      && architecture.parameterRange(ofLayer: last).allSatisfy(nonvanishingPositions.contains)
  }

  /// The matrix of (A₁, A₂) ↦ A₁·q₂ − A₂·q₁ on forms of the given degree, for the two neurons of the last
  /// hidden layer.
  func syzygyMatrix(degree: Int) -> CoefficientColumns {
    let inner = architecture.truncated(toLayers: architecture.layerCount - 1)
    let neurons = SymbolicNetwork(
      inner, weights: Array(weights.prefix(inner.parameterCount)), ring: ring
    ).outputs()
    var columns: [CoefficientColumns.Column] = []
    var labels: [[Int]] = []
    for (factor, neuron) in neurons.reversed().enumerated() {
      for monomial in exponentVectors(inner.inputCount, degree: degree) {
        var column: CoefficientColumns.Column = [:]
        for (key, coefficient) in neuron {
          column[zip(key.dropFirst(), monomial).map { $0 + $1 }] = coefficient
        }
        columns.append(column)
        labels.append([factor + 1] + monomial)
      }
    }
    // The sign of the second half does not change the rank.
    return CoefficientColumns(ring: ring, columns: columns, labels: labels)
  }
}

/// The exponent vectors of the monomials of a degree.
private func exponentVectors(_ count: Int, degree: Int) -> [[Int]] {
  if count == 1 { return [[degree]] }
  return (0...degree).flatMap { first in
    exponentVectors(count - 1, degree: degree - first).map { [first] + $0 }
  }
}
