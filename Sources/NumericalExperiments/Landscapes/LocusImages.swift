import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic

/// The components of a locus that have or may have real points, with their images under permutations of
/// hidden neurons.
struct LocusImages: Sendable {
  /// The largest number of images of one component that are listed.
  private static let limit: Integer = 24

  /// A component or an image of it.
  struct Image: Sendable {
    /// The position of the component in the locus.
    var index: Int
    /// Whether it is the component itself.
    var isListed: Bool
    var component: CriticalComponent
  }

  /// Components, each followed by its other images.
  private(set) var components: [Image] = []
  /// The components with more images, of which only the listed one is here.
  private(set) var incomplete: [Int] = []

  init(_ locus: CriticalLocus, control: ComputationControl) throws(ComputationStopped) {
    for (index, component) in locus.components.enumerated()
    where component.realPoints.extent != .none {
      if component.orbitSize > LocusImages.limit {
        components.append(Image(index: index, isListed: true, component: component))
        incomplete.append(index)
        continue
      }
      let images = try component.images(of: locus.architecture, control: control)
      components += images.enumerated().map {
        Image(index: index, isListed: $0.offset == 0, component: $0.element)
      }
    }
  }
}
