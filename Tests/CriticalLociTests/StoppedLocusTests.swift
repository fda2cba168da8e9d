import AlgebraTestSupport
import SingularLearning
import Testing

/// Every question about networks stops exactly where its steps are used up, and what it says then is right.
@Suite struct StoppedLocusTests {
  private static func architecture(_ widths: [Int], _ degree: Int) throws -> Architecture {
    try Architecture(widths: widths, degree: degree)
  }

  // MARK: Ranks

  @Test func genericRanks() throws {
    // Proven, never proven, with biases, and of a parametrisation.
    let architectures = [
      try Self.architecture([2, 3, 2], 3), try Self.architecture([3, 3, 3, 1], 2),
      try Architecture(widths: [2, 2, 1], activations: [.hermite(degree: 3)], hasBias: true),
    ]
    for architecture in architectures {
      let whole = try genericRank(of: architecture)
      var known = 0
      try checkPartialStops(60) { outcome in
        switch outcome {
        case .success(let rank): rank.stopped
        case .failure(let stop): stop
        }
      } of: { control in
        Result { () throws(ComputationStopped) in
          try genericRank(of: architecture, control: control)
        }
      } check: { partial in
        guard case .success(let rank) = partial else { return }
        known += 1
        #expect(rank.dimension <= whole.dimension && rank.upperBound == whole.upperBound)
        #expect(rank.trials == Array(whole.trials.prefix(rank.trials.count)))
        #expect(rank.evidence.isProven == (rank.dimension == rank.upperBound.value))
      }
      // The first trial is enough where it proves the rank.
      #expect((known > 0) == (whole.trials.count > 1))
    }
    let stratum = try SubnetworkStratum(
      Self.architecture([2, 3, 2], 3), operations: [.redundant(layer: 1, neurons: [1, 2])])
    try checkStops { try stratum.genericRank(seed: 1, control: $0) }
  }

  @Test func ranksAtPoints() throws {
    let architecture = try Self.architecture([2, 3, 2], 3)
    let bounded = try Network(
      architecture,
      weights: (0..<12).map { (i: Int) -> Rational in
        Rational(Integer(i * i % 7 - 3), Integer(i % 3 + 1))
      })
    let critical = try Network(
      architecture, matrices: [[[1, 2], [2, 4], [1, -1]], [[1, 1, 0], [0, 1, 2]]])
    for network in [bounded, critical] {
      let (point, _) = try checkStops { try rank(at: network, control: $0) }
      #expect(point.evidence.isProven && point.kernelBasis?.count == point.kernelDimension)
      try checkStops { try rank(at: network, includingKernel: false, control: $0) }
    }
  }

  // MARK: Reduction

  @Test func reductions() throws {
    let architecture = try Architecture(widths: [2, 4, 3, 2], degrees: [3, 1])
    let network = try Network(
      architecture,
      matrices: [
        [[1, 2], [-2, -4], [0, 0], [1, 3]], [[1, 0, 2, 1], [0, 1, 1, 1], [1, 1, 3, 2]],
        [[1, 1, 1], [2, 0, 1]],
      ])
    let (diagnosis, _) = try checkStops { try diagnose(network, control: $0) }
    #expect(diagnosis.isSubnetwork && diagnosis.functionPreserved.value)
    try checkStops { try computeSameFunction(network, diagnosis.reduced, control: $0) }
    let weights = network.weights.enumerated().map { index, weight in
      weight.asDouble + 1e-6 * Double(index % 5)
    }
    let (reduction, _) = try checkStops { control in
      try reduceNumerically(
        FloatingNetwork(architecture, weights: weights), tolerance: 1e-3, control: control)
    }
    #expect(!reduction.operations.isEmpty && !reduction.isExact)
  }

  // MARK: Loci

