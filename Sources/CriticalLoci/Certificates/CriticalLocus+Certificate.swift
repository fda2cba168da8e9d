import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks
import Polynomials

extension CriticalLocus {
  /// The proof that the list of components is complete, to be saved and checked by `verify(_:control:)`.
  ///
  /// - Returns: `nil` unless completeness is proven by charts without `PeelingProof`
  ///   (`CriticalLocusOptions.usesPeeling`), the generic rank and the ranks of the components are proven,
  ///   all activations are `monomial`, the ideals of all components are known, and images of components are found that contain what the charts left.
  ///   For C = S by a theorem there is `LocusCertificate.init(equalityTheoremFor:seed:control:)`.
  /// - Complexity: for every chart and every piece the substitution of its normal form into the
  ///   generators of the components under all permutations of hidden neurons.
  public func certificate() -> LocusCertificate? {
    guard completeness.isProven, !covers.isEmpty, genericRank.evidence.isProven,
      components.allSatisfy(\.evidence.isProven),
      architecture.activations.allSatisfy({ if case .monomial = $0 { true } else { false } }),
      let builder = CertificateBuilder(self)
    else { return nil }
    return builder.certificate()
  }
}

/// The translation of a critical locus into a certificate.
struct CertificateBuilder {
  let locus: CriticalLocus
  /// All images of the components.
  let images: [(location: LocusCertificate.Location, generators: [Polynomial<RationalField>])]

  /// `nil` if the ideal of a component is not known.
  init?(_ locus: CriticalLocus) {
    self.locus = locus
    let architecture = locus.architecture
    let group = architecture.hiddenPermutations(limit: 5_040).group
    var images: [(LocusCertificate.Location, [Polynomial<RationalField>])] = []
    for (index, component) in locus.components.enumerated() {
      guard let generators = component.generators, component.generatorConditions.isEmpty else {
        return nil
      }
      var seen: Set<Set<Polynomial<RationalField>>> = []
      for permutation in group {
        let positions = architecture.parameterPositions(under: permutation)
        let image = generators.map { $0.permuted(positions) }
        // Signs of permuted minors do not matter.
        if seen.insert(Set(image.map(\.canonicalAssociate))).inserted {
          images.append((.init(component: index, permutation: permutation), image))
        }
      }
    }
    self.images = images
  }

  func certificate() -> LocusCertificate? {
    var charts: [LocusCertificate.Chart] = []
    for report in locus.charts {
      guard let chart = CertificateChartBuilder(builder: self, report: report).chart() else {
        return nil
      }
      charts.append(chart)
    }
    var covers: [LocusCertificate.Cover] = []
    for cover in locus.covers {
      guard let translated = translated(cover) else { return nil }
      covers.append(translated)
    }
    return LocusCertificate(
      schema: LocusCertificate.currentSchema, widths: locus.architecture.widths,
      degrees: locus.architecture.degrees, genericRank: locus.genericRank.dimension,
      rankBound: locus.rankBound, theorem: nil,
      components: locus.components.map(translated), covers: covers, charts: charts)
  }

  private func translated(_ component: CriticalComponent) -> LocusCertificate.Component {
    LocusCertificate.Component(
      kind: component.kind.rawValue, label: component.label,
      operations: component.operations.map {
        LocusCertificate.Operation(type: $0.type, layer: $0.layer, neurons: $0.neurons)
      },
      generators: (component.generators ?? []).map(\.description), dimension: component.dimension,
      rank: component.rank, witness: component.witness?.weights.map(\.description))
  }

  /// The first image of a component that contains the points with the given weights, modulo a prime.
  func location(
    weights: [Polynomial<RationalField>],
    where vanishes: (Polynomial<RationalField>) -> Bool
  ) -> LocusCertificate.Location? {
    images.first {
      $0.generators.allSatisfy { vanishes($0.substituted(weights, in: weights[0].ring)) }
    }?.location
  }

  private func translated(_ cover: ChartCover) -> LocusCertificate.Cover? {
    let shape = ChartShape(
      locus.architecture, inputRank: cover.inputRank, pivots: cover.pivots.map { $0 - 1 })
    let ring = locus.architecture.parameterRing
    let names = locus.architecture.parameterNames
    var steps: [LocusCertificate.Step] = []
    var isComplete = true

    func add(_ decision: ChartDecision, zero: Set<String>) -> Int {
      let index = steps.count
      switch decision {
      case .chart(let chart): steps.append(.chart(index: chart))
      case .covered:
        let states = shape.entries.map { entry in
          zero.contains(names[entry.position]) ? EntryState.zero : .free
        }
        let weights = shape.weights(states, in: ring) { ring.variable(shape.entries[$0].position) }
        guard let location = location(weights: weights, where: \.isZero) else {
          isComplete = false
          return index
        }
        steps.append(.covered(by: location))
      case .split(let entry, let nonzero, let vanishing, let rest):
        steps.append(.split(entry: entry, nonzero: 0, vanishing: vanishing, zero: 0))
        let first = add(nonzero, zero: zero)
        let second = add(rest, zero: zero.union(vanishing))
        steps[index] = .split(entry: entry, nonzero: first, vanishing: vanishing, zero: second)
      }
      return index
    }

    _ = add(
      cover.decision, zero: Set(shape.initialZeros.map { names[shape.entries[$0].position] }))
    if !isComplete { return nil }
    return LocusCertificate.Cover(
      inputRank: cover.inputRank, pivots: cover.pivots, steps: steps)
  }
}
