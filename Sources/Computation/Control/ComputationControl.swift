import Synchronization

/// Why a computation ended before its result was complete.
public enum ComputationStopped: Error, Hashable, Sendable, CustomStringConvertible {
  /// The wall-clock limit passed.
  case timeLimit(seconds: Double)
  /// More memory would be needed, or is in use, than allowed.
  case memoryLimit(mebibytes: Int)
  /// `ComputationControl.cancel()` was called.
  case cancelled
  /// The work that was allowed for it is done; `steps` is the limit. Does not depend on the machine.
  case workLimit(steps: Int)
  /// A count that was estimated beforehand exceeds its limit.
  case sizeLimit(what: String, needed: String, limit: Int)
  /// The methods of this package do not decide the question; `what` names it and says why.
  case undecided(what: String)

  /// One line that names the limit and what was needed.
  public var description: String {
    switch self {
    case .timeLimit(let seconds): "stopped by the time limit of \(seconds) s"
    case .memoryLimit(let mebibytes): "stopped by the memory limit of \(mebibytes) MiB"
    case .cancelled: "interrupted"
    case .workLimit(let steps): "stopped by the work limit of \(steps) steps"
    case .sizeLimit(let what, let needed, let limit):
      "\(what) would be \(needed), more than the limit of \(limit)"
    case .undecided(let what): "could not decide \(what)"
    }
  }
}

/// Limits and cancellation of a long computation, shared by everything that works for it.
///
/// Long algorithms call `checkpoint(steps:)` at least every few milliseconds. It costs an atomic load, a
/// clock reading if a time limit is set, an addition if work is limited, and now and then a look at the
/// process's memory.
///
/// **Work.** A step is about a thousand operations on machine words; `checkpoint` counts one, or the number that its
/// caller names, since the last checkpoint. Whether a budget of steps suffices is the same on every machine. Limits of
/// time and memory are for people who wait; algorithms that give up after a while count steps.
public final class ComputationControl: Sendable {
  /// The wall-clock limit, or `nil`.
  public let timeLimitSeconds: Double?
  /// The limit on the resident memory of the process, or `nil`.
  public let memoryLimitMebibytes: Int?
  /// The number of steps that may be done, or `nil`.
  public let stepLimit: Int?
  private let parent: ComputationControl?
  /// Told of what begins and what is decided.
  private let observer: (@Sendable (ComputationEvent) -> Void)?
  private let start = ContinuousClock.now
  private let isCancelled = Atomic<Bool>(false)
  private let checkpoints = Atomic<Int>(0)
  private let steps = Atomic<Int>(0)
  /// The limit that a look at the memory from outside has found passed; 0 for none.
  private let passedMemoryLimit = Atomic<Int>(0)

  /// A control with the given limits; without limits it only transports cancellation.
  ///
  /// - Parameter timeLimitSeconds: The wall-clock limit.
  /// - Parameter memoryLimitMebibytes: The limit on the resident memory of the process.
  /// - Parameter stepLimit: The number of steps that may be done.
  /// - Parameter observer: Told of large computations as they begin, and of what is decided, from any thread.
  public init(
    timeLimitSeconds: Double? = nil, memoryLimitMebibytes: Int? = nil, stepLimit: Int? = nil,
    observer: (@Sendable (ComputationEvent) -> Void)? = nil
  ) {
    self.timeLimitSeconds = timeLimitSeconds
    self.memoryLimitMebibytes = memoryLimitMebibytes
    self.stepLimit = stepLimit
    parent = nil
    self.observer = observer
  }

  /// Announces a large computation, which no command should do twice.
  package func begin(_ computation: @autoclosure () -> String) { tell(.began(computation())) }

  /// Announces a step of a large computation, which no command should do twice either.
  package func beginStep(_ step: @autoclosure () -> String) { tell(.step(step())) }

  /// Tells what a large computation has found, in one line.
  package func decided(_ what: @autoclosure () -> String) { tell(.decided(what())) }

  private func tell(_ event: @autoclosure () -> ComputationEvent) {
    if let parent { parent.tell(event()) } else { observer?(event()) }
  }