  /// What was found within some steps is part of the whole, and says no more than is proven.
  private func check(_ partial: CriticalLocus, in whole: CriticalLocus) throws {
    func sizes(_ locus: CriticalLocus) -> [String] {
      locus.components.map { "\($0.dimension) \($0.rank) \($0.orbitSize)" }.sorted()
    }
    if partial.completeness.isProven { #expect(sizes(partial) == sizes(whole)) }
    if let equal = partial.criticalEqualsSubnetworks {
      #expect(equal == whole.criticalEqualsSubnetworks)
    }
    #expect(partial.completeness.isProven || partial.criticalEqualsSubnetworks != true)
    for component in partial.components {
      #expect(component.rank <= whole.rankBound)
      if let point = component.witness {
        #expect(try rank(at: point, includingKernel: false).rank == component.rank)
        if component.kind == .exotic { #expect(try !diagnose(point).isSubnetwork) }
      }
      // No label, degree or kind is another one than after all steps.
      guard component.generatorConditions.isEmpty, let generators = component.generators,
        let same = whole.components.first(where: { $0.generators == generators })
      else { continue }
      #expect(same.dimension == component.dimension && same.rank == component.rank)
      #expect(same.orbitSize == component.orbitSize)
      if let degree = component.degree { #expect(same.degree == degree) }
    }
  }

  @Test(arguments: [([2, 2, 1], 2), ([2, 2, 1], 3), ([2, 2, 2], 2), ([2, 2, 2, 1], 3)])
  func criticalLoci(_ widths: [Int], _ degree: Int) throws {
    let architecture = try Self.architecture(widths, degree)
    let generic = try genericRank(of: architecture)
    let whole = try criticalLocus(of: architecture, genericRank: generic)
    let stopped = try checkPartialStops(30, stopped: { $0.stopped }) { control in
      try criticalLocus(of: architecture, genericRank: generic, control: control)
    } check: {
      try check($0, in: whole)
    }
    #expect(stopped.components == whole.components)
    // Before the generic rank is known there is no result.
    #expect(throws: ComputationStopped.workLimit(steps: 0)) {
      try criticalLocus(of: architecture, control: ComputationControl(stepLimit: 0))
    }
  }

  @Test func lociByMinors() throws {
    let architecture = try Architecture(
      widths: [1, 2, 1], activations: [.polynomial(coefficients: [0, 1, 1])])
    let generic = try genericRank(of: architecture)
    let whole = try criticalLocus(of: architecture, genericRank: generic)
    try checkPartialStops(10, stopped: { $0.stopped }) { control in
      try criticalLocus(of: architecture, genericRank: generic, control: control)
    } check: {
      try check($0, in: whole)
    }
    for method in [DirectMethod.minors, .rankLocus] {
      try checkStops(8) {
        try directRoute(of: architecture, method: method, control: $0).components
      }
    }
  }

  @Test func strata() throws {
    let architecture = try Self.architecture([2, 3, 2], 2)
    try checkStops { try maximalStrata(of: architecture, rankAtMost: 7, control: $0) }
    let small = try Self.architecture([1, 2, 1], 2)
    let generic = try genericRank(of: small)
    let whole = try rankStratification(of: small, genericRank: generic)
    try checkPartialStops(30, stopped: { $0.stopped }) { control in
      try rankStratification(of: small, genericRank: generic, control: control)
    } check: { partial in
      #expect(partial.components.count <= whole.components.count)
      if partial.completeness.isProven { #expect(partial.covers == whole.covers) }
    }
  }

  @Test func equalityAndThresholds() throws {
    for (widths, degree) in [([2, 2, 1], 2), ([2, 2, 2], 2), ([2, 2, 1], 4)] {
      let architecture = try Self.architecture(widths, degree)
      let whole = try subnetworkEquality(of: architecture)
      try checkPartialStops(30) { outcome in
        switch outcome {
        case .success(let equality): equality.stopped
        case .failure(let stop): stop
        }
      } of: { control in
        Result { () throws(ComputationStopped) in
          try subnetworkEquality(of: architecture, control: control)
        }
      } check: { partial in
        guard case .success(let equality) = partial else { return }
        #expect(equality.holds == nil || equality.holds == whole.holds)
      }
    }
    let whole = try criticalityThreshold(widths: [2, 2, 1], maximumDegree: 4)
    try checkPartialStops(20, stopped: { $0.stopped }) { control in
      try criticalityThreshold(widths: [2, 2, 1], maximumDegree: 4, control: control)
    } check: { partial in
      for (known, all) in zip(partial.perDegree, whole.perDegree) {
        #expect(known.holds == nil || known.holds == all.holds)
      }
    }
  }

  // MARK: Checks

  @Test func slicesAndPoints() throws {
    let locus = try criticalLocus(of: Self.architecture([2, 2, 1], 2))
    try checkStops(20) { try sliceCheck(of: locus, control: $0) }
    try checkStops(20) { try specialPointSearch(of: locus, box: 1, control: $0) }
    try checkStops(20) {
      try specialPointSearch(
        of: locus, box: 2, maximumCount: 0, randomCount: 5_000, control: $0)
    }
  }

  /// A check that is stopped accepts nothing and refuses nothing.
  @Test(arguments: [
    CertifiedCase([2, 2, 1], 2), CertifiedCase([2, 2, 2], 2), CertifiedCase([3, 3, 1], 3),
    CertifiedCase([2, 2, 2, 1], 3),
  ])
  func certificates(_ example: CertifiedCase) throws {
    func verified(
      _ certificate: LocusCertificate, _ control: ComputationControl
    ) throws -> CertificateCheck {
      do throws(CertificateError) {
        return try verify(certificate, control: control)
      } catch {
        guard case .stopped(let stop, let place) = error else { throw error }
        #expect(!place.isEmpty)
        throw stop
      }
    }
    let certificate = try example.certificate()
    #expect(try checkStops(20) { try verified(certificate, $0) }.value.holds)
    var wrong = certificate
    wrong.components[0].rank -= 1
    #expect(try checkStops(20) { try !verified(wrong, $0).holds }.value)
    let theorem = try LocusCertificate(
      equalityTheoremFor: Self.architecture([2, 2, 1], 4))
    if let theorem { try checkStops(20) { try verified(theorem, $0) } }
  }
}
