import ExactArithmetic
import Foundation
import Networks

/// The probability that one random trial gives less than the generic rank over ℚ.
///
/// Let R be the generic rank and U ≥ R its proven upper bound. Some R × R minor of the matrix of
/// gradients is a nonzero polynomial P with integer coefficients in all that is drawn at random: weights,
/// inputs and the coefficients of row combinations. (Activations with denominators are multiplied by
/// their common denominator first. That rescales the columns of the next weight matrix, which keeps
/// uniform weights uniform if the prime does not divide it.) A trial that fails has P = 0 at the drawn
/// point modulo the drawn prime p. Either
/// - p divides every coefficient of P. At most log₂‖P‖ / log₂(least prime) primes of the range do, where
///   ‖·‖ is the sum of absolute values of the coefficients, which is submultiplicative: ‖P‖ ≤ R!·e^R with
///   e = N·E·‖f‖ (E the degree of f in the weights, N the number of combined columns), and ‖f‖ is
///   bounded by evaluating the network with all inputs, weights and absolute coefficients 1. Or
/// - P is nonzero modulo p, and vanishes at a uniform point with probability at most deg P / p
///   (Schwartz–Zippel), where deg P ≤ R·(T − 1 + 2) for T the degree of f in weights and inputs
///   together, the 2 only with row combinations.
///
/// When there are several outputs, a trial may use fewer points than would be needed in general and
/// stops when the last point adds nothing. For general points the ranks added by one point after another
/// never increase, so adding nothing means that nothing is missing, and the failure of this test is again
/// the vanishing of a minor of size at most U.
struct RankFailureBound {
  private let degree: Double
  private let bitsPerRow: Double
  private let denominators: Int

  /// - Parameter parametrizationDegree: D, when the weights are not themselves uniform but monomials of
  ///   degree at most D in uniform residues. Substituting monomials in a polynomial does not increase ‖·‖,
  ///   and multiplies its degree by at most D.
  init(_ architecture: Architecture, parametrizationDegree: Int = 1) {
    var degreeInWeights = 1.0
    var totalDegree = 2.0
    // log₂ of the norm of the functions entering a layer, and of those leaving it.
    var norm = 0.0
    var denominatorBits = 0.0
    for layer in 1...architecture.layerCount {
      if layer > 1 {
        let activation = architecture.activations[layer - 2]
        let r = Double(activation.degree)
        degreeInWeights = r * degreeInWeights + 1
        totalDegree = r * totalDegree + 1
        let (absoluteSum, denominator) = Self.size(of: activation)
        // Norms are at least 1, so the highest power dominates.
        norm = r * norm + absoluteSum
        denominatorBits += denominator
      }
      norm += log2(Double(architecture.rowStride(ofLayer: layer)))
    }
    degree = totalDegree * Double(parametrizationDegree) + 1
    bitsPerRow =
      norm + log2(degreeInWeights) + log2(Double(max(architecture.parameterCount, 1)))
    denominators = Int(denominatorBits)
  }

  /// The same for any model, whose norm is bounded by evaluating it, or the tangents of quotients, with `LogarithmicNorms`.
  init(_ model: some PolynomialModel) {
    let norms = LogarithmicNorms()
    let parameters = [Double](repeating: 0, count: model.parameterCount)
    let input = [Double](repeating: 0, count: model.inputCount)
    let sizes =
      model.isPolynomial
      ? model.outputs(parameters: parameters, input: input, over: norms)
      : model.tangents(parameters: parameters, input: input, over: norms)
    degree = Double(model.parameterDegree) + Double(model.inputDegree) + 1
    bitsPerRow =
      max(sizes?.max() ?? .infinity, 0) + log2(Double(max(model.parameterDegree, 1)))
      + log2(Double(max(model.parameterCount, 1))) + model.denominatorBits
    denominators = Int(min(model.denominatorBits, 1e15))
  }

  /// Upper bounds of log₂ of Σ|c_k| · q and of q, where q is the common denominator.
  private static func size(of activation: Activation) -> (absoluteSum: Double, denominator: Double)
  {
    let nonzero = activation.terms.map(\.coefficient)
    var denominator = Integer.one
    for coefficient in nonzero {
      denominator = Integer.leastCommonMultiple(denominator, coefficient.denominator)
    }
    var sum = Integer.zero
    for coefficient in nonzero {
      sum += coefficient.numerator.magnitude * denominator / coefficient.denominator
    }
    return (Double(sum.bitCount), Double(denominator.bitCount))
  }

  /// The bound for one trial, at most 1.
  ///
  /// - Parameter rank: U.
  /// - Parameter modulus: The prime drawn.
  /// - Parameter rounds: How often the number of points was increased; each is a chance to fail.
  func probability(rank: Int, modulus: UInt32, range: PrimeRange, rounds: Int) -> Double {
    let r = Double(max(rank, 1))
    let vanishing = r * degree / Double(modulus)
    let badPrimes = r * (bitsPerRow + log2(r)) / range.smallestLogarithm
    // Primes dividing a denominator are not drawn; what is left are at least this many.
    let drawable = range.primeCount - Double(denominators) / range.smallestLogarithm - 1
    guard drawable > 0 else { return 1 }
    return min(1, Double(rounds) * (vanishing + badPrimes / drawable))
  }
}
