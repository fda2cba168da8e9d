import Computation
import Networks

/// Whether a point is what a witness of a component has to be, apart from where it lies: the rank of J is
/// that of the component, proven for exotic ones, and it is a subnetwork exactly if the component consists of
/// subnetworks.
struct WitnessCheck {
  /// The rank of J at general points of the component.
  let rank: Int
  /// Whether the component consists of subnetworks.
  let isSubnetwork: Bool
  let seed: UInt64
  let control: ComputationControl

  /// Whether both hold.
  func accepts(_ network: Network) throws(ComputationStopped) -> Bool {
    let value = try CriticalLoci.rank(
      at: network, includingKernel: false, seed: seed, control: control)
    guard value.rank == rank, isSubnetwork || value.evidence.isProven else { return false }
    return try diagnose(network, seed: seed, control: control).isSubnetwork == isSubnetwork
  }

  /// What is said where no point was accepted.
  func failure(pointCount: Int) -> String {
    if pointCount == 0 { return "no rational point was found on the rational slices tried" }
    return
      "none of \(pointCount) rational points tried lies on no other component, has rank \(rank)"
      + (isSubnetwork ? "" : " and is no subnetwork")
  }
}
