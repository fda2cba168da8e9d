import Computation
import ExactArithmetic
import LearningCoefficients
import Networks

/// What floating-point weights show: half the numerical rank of the Jacobian as a lower bound, without proof,
/// and no upper bound.
///
/// Trained weights are near a truth and not at it, so that no theorem applies to them; as the exact fractions that
/// they are (`FloatingNetwork.exact`) they are some other truth, nearly always a regular point.
///
/// - Throws: `ComputationStopped` as `control` demands.
public func numericalLearningCoefficient(
  at network: FloatingNetwork, seed: UInt64 = 1, control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> LearningCoefficientResult {
  try numericalLearningCoefficient(
    of: NumericalDiagnosis(
      of: network, tolerance: nil, radius: 1, seed: seed, control: control))
}

/// The same from a diagnosis of the weights.
///
/// - Throws: What stopped the diagnosis, if anything.
package func numericalLearningCoefficient(
  of diagnosis: NumericalDiagnosis
) throws(ComputationStopped) -> LearningCoefficientResult {
  if let stop = diagnosis.stop { throw stop }
  let remark = "(floating-point weights do not count as exact)"
  let undecided = Evidence.numerical(detail: "the numerical rank was not computed", tolerance: 0)
  guard let diagnosed = diagnosis.rank, let rank = diagnosed.rank else {
    return LearningCoefficientResult(
      lower: 0, reason: "0, the numerical rank is not decided \(remark)",
      evidence: diagnosis.rank?.evidence ?? undecided)
  }
  return LearningCoefficientResult(
    lower: Rational(rank) / 2, reason: "half the numerical rank of J \(remark)",
    evidence: diagnosed.evidence)
}
