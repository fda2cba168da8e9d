import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

/// Random plane sections of the loci against the reference components.
@Suite struct SliceTests {
  static let quick = ReferenceLocus.networks.filter { locus in
    ["[2, 2, 1]", "[2, 2, 2]", "[2, 1, 1]", "[2, 1, 2]", "[1, 2, 1]", "[1, 2, 2]"]
      .contains("\(locus.widths)")
      || (locus.widths == [2, 3, 1] && locus.degree <= 4)
      || (locus.widths == [3, 2, 1] && locus.degree == 2)
  }

  func check(
    _ locus: ReferenceLocus, _ components: [CriticalComponent], codimensions: [Int]? = nil,
    control: ComputationControl = ComputationControl()
  ) throws -> SliceCheck {
    try sliceCheck(
      of: try locus.architecture(), rankAtMost: locus.genericRank - 1, components: components,
      codimensions: codimensions, seed: 3, control: control)
  }

  @Test("points of slices lie on reference components, as many as their degree", arguments: quick)
  func agreement(_ locus: ReferenceLocus) throws {
    let result = try check(locus, try locus.listedComponents())
    #expect(result.isConsistent, "\(result.slices)")
    #expect(result.slices.allSatisfy { $0.foundDegree > 0 } && !result.evidence.isProven)
  }

  @Test("a component left out leaves unmatched points", arguments: quick)
  func leftOut(_ locus: ReferenceLocus) throws {
    let components = try locus.listedComponents()
    for i in components.indices {
      let rest = components.indices.filter { $0 != i }.map { components[$0] }
      let codimension = components[i].codimension
      let result = try check(locus, rest, codimensions: [codimension])
      let missing = components[i].orbitSize * (components[i].degree ?? 0)
      #expect(Integer(result.slices[0].unmatchedCount) == missing, "\(components[i].label)")
    }
  }

  @Test("activations that miss degrees: rows of zeros are no relation", arguments: [3, 5])
  func missingDegrees(degree: Int) throws {
    var coefficients = [Rational](repeating: 0, count: degree + 1)
    (coefficients[1], coefficients[degree]) = (1, 1)
    let architecture = try Architecture(
      widths: [1, 2, 1], activations: [.polynomial(coefficients: coefficients)])
    let locus = try criticalLocus(of: architecture)
    #expect(locus.genericRank.isFilling && locus.components.contains { $0.codimension == 3 })
    let result = try sliceCheck(of: locus)
    #expect(result.isConsistent, "\(result.slices)")
    #expect(result.slices.contains { $0.foundDegree > 0 && $0.codimension == 3 })
  }

  @Test("a set that is no component is missed")
  func surplus() throws {
    // For (2,2,1), r = 3 a single redundant pair is a component; that both rows vanish is not.
    let locus = try #require(ReferenceLocus.locus([2, 2, 1], 3))
    let ring = try locus.ring()
    let extra = CriticalComponent(
      kind: .subnetwork, label: "zero", operations: [.inactiveIn(layer: 1, neuron: 1)],
      codimension: 1, dimension: 5, degree: 1, rank: 0, orbitSize: 1,
      generators: [ring["w1_1_1"]], generatorConditions: [], witness: nil,
      evidence: .proven(detail: "test"))
    let result = try check(locus, try locus.listedComponents() + [extra], codimensions: [1])
    #expect(!result.isConsistent && result.slices[0].unmatchedCount == 0)
  }

  @Test(
    "all reference networks",
    .enabled(if: ProcessInfo.processInfo.environment["SLT_ALL_REFERENCE_LOCI"] != nil))
  func allNetworks() throws {
    let limit = Double(ProcessInfo.processInfo.environment["SLT_SECONDS"] ?? "120") ?? 120
    for locus in ReferenceLocus.networks {
      for codimension in Set(locus.components.map(\.codimension)).sorted() {
        let clock = ContinuousClock()
        var line = ""
        let time = try clock.measure {
          do {
            let result = try check(
              locus, try locus.listedComponents(), codimensions: [codimension],
              control: ComputationControl(timeLimitSeconds: limit))
            #expect(result.isConsistent, "\(locus.testDescription) \(codimension)")
            let slice = result.slices[0]
            line =
              "expected \(slice.expectedDegree ?? -1), found \(slice.foundDegree), "
              + "unmatched \(slice.unmatchedCount)"
          } catch let stopped as ComputationStopped {
            line = "\(stopped)"
          }
        }
        print("slice | \(locus.testDescription) | \(codimension) | \(time) | \(line)")
      }
    }
  }
}
