import Computation
import ExactArithmetic
import Foundation

/// The leading terms of the free energy of n samples near a point, n·L + λ log n − (m − 1) log log n, without the terms
/// that stay bounded.
///
/// L is the loss of one sample at the point. With L = 0 it is the free energy relative to the truth, where λ log n is
/// the price of the model.
///
/// - SeeAlso: Watanabe, *Algebraic Geometry and Statistical Learning Theory* (2009), main formula II.
public struct FreeEnergy: Hashable, Sendable {
  /// The smallest number of samples that the terms are meant for: log log n is positive from there on.
  public static let smallestSampleCount = 3

  /// λ and m.
  public let coefficient: LearningCoefficient
  /// L, a finite number.
  public let loss: Double

  /// The free energy at a point with these λ and m, and this loss of one sample; traps unless the loss is finite.
  public init(_ coefficient: LearningCoefficient, loss: Double = 0) {
    require(loss.isFinite, "a free energy has a finite loss, not \(loss)")
    self.coefficient = coefficient
    self.loss = loss
  }

  /// The terms at n samples.
  ///
  /// - Parameter n: At least 3; traps for less.
  public func value(sampleCount n: Int) -> Double {
    require(
      n >= Self.smallestSampleCount,
      "log log n is used from \(Self.smallestSampleCount) samples on, not for \(n)")
    let logarithm = log(Double(n))
    return Double(n) * loss + coefficient.lambda.asDouble * logarithm
      - Double(coefficient.multiplicity - 1) * log(logarithm)
  }
}
