import Computation
import CriticalLoci
import Networks

/// The rank stratification for the page, where it is small enough to be drawn.
func stratificationPart(
  of architecture: Architecture, seed: UInt64, control: ComputationControl
) -> ReportPart<RankStratification> {
  let (seconds, mostParameters, mostComponents) = (6.0, 14, 60)
  guard architecture.parameterCount <= mostParameters else {
    return .omitted(
      "not searched for \(architecture.parameterCount) parameters, more than \(mostParameters); see "
        + "'slt-critical strata'")
  }
  return .within(seconds: seconds, control: control) { part throws(ComputationStopped) in
    let found = try rankStratification(of: architecture, seed: seed, control: part)
    if let stop = found.stopped { throw stop }
    let count = found.components.count
    return count <= mostComponents
      ? .computed(found)
      : .omitted(
        "\(count) components are too many to be drawn; 'slt-critical strata' lists them")
  }
}
