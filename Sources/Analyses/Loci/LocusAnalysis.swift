import Computation
import CriticalLoci
import Networks

/// The critical locus of a network with what was asked about it beyond the components: all images, and an
/// independent check.
public struct LocusAnalysis: Sendable {
  /// The network.
  public let architecture: Architecture
  /// The locus; `nil` if a limit came before anything was known.
  public let locus: CriticalLocus?
  /// The components to list: those of the locus that have or may have real points, or all their images
  /// under permutations of hidden neurons.
  public let components: [CriticalComponent]
  /// The components without real points, listed apart.
  public let complexComponents: [CriticalComponent]
  /// The result of a check by random planes, if one was made.
  public let sliceCheck: SliceCheck?
  /// The seed of all randomness.
  public let seed: UInt64
  /// What ended the computation early, if anything.
  public let stop: ComputationStopped?

  /// What `locus` says, each component standing for its images.
  public init(_ locus: CriticalLocus, seed: UInt64 = 1) {
    self.init(
      architecture: locus.architecture, locus: locus, components: locus.realComponents,
      complexComponents: locus.complexComponents, sliceCheck: nil, seed: seed, stop: locus.stopped)
  }

  /// The proof that no component is missing: that of the search, or a theorem; `nil` if there is none that can
  /// be saved.
  ///
  /// - Throws: what `control` demands.
  public func certificate(
    control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> LocusCertificate? {
    guard let locus else { return nil }
    if let certificate = locus.certificate() { return certificate }
    return try LocusCertificate(
      equalityTheoremFor: architecture, genericRank: locus.genericRank, seed: seed,
      control: control)
  }

  fileprivate init(
    architecture: Architecture, locus: CriticalLocus?, components: [CriticalComponent],
    complexComponents: [CriticalComponent], sliceCheck: SliceCheck?, seed: UInt64,
    stop: ComputationStopped?
  ) {
    self.architecture = architecture
    self.locus = locus
    self.components = components
    self.complexComponents = complexComponents
    self.sliceCheck = sliceCheck
    self.seed = seed
    self.stop = stop
  }
}

/// Enumerates the critical locus of a network and answers what is asked about it; a limit leaves out what comes
/// after it and is kept in `stop`.
///
/// - Parameter architecture: The shape of the network.
/// - Parameter listingAll: Whether to list every image of a component under permutations of hidden neurons
///   instead of one for each orbit.
/// - Parameter checkingSlices: Whether to check the list by random planes modulo a prime.
/// - Parameter options: Limits of the search.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
/// - Parameter progress: Called before the first chart and after each one.
public func locusAnalysis(
  of architecture: Architecture, listingAll: Bool = false, checkingSlices: Bool = false,
  options: CriticalLocusOptions = CriticalLocusOptions(), seed: UInt64 = 1,
  control: ComputationControl = ComputationControl(),
  progress: ((CriticalLocusProgress) -> Void)? = nil
) -> LocusAnalysis {
  var found: CriticalLocus?
  var check: SliceCheck?
  var listed: (real: [CriticalComponent], complex: [CriticalComponent]) = ([], [])
  var stop: ComputationStopped?
  do throws(ComputationStopped) {
    let locus = try criticalLocus(
      of: architecture, options: options, seed: seed, control: control, progress: progress)
    found = locus
    listed = (locus.realComponents, locus.complexComponents)
    if checkingSlices { check = try sliceCheck(of: locus, seed: seed, control: control) }
  } catch {
    stop = error
  }
  if listingAll {
    do throws(ComputationStopped) {
      listed = (
        try images(listed.real, architecture, control),
        try images(listed.complex, architecture, control)
      )
    } catch {
      stop = stop ?? found?.stopped ?? error
    }
  }
  return LocusAnalysis(
    architecture: architecture, locus: found, components: listed.real,
    complexComponents: listed.complex, sliceCheck: check, seed: seed, stop: stop ?? found?.stopped)
}

private func images(
  _ components: [CriticalComponent], _ architecture: Architecture, _ control: ComputationControl
) throws(ComputationStopped) -> [CriticalComponent] {
  var images: [CriticalComponent] = []
  for component in components {
    images += try component.images(of: architecture, control: control)
  }
  return images
}
