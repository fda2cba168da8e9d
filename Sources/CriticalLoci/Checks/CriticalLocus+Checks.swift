import Computation
import ExactArithmetic

/// Compares a critical locus with the locus on random planes; see
/// `sliceCheck(of:rankAtMost:components:codimensions:seed:control:)`.
public func sliceCheck(
  of locus: CriticalLocus, codimensions: [Int]? = nil, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> SliceCheck {
  try sliceCheck(
    of: locus.architecture, rankAtMost: locus.rankBound, components: locus.components,
    codimensions: codimensions, seed: seed, control: control)
}

/// Looks for critical points outside the components of a critical locus; see
/// `specialPointSearch(of:rankAtMost:components:box:maximumCount:randomCount:seed:control:)`.
public func specialPointSearch(
  of locus: CriticalLocus, box: Int = 2, maximumCount: Int = 10_000_000,
  randomCount: Int = 1_000_000, seed: UInt64 = 1,
  control: ComputationControl = ComputationControl()
) throws(ComputationStopped) -> SpecialPointSearch {
  try specialPointSearch(
    of: locus.architecture, rankAtMost: locus.rankBound, components: locus.components, box: box,
    maximumCount: maximumCount, randomCount: randomCount, seed: seed, control: control)
}
