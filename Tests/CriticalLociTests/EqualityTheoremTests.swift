import AlgebraTestSupport
import SingularLearning
import Testing

/// The theorems that prove C = S, against exact ranks at special points and against known verdicts.
@Suite struct EqualityTheoremTests {
  /// Architectures just inside the hypotheses of each theorem.
  static let covered: [(widths: [Int], degrees: [Int])] = [
    ([2, 2, 1], [3]), ([2, 3, 1], [5]), ([2, 4, 1], [7]), ([3, 3, 2], [5]), ([2, 1, 2], [2]),
    ([3, 2, 1], [2]), ([4, 2, 1], [2]),
    ([2, 2, 3, 1], [3, 5]), ([2, 2, 2, 1], [3, 3]), ([3, 2, 2, 2], [3, 3]),
    ([2, 3, 1, 1], [5, 2]), ([2, 2, 1, 2], [3, 2]), ([3, 2, 1, 1], [2, 2]),
    ([2, 3, 2, 1], [5, 5]), ([2, 3, 2, 1], [5, 4]), ([3, 3, 2, 2], [5, 5]),
    ([2, 3, 2, 1], [6, 4]),
    ([2, 3, 2, 2, 1], [5, 4, 4]), ([2, 4, 2, 1], [7, 7]), ([2, 3, 3, 1], [14, 14]),
    ([2, 2, 2, 2, 1], [3, 3, 3]),
  ]

  /// Non-subnetworks of small integers, many of them in special position, all have the generic rank.
  @Test(arguments: covered) func rankIsGenericOutsideSubnetworks(
    widths: [Int], degrees: [Int]
  ) throws {
    let architecture = try Architecture(widths: widths, degrees: degrees)
    #expect(EqualityTheorem(architecture) != nil)
    let generic = try genericRank(of: architecture).dimension
    var random = RandomSource(seed: 7)
    var checked = 0
    for _ in 0..<400 where checked < (architecture.inputDegree > 100 ? 4 : 25) {
      let weights = (0..<architecture.parameterCount).map { _ in
        Rational(random.integer(in: -2...2))
      }
      let network = try Network(architecture, weights: weights)
      guard try !diagnose(network).isSubnetwork else { continue }
      checked += 1
      let found = try rank(at: network, includingKernel: false).rank
      #expect(found == generic, "\(architecture) at \(weights)")
    }
    #expect(checked > 0)
  }

  /// General points of the basic strata are critical.
  @Test(arguments: covered) func basicStrataAreCritical(widths: [Int], degrees: [Int]) throws {
    let architecture = try Architecture(widths: widths, degrees: degrees)
    let generic = try genericRank(of: architecture).dimension
    var random = RandomSource(seed: 8)
    for stratum in basicStrata(of: architecture) {
      let network = stratum.witness(using: &random)
      let found = try rank(at: network, includingKernel: false).rank
      #expect(found < generic, "\(architecture), \(stratum.label)")
    }
  }

  /// A limit leaves only those degrees undecided that no theorem covers.
  @Test func theoremsDecideAfterALimit() throws {
    let control = ComputationControl()
    control.cancel()
    let threshold = try criticalityThreshold(widths: [2, 3, 1], maximumDegree: 7, control: control)
    #expect(threshold.stopped == .cancelled)
    #expect(threshold.perDegree.map(\.holds) == [nil, nil, nil, true, true, true])
    #expect(threshold.perDegree.suffix(3).allSatisfy { $0.evidence.isProven })
    #expect(threshold.threshold == 5 && !threshold.isProven)
    let shown = ThresholdReport(threshold, seed: 1)
    #expect(shown.text.contains("at most 5, as far as checked"))
    let equality = try subnetworkEquality(
      of: Architecture(widths: [2, 3, 1], degree: 5), control: control)
    #expect(equality.holds == true && equality.genericRank == nil)
    #expect(throws: ComputationStopped.cancelled) {
      try subnetworkEquality(of: Architecture(widths: [2, 3, 1], degree: 4), control: control)
    }
  }

  /// No theorem may apply where the independently computed locus says C is not S.
  @Test func noTheoremContradictsTheReference() throws {
    var applied = 0
    for locus in try ReferenceLocus.all() {
      let architecture = try locus.architecture()
      guard EqualityTheorem(architecture) != nil else { continue }
      applied += 1
      #expect(locus.criticalEqualsSubnetworks, "\(architecture)")
    }
    #expect(applied >= 15)
  }

  /// The degree from which on a theorem holds, as derived in the documentation.
  @Test func provenDegrees() {
    #expect(EqualityTheorem.provenFromDegree(widths: [2, 3, 1]) == 5)
    #expect(EqualityTheorem.provenFromDegree(widths: [3, 2, 1]) == 2)
    #expect(EqualityTheorem.provenFromDegree(widths: [2, 2, 2, 1]) == 3)
    #expect(EqualityTheorem.provenFromDegree(widths: [2, 3, 2, 1]) == 5)
    #expect(EqualityTheorem.provenFromDegree(widths: [2, 3, 3, 1]) == 14)
    #expect(EqualityTheorem.provenFromDegree(widths: [2, 3, 4, 1]) == nil)
    #expect(EqualityTheorem.provenFromDegree(widths: [1, 2, 1]) == nil)
    #expect(EqualityTheorem.provenFromDegree(widths: [2, 1, 2, 1]) == nil)
  }

  /// The search for the least degree agrees with trying all degrees from a bound downwards.
  @Test func theLeastProvenDegreeIsFoundByTryingAll() throws {
    let list = [
      [2, 3, 1], [2, 20, 1], [3, 5, 2, 1], [2, 4, 2, 2, 1], [2, 3, 3, 1], [1, 2, 1], [2, 2, 2],
    ]
    for widths in list {
      var proven: Int?
      for degree in (2...200).reversed() {
        guard EqualityTheorem(try Architecture(widths: widths, degree: degree)) != nil else {
          break
        }
        proven = degree
      }
      #expect(EqualityTheorem.provenFromDegree(widths: widths) == proven, "\(widths)")
    }
  }

  /// Double points of m forms impose independent conditions from degree 2m − 1 on, however large m is; widths
  /// that are no network have no theorem.
  @Test func largeWidthsAreNoLongSearch() {
    #expect(EqualityTheorem.provenFromDegree(widths: [2, 100_000_000, 1]) == 199_999_999)
    #expect(EqualityTheorem.provenFromDegree(widths: [2, 1 << 62, 1]) == nil)
    #expect(EqualityTheorem.provenFromDegree(widths: [2, 0, 1]) == nil)
  }
}
