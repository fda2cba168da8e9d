import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

extension CriticalComponent {
  /// The different images of the component under permutations of hidden neurons, itself first.
  ///
  /// Images are compared by their ideals, so that a component whose generators are not known, or only up to
  /// a saturation, is returned alone unless its operations tell its images apart.
  /// - Throws: what `control` demands.
  /// - Complexity: a Groebner basis for each permutation; at most 5,040 permutations are tried.
  public func images(
    of architecture: Architecture, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) -> [CriticalComponent] {
    if orbitSize == 1 { return [self] }
    var images: [CriticalComponent] = []
    var bases: [GroebnerBasis<RationalField>] = []
    for permutation in architecture.hiddenPermutations(limit: 5_040).group {
      try control.checkpoint()
      let image = permuted(permutation, architecture)
      if let generators = image.generators, let ring = generators.first?.ring,
        generatorConditions.isEmpty
      {
        let basis = try Ideal(ring: ring, generators: generators).groebnerBasis(control: control)
        if bases.contains(basis) { continue }
        bases.append(basis)
      } else if images.contains(where: { $0.operations == image.operations }) {
        continue
      }
      images.append(image)
    }
    // Labels that name no neurons are those of all images.
    var labels: Set<String> = []
    return images.enumerated().map { index, image in
      labels.insert(image.label).inserted
        ? image : image.renamed("\(image.label) (image \(index + 1))")
    }
  }

  /// The image under one permutation of hidden neurons.
  private func permuted(
    _ permutation: NeuronPermutation, _ architecture: Architecture
  ) -> CriticalComponent {
    let positions = architecture.parameterPositions(under: permutation)
    let stratum = stratum(of: architecture)
    let (type, conditions) = (stratum.permuted(permutation), stratum.label)
    // All neurons of a layer are mixed.
    let mixed = operations.filter { !$0.isCombinatorial }
    // The operations of the image are in their own order.
    let rest = label.hasPrefix(conditions) ? label.dropFirst(conditions.count) : label[...]
    let text = renumbered(label: String(rest), by: permutation)
    func image(_ network: Network) -> Network? {
      try? Network(architecture, weights: architecture.permuted(network.weights, by: permutation))
    }
    return CriticalComponent(
      kind: kind, label: label.hasPrefix(conditions) ? type.label + text : text,
      operations: type.operations + mixed, codimension: codimension, dimension: dimension,
      degree: degree,
      rank: rank, orbitSize: orbitSize,
      generators: generators?.map { $0.permuted(positions).canonicalAssociate },
      generatorConditions: generatorConditions.map { $0.permuted(positions) },
      witness: witness.flatMap(image), witnessSearch: witnessSearch,
      realPoints: realPoints.moved(
        to: realPoints.point.flatMap(image), dimension: realPoints.dimension),
      evidence: evidence)
  }
}
