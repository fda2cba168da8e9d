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
    let ring = architecture.parameterRing
    let generators = try Self.primeGenerators(of: component, architecture, ring, control)
    self.component = component
    var images: [[Polynomial<RationalField>]] = []
    var bases: [GroebnerBasis<RationalField>] = []
    for positions in try architecture.parameterPermutations() {
      let map = VariableMap(from: ring, to: ring, positions: positions)
      let image = generators.map { map($0) }
      if bases.contains(where: { basis in image.allSatisfy { basis.contains($0) } }) { continue }
      bases.append(try Ideal(ring: ring, generators: image).groebnerBasis(control: control))
      images.append(image)
      // All images are known once there are as many as the orbit has members.
      if Integer(images.count) == component.orbitSize { break }
    }
    self.images = images
  }

  private static func primeGenerators(
    of component: CriticalComponent, _ architecture: Architecture,
    _ ring: PolynomialRing<RationalField>, _ control: ComputationControl
  ) throws(ComputationStopped) -> [Polynomial<RationalField>] {
    guard let generators = component.generators else {
      let stratum = component.stratum(of: architecture)
      guard stratum.codimension == component.codimension else {
        throw .undecided(
          what: "membership in the component \(component.label), which has no generators")
      }
      return stratum.generators(in: ring)
    }
    var ideal = Ideal(ring: ring, generators: generators.compactMap { $0.moved(to: ring) })
    for condition in component.generatorConditions {
      guard let factor = condition.moved(to: ring) else { continue }
      ideal = try ideal.saturated(by: factor, control: control)
    }
    return ideal.generators
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
