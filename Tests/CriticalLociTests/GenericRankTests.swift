import AlgebraTestSupport
import SingularLearning
import Synchronization
import Testing

@Suite struct GenericRankTests {
  @Test("every published dimension is reproduced and proven, in order and with two threads")
  func publishedDimensions() throws {
    let rows = try referenceDimensions()
    let count = Mutex(0)
    var entries = rows.enumerated().makeIterator()
    forEachGenericRank(
      of: {
        entries.next().map { BatchEntry(line: $0.offset, architecture: $0.element.architecture) }
      },
      threads: 2
    ) { answer in
      let position = answer.entry.line
      let rank = try? answer.rank?.get()
      #expect(rank?.architecture == rows[position].architecture)
      #expect(
        rank?.dimension == rows[position].dimension && rank?.evidence.isProven == true, "\(answer)")
      count.withLock {
        #expect(position == $0)
        $0 += 1
      }
      return true
    }
    #expect(count.withLock { $0 } == 12_907)
  }

  @Test(
    "large architectures are proven in one evaluation",
    arguments: [
      ([2, 3, 4, 4, 10, 17, 11, 12, 4, 2], 2, 514), ([20, 40, 1], 3, 800),
      ([16, 32, 32, 8], 2, 1728), ([32, 64, 10], 4, 2624),
    ])
  func largeArchitectures(widths: [Int], degree: Int, dimension: Int) throws {
    let result = try genericRank(of: Architecture(widths: widths, degree: degree))
    #expect(result.dimension == dimension && result.evidence.isProven && result.trials.count == 1)
  }

  @Test("the derived numbers of a defective and of a filling architecture")
  func derivedNumbers() throws {
    let defective = try genericRank(of: Architecture(widths: [3, 5, 1], degree: 4))
    #expect(defective.dimension == 14 && defective.expectedDimension == 15)
    #expect(defective.defect == 1 && !defective.isFilling && defective.fiberDimension == 6)
    #expect(defective.ambientDimension == 15 && defective.parameterCount == 20)
    let filling = try genericRank(of: Architecture(widths: [2, 3, 1], degree: 3))
    #expect(filling.isFilling && filling.defect == 0 && filling.dimension == 4)
    let affine = try genericRank(
      of: Architecture(
        widths: [1, 1, 1], activations: [.polynomial(coefficients: [0, 1, 1])],
        hasBias: true))
    #expect(affine.dimension == 3 && affine.expectedDimension == 3 && affine.isFilling)
  }

  /// No theorem here explains why this dimension is one less than expected; should one be added, the
  /// test needs another architecture.
  @Test("without a matching theorem the evidence is an honest probability")
  func probabilistic() throws {
    let architecture = try Architecture(widths: [4, 3, 5, 4], degree: 2, hasBias: true)
    let result = try genericRank(of: architecture)
    #expect(result.dimension == 50 && result.upperBound.value == 51)
    guard case .probabilistic(_, let bound) = result.evidence else {
      Issue.record("expected a probabilistic result, found \(result.evidence)")
      return
    }
    #expect(bound <= 1e-12 && result.trials.count >= 2)
    #expect(Set(result.trials.map(\.modulus)).count == result.trials.count)
    #expect(Set(result.trials.map(\.rank)).count == 1)
    let again = try genericRank(of: architecture)
    #expect(result == again)
  }

  @Test("row combinations and the whole Jacobian give the same rank")
  func combinations() throws {
    let wide = try genericRank(of: Architecture(widths: [2, 300, 300, 1], degree: 2))
    #expect(wide.dimension == 5 && wide.evidence.isProven)
    // d_L = 3 with far more parameters than the rank can be.
    let outputs = try genericRank(of: Architecture(widths: [2, 40, 60, 3], degree: 2))
    #expect(outputs.dimension == 15 && outputs.evidence.isProven)
  }

  @Test("limits: a matrix beyond memory is refused with its size, a cancelled control stops")
  func limits() throws {
    #expect(throws: ComputationStopped.self) {
      try genericRank(of: Architecture(widths: [30_000, 30_000], degree: 1))
    }
    let control = ComputationControl()
    control.cancel()
    #expect(throws: ComputationStopped.cancelled) {
      try genericRank(of: Architecture(widths: [2, 3, 1], degree: 3), control: control)
    }
  }
}
