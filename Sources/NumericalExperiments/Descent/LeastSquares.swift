import AlgebraicStructures
import Computation

/// The most rows × columns² of a decomposition in `leastSquaresSolution`: well below a second.
private let largestDecomposition = 1e9

/// Minimises a loss over the variables of a stratum by the method of Levenberg and Marquardt.
///
/// - Returns: The variables and the loss; the iteration ends when no step improves the loss, so the result
///   is never worse than the start. Where the derivatives of the loss are too large a matrix (rows × columns²
///   above 10⁹) it is the start.
/// - Throws: `ComputationStopped` as `control` demands, before each of its decompositions.
func leastSquaresSolution(
  _ evaluator: LossEvaluator, on stratum: StratumMap, maximumSteps: Int = 100,
  control: ComputationControl
) throws(ComputationStopped) -> (variables: [Double], loss: Double) {
  var variables = stratum.start
  var loss = evaluator.value(at: stratum.parameters(variables))
  let columns = Double(variables.count)
  guard Double(evaluator.residualCount) * columns * columns <= largestDecomposition else {
    return (variables, loss)
  }
  var damping = 1e-3
  for _ in 0..<maximumSteps where loss > 0 && loss.isFinite {
    try control.checkpoint(operations: 10 * Double(evaluator.residualCount) * columns * columns)
    let parameters = stratum.parameters(variables)
    let residuals = evaluator.weightedResiduals(at: parameters)
    let jacobian = stratum.pullBack(evaluator.weightedJacobian(at: parameters))
    guard let parts = jacobian.singularValueDecomposition(), parts.values.first ?? 0 > 0 else {
      break
    }
    let count = parts.values.count
    let overlaps = (0..<count).map { k in
      (0..<jacobian.rowCount).reduce(0.0) {
        $0 + parts.left[k * jacobian.rowCount + $1] * residuals[$1]
      }
    }
    var improved = false
    for _ in 0..<12 where !improved {
      let shift = damping * parts.values[0] * parts.values[0]
      var trial = variables
      for k in 0..<count where parts.values[k] > 1e-14 * parts.values[0] {
        let factor = overlaps[k] * parts.values[k] / (parts.values[k] * parts.values[k] + shift)
        for i in trial.indices { trial[i] -= factor * parts.rightTransposed[i * count + k] }
      }
      let value = evaluator.value(at: stratum.parameters(trial))
      if value < loss {
        improved = true
        let isDone = value > 0.999_999 * loss && damping < 1e-8
        (variables, loss) = (trial, value)
        damping = max(damping / 10, 1e-14)
        if isDone { return (variables, loss) }
      } else {
        damping *= 10
      }
    }
    if !improved { break }
  }
  return (variables, loss)
}
