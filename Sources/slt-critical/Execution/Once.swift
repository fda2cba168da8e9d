import Synchronization

/// True for the first taker only.
final class Once: Sendable {
  private let taken = Atomic<Bool>(false)

  func take() -> Bool { !taken.exchange(true, ordering: .relaxed) }
}
