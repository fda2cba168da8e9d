import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

extension LocusCertificate {
  /// The certificate that C = S by an `EqualityTheorem`: names the theorem and lists the maximal sets of
  /// networks with an inactive neuron or a redundant pair; `nil` if no theorem applies, or if a rank is not
  /// proven.
  ///
  /// - Throws: what `control` demands.
  public init?(
    equalityTheoremFor architecture: Architecture, genericRank known: GenericRank? = nil,
    seed: UInt64 = 1, control: ComputationControl = ComputationControl()
  ) throws(ComputationStopped) {
    guard let theorem = EqualityTheorem(architecture), architecture.layerCount > 1,
      architecture.activations.allSatisfy({ if case .monomial = $0 { true } else { false } })
    else { return nil }
    let generic = try architecture.genericRank(known: known, seed: seed, control: control)
    guard generic.evidence.isProven else { return nil }
    var random = RandomSource(seed: seed)
    var components: [Component] = []
    let strata = basicStrata(of: architecture)
    for (index, stratum) in strata.enumerated() {
      let isSmaller = strata.indices.contains { other in
        other != index && stratum.isContained(inOrbitOf: strata[other])
          && (other < index || !strata[other].isContained(inOrbitOf: stratum))
      }
      if isSmaller { continue }
      let certified = try stratum.genericRank(seed: seed, control: control)
      guard certified.evidence.isProven else { return nil }
      let rank = certified.value
      var witness: Network?
      for _ in 0..<8 where witness == nil {
        let network = stratum.witness(using: &random)
        let found = try CriticalLoci.rank(
          at: network, includingKernel: false, seed: seed, control: control)
        if found.rank == rank { witness = network }
      }
      components.append(
        Component(
          kind: CriticalComponent.Kind.subnetwork.rawValue, label: stratum.label,
          operations: stratum.operations.map {
            Operation(type: $0.type, layer: $0.layer, neurons: $0.neurons)
          },
          generators: stratum.generators(in: architecture.parameterRing).map(\.description),
          dimension: stratum.dimension, rank: rank, witness: witness?.weights.map(\.description)))
    }
    self.init(
      schema: Self.currentSchema, widths: architecture.widths, degrees: architecture.degrees,
      genericRank: generic.dimension, rankBound: generic.dimension - 1,
      theorem: theorem.statement, components: components, covers: [], charts: [])
  }
}

extension CertificateChecker {
  /// Checks that the named theorem applies and that the components contain all subnetworks.
  mutating func checkTheorem(_ name: String) throws(CertificateError) {
    guard certificate.covers.isEmpty, certificate.charts.isEmpty else {
      throw .malformed("a theorem together with charts")
    }
    guard let theorem = EqualityTheorem(architecture), theorem.statement == name else {
      return fail("theorem: no theorem of this text applies to \(architecture)")
    }
    // That this is the generic rank is checked elsewhere.
    if certificate.genericRank - 1 != certificate.rankBound {
      fail("the theorem is about rank J < \(certificate.genericRank)")
    }
    for stratum in basicStrata(of: architecture) {
      let basis = try limited { () throws(ComputationStopped) in
        try Ideal(ring: ring, generators: stratum.generators(in: ring))
          .groebnerBasis(control: control)
      }
      if !generators.contains(where: { $0.allSatisfy { basis.contains($0) } }) {
        fail("no component contains \(stratum.label)")
      }
    }
  }
}
