import SingularLearning
import Testing

@Suite struct ComputationControlTests {
  @Test func withoutLimitsNothingStops() throws {
    let control = ComputationControl()
    for _ in 0..<1_000 { try control.checkpoint() }
  }

  @Test func cancellation() {
    let control = ComputationControl()
    control.cancel()
    #expect(throws: ComputationStopped.cancelled) { try control.checkpoint() }
    #expect(throws: ComputationStopped.cancelled) { try control.checkpoint() }
  }

  @Test func timeLimit() async throws {
    let control = ComputationControl(timeLimitSeconds: 0.005)
    try await Task.sleep(for: .milliseconds(10))
    #expect(throws: ComputationStopped.timeLimit(seconds: 0.005)) { try control.checkpoint() }
    try ComputationControl(timeLimitSeconds: 3_600).checkpoint()
  }

  /// Where the system tells the memory in use, the first checkpoint looks at it.
  @Test(.enabled(if: residentMemoryMebibytes() != nil))
  func memoryLimit() throws {
    #expect(throws: ComputationStopped.memoryLimit(mebibytes: 1)) {
      try ComputationControl(memoryLimitMebibytes: 1).checkpoint()
    }
    try ComputationControl(memoryLimitMebibytes: 1 << 30).checkpoint()
  }

  /// What a look from outside has found stops at the next checkpoint, also in parts of the work.
  @Test func memoryFromOutside() throws {
    let control = ComputationControl()
    let part = control.limited(toSteps: 1000)
    #expect(control.pendingStop == nil && part.pendingStop == nil)
    control.stopForMemory(mebibytes: 7)
    #expect(control.pendingStop == .memoryLimit(mebibytes: 7))
    #expect(part.pendingStop == .memoryLimit(mebibytes: 7))
    #expect(throws: ComputationStopped.memoryLimit(mebibytes: 7)) { try part.checkpoint() }
  }

  /// What is written to is resident, and what is resident lies in the address space.
  @Test func memoryOfTheProcess() throws {
    guard let before = ProcessMemory.current else { return }
    #expect(before.resident >= 1 && before.addressSpace >= before.resident)
    let words = [Int](repeating: 1, count: 8 << 20)
    let after = try #require(ProcessMemory.current)
    #expect(after.resident >= before.resident + 48)
    #expect(words.count == 8 << 20)
  }

  @Test(.enabled(if: residentMemoryMebibytes() != nil))
  func memoryIsRequiredBeforeItIsAllocated() throws {
    let control = ComputationControl(memoryLimitMebibytes: 1 << 20)
    try control.requireMemory(bytes: 0x1p20)
    #expect(throws: ComputationStopped.memoryLimit(mebibytes: 1 << 20)) {
      try control.limited(toSteps: 1000).requireMemory(bytes: 0x1p40)
    }
    try ComputationControl().requireMemory(bytes: 0x1p80)
  }

  @Test func enormousTimeLimitsAreLimits() throws {
    try ComputationControl(timeLimitSeconds: 1e300).checkpoint()
  }

  @Test func descriptionsAreOneLine() {
    let cases: [ComputationStopped] = [
      .cancelled, .timeLimit(seconds: 2), .memoryLimit(mebibytes: 5), .workLimit(steps: 7),
      .sizeLimit(what: "the number of terms", needed: "10^9", limit: 1_000),
    ]
    for stopped in cases { #expect(!stopped.description.contains("\n")) }
    #expect(
      cases[4].description
        == "the number of terms would be 10^9, more than the limit of 1000")
  }

  @Test func partStopsWithTheWholeAndByItself() throws {
    let whole = ComputationControl()
    let part = whole.limited(toSteps: 1000)
    try part.checkpoint()
    whole.cancel()
    #expect(throws: ComputationStopped.cancelled) { try part.checkpoint() }
    let other = ComputationControl()
    #expect(throws: ComputationStopped.workLimit(steps: 0)) {
      try other.limited(toSteps: 0).checkpoint()
    }
    try other.checkpoint()
  }

  @Test func stepsAreCountedExactly() throws {
    let control = ComputationControl(stepLimit: 10)
    for _ in 0..<7 { try control.checkpoint() }
    try control.checkpoint(steps: 3)
    #expect(control.stepsDone == 10 && control.pendingStop == nil)
    #expect(throws: ComputationStopped.workLimit(steps: 10)) { try control.checkpoint() }
    #expect(control.pendingStop == .workLimit(steps: 10))
  }

  /// A part has a budget of its own, and its steps are steps of the whole.
  @Test func stepsOfPartsCountForTheWhole() throws {
    let whole = ComputationControl(stepLimit: 5)
    let first = whole.limited(toSteps: 3)
    for _ in 0..<3 { try first.checkpoint() }
    #expect(throws: ComputationStopped.workLimit(steps: 3)) { try first.checkpoint() }
    #expect(whole.stepsDone == 4)
    let second = whole.limited(toSteps: 3)
    try second.checkpoint()
    #expect(throws: ComputationStopped.workLimit(steps: 5)) { try second.checkpoint() }
  }

  /// Misuse ends the program with its message.
  @Test func brokenContractsTrap() async throws {
    let ended = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        contractViolation("three is not a number of sides")
      })
    #expect(
      String(decoding: ended.standardErrorContent, as: UTF8.self)
        .contains("three is not a number of sides"))
  }
}
