import AlgebraicStructures
import CriticalLoci
import ExactArithmetic

/// The components of a locus with their images under permutations of hidden neurons.
struct LocusImages: Sendable {
  /// The largest number of images of one component that are listed.
  private static let limit: Integer = 24

  /// Components and images, with the positions of the components in the locus.
  private(set) var components: [(index: Int, component: CriticalComponent)] = []
  /// The components with more images, of which only the listed one is here.
  private(set) var incomplete: [Int] = []

  init(_ locus: CriticalLocus, control: ComputationControl) throws(ComputationStopped) {
    for (index, component) in locus.components.enumerated() {
      if component.orbitSize > LocusImages.limit {
        components.append((index, component))
        incomplete.append(index)
        continue
      }
      for image in try component.images(of: locus.architecture, control: control) {
        components.append((index, image))
      }
    }
  }
}