  private init(parent: ComputationControl, stepLimit: Int) {
    timeLimitSeconds = nil
    memoryLimitMebibytes = nil
    self.stepLimit = stepLimit
    self.parent = parent
    observer = nil
  }

  /// A control for a part of the work: it stops when this one does, and after `steps` steps of its own.
  ///
  /// Whoever catches what the part throws tells by `checkpoint()` of this control which limit it was.
  public func limited(toSteps steps: Int) -> ComputationControl {
    ComputationControl(parent: self, stepLimit: steps)
  }

  /// The number of steps that have been counted for a control with a limit of steps; 0 for others.
  public var stepsDone: Int { steps.load(ordering: .relaxed) }

  /// Asks the computation to stop at its next checkpoint.
  ///
  /// Safe in a signal handler.
  public func cancel() { isCancelled.store(true, ordering: .relaxed) }

  /// Tells that the memory in use has passed a limit: the next checkpoint throws `memoryLimit`.
  ///
  /// For programs that look at the memory while the computation is between two checkpoints.
  public func stopForMemory(mebibytes: Int) {
    passedMemoryLimit.store(max(mebibytes, 1), ordering: .relaxed)
  }

  /// Whether more seconds have passed since the start; no computation lasts 10⁹ of them.
  private func hasPassed(_ seconds: Double) -> Bool {
    start.duration(to: .now) > .seconds(min(seconds, 1e9))
  }

  /// What the next checkpoint throws as far as that is known without a look at the memory.
  public var pendingStop: ComputationStopped? {
    if let stop = parent?.pendingStop { return stop }
    if isCancelled.load(ordering: .relaxed) { return .cancelled }
    let passed = passedMemoryLimit.load(ordering: .relaxed)
    if passed > 0 { return .memoryLimit(mebibytes: passed) }
    if let limit = stepLimit, stepsDone > limit { return .workLimit(steps: limit) }
    if let limit = timeLimitSeconds, hasPassed(limit) {
      return .timeLimit(seconds: limit)
    }
    return nil
  }

  /// Throws if a limit has passed or cancellation was asked for.
  ///
  /// - Parameter count: The steps done since the last checkpoint, at least 0.
  public func checkpoint(steps count: Int = 1) throws(ComputationStopped) {
    try parent?.checkpoint(steps: count)
    if let limit = stepLimit,
      steps.wrappingAdd(count, ordering: .relaxed).newValue > limit
    {
      throw .workLimit(steps: limit)
    }
    if isCancelled.load(ordering: .relaxed) { throw .cancelled }
    let passed = passedMemoryLimit.load(ordering: .relaxed)
    if passed > 0 { throw .memoryLimit(mebibytes: passed) }
    if let limit = timeLimitSeconds, hasPassed(limit) {
      throw .timeLimit(seconds: limit)
    }
    if let limit = memoryLimitMebibytes {
      let count = checkpoints.wrappingAdd(1, ordering: .relaxed).newValue
      if count % 64 == 1, let used = residentMemoryMebibytes(), used > limit {
        throw .memoryLimit(mebibytes: limit)
      }
    }
  }

  /// `checkpoint(steps:)` for about so many operations on machine words; at least one step.
  ///
  /// - Parameter count: An estimate that depends on the input alone, of what was done or comes next.
  package func checkpoint(operations count: Int) throws(ComputationStopped) {
    try checkpoint(steps: 1 + count / 1_000)
  }

  /// Throws `memoryLimit` if `bytes` more would pass the limit: for allocations whose size is known
  /// before they are made.
  ///
  /// - Parameter bytes: A number of bytes; what is negative or not a number counts as zero.
  public func requireMemory(bytes: Double) throws(ComputationStopped) {
    try parent?.requireMemory(bytes: bytes)
    guard let limit = memoryLimitMebibytes, let used = residentMemoryMebibytes() else { return }
    if Double(used) + bytes / 0x1p20 > Double(limit) { throw .memoryLimit(mebibytes: limit) }
  }
}
