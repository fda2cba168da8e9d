import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// A list of components, given completely by equations, to which points are compared.
struct ListedLocus: Sendable {
  let architecture: Architecture
  /// Each component with all its images under permutations of hidden neurons.
  let components: [(component: CriticalComponent, images: PermutedImages)]

  /// Finds generators of the prime ideals and their images.
  ///
  /// - Throws: `undecided` for a component that has neither generators nor conditions that define it.
  init(
    _ architecture: Architecture, _ components: [CriticalComponent], control: ComputationControl
  ) throws(ComputationStopped) {
    self.architecture = architecture
    let group = try architecture.allHiddenPermutations().map {
      architecture.parameterPositions(under: $0)
    }
    var listed: [(component: CriticalComponent, images: PermutedImages)] = []
    for component in components {
      listed.append(
        (component, try component.permutedImages(in: architecture, group: group, control)))
    }
    self.components = listed
  }
}

extension CriticalComponent {
  /// The component with its images under a group, given by the new positions of the parameters.
  fileprivate func permutedImages(
    in architecture: Architecture, group: [[Int]], _ control: ComputationControl
  ) throws(ComputationStopped) -> PermutedImages {
    PermutedImages(
      name: label, ideal: try primeIdeal(in: architecture, control).groebnerBasis(control: control),
      group: group, count: orbitSize.asInt)
  }

  /// Generators of the prime ideal.
  private func primeIdeal(
    in architecture: Architecture, _ control: ComputationControl
  ) throws(ComputationStopped) -> Ideal<RationalField> {
    let ring = architecture.parameterRing
    guard let generators else {
      let stratum = stratum(of: architecture)
      guard stratum.codimension == codimension else {
        throw .undecided(
          what: "membership in the component \(label), which has no generators")
      }
      return Ideal(ring: ring, generators: stratum.generators(in: ring))
    }
    var ideal = Ideal(ring: ring, generators: generators.compactMap { $0.moved(to: ring) })
    for condition in generatorConditions {
      guard let factor = condition.moved(to: ring) else { continue }
      ideal = try ideal.saturated(by: factor, control: control)
    }
    return ideal
  }
}
