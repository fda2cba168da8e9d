import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

/// A component together with all its images under permutations of hidden neurons, each given by
/// generators of its prime ideal.
struct ListedComponent: Sendable {
  let component: CriticalComponent
  /// For each image polynomials in the parameters, in parameter order, that vanish exactly on it.
  let images: [[Polynomial<RationalField>]]

  /// Finds generators of the prime ideal and their images.
  ///
  /// - Throws: `undecided` for a component that has neither generators nor conditions that define it.
  init(
    _ component: CriticalComponent, of architecture: Architecture, control: ComputationControl
  ) throws(ComputationStopped) {
    self.component = component
    let ideal = try Self.primeIdeal(of: component, architecture, control)
      .groebnerBasis(control: control)
    let positions = try architecture.allHiddenPermutations().map {
      architecture.parameterPositions(under: $0)
    }
    images =
      PermutedImages(
        name: component.label, ideal: ideal, group: positions, count: component.orbitSize.asInt
      ).images
  }

  private static func primeIdeal(
    of component: CriticalComponent, _ architecture: Architecture, _ control: ComputationControl
  ) throws(ComputationStopped) -> Ideal<RationalField> {
    let ring = architecture.parameterRing
    guard let generators = component.generators else {
      let stratum = component.stratum(of: architecture)
      guard stratum.codimension == component.codimension else {
        throw .undecided(
          what: "membership in the component \(component.label), which has no generators")
      }
      return Ideal(ring: ring, generators: stratum.generators(in: ring))
    }
    var ideal = Ideal(ring: ring, generators: generators.compactMap { $0.moved(to: ring) })
    for condition in component.generatorConditions {
      guard let factor = condition.moved(to: ring) else { continue }
      ideal = try ideal.saturated(by: factor, control: control)
    }
    return ideal
  }
}

/// A list of components, given completely by equations, to which points are compared.
struct ListedLocus: Sendable {
  let architecture: Architecture
  let components: [ListedComponent]

  init(
    _ architecture: Architecture, _ components: [CriticalComponent], control: ComputationControl
  ) throws(ComputationStopped) {
    self.architecture = architecture
    var listed: [ListedComponent] = []
    for component in components {
      listed.append(try ListedComponent(component, of: architecture, control: control))
    }
    self.components = listed
  }
}
