import SingularLearning
import Synchronization
import Testing

/// The generic ranks of lists.
@Suite struct GenericRankBatchTests {
  private static func entries() throws -> [BatchEntry] {
    let architectures = try [
      Architecture(widths: [2, 3, 1], degree: 3),
      Architecture(widths: [30_000, 30_000], degree: 1),
      Architecture(widths: [2, 2, 2, 1], activations: [.hermite(degree: 2), .hermite(degree: 3)]),
      Architecture(widths: [3, 3, 1], degree: 3),
    ]
    return architectures.enumerated().map { BatchEntry(line: $0.offset, architecture: $0.element) }
      + [BatchEntry(line: 4, .failure(BatchProblem("no widths")))]
  }

  /// What is handed on, until `isEnough`.
  private static func answers(
    _ entries: [BatchEntry], threads: Int = 1, control: ComputationControl = ComputationControl(),
    isEnough: @escaping @Sendable (BatchAnswer) -> Bool = { _ in false }
  ) -> [BatchAnswer] {
    let found = Mutex<[BatchAnswer]>([])
    var rest = entries.makeIterator()
    forEachGenericRank(of: { rest.next() }, seed: 9, threads: threads, control: control) { answer in
      found.withLock { $0.append(answer) }
      return !isEnough(answer)
    }
    return found.withLock { $0 }
  }

  @Test func answersDoNotDependOnThreadsAndProblemsKeepTheirPlace() throws {
    let entries = try Self.entries()
    let seen = [1, 3].map { threads in
      Self.answers(entries, threads: threads).map { "\($0.entry.line): \($0.rank as Any)" }
    }
    #expect(seen[0] == seen[1] && seen[0].count == 5)
    let answers = Self.answers(entries)
    #expect(answers.map { $0.problem == nil } == [true, false, true, true, false])
    #expect(answers.allSatisfy { $0.stop == nil })
    #expect(answers[4].problem == "no widths" && answers[4].rank == nil)
    let lines = answers.map { BatchAnswerReport($0, seed: 9).json }
    #expect(lines[0]["dimension"] == .exact(4) && lines[0]["error"] == nil)
    #expect(lines[1]["error"] != nil && lines[1]["dimension"] == .null)
    #expect(lines[4]["line"] == .exact(4) && lines[4]["error"] == .string("no widths"))
  }

  @Test func theReceiverAndLimitsEndABatch() throws {
    let entries = try Self.entries()
    #expect(Self.answers(entries, threads: 3) { $0.entry.line == 1 }.count == 2)
    let control = ComputationControl()
    control.cancel()
    let answers = Self.answers(entries, threads: 3, control: control)
    #expect(answers.count == 1 && answers[0].stop == .cancelled && answers[0].problem == nil)
  }

  @Test func whatTheListThrowsComesAfterTheAnswersToItsBeginning() throws {
    let entries = try Self.entries()
    let count = Mutex(0)
    var rest = entries.prefix(1).makeIterator()
    #expect(throws: CancellationError.self) {
      try forEachGenericRank(
        of: {
          guard let entry = rest.next() else { throw CancellationError() }
          return entry
        }, threads: 2
      ) { _ in
        count.withLock { $0 += 1 }
        return true
      }
    }
    #expect(count.withLock { $0 } == 1)
  }
}
