/// A growing block of memory without bounds or uniqueness checks, for the inner loops of kernels.
@usableFromInline
struct GrowingBuffer<Value>: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<Value>
  @usableFromInline var capacity: Int
  @usableFromInline var count = 0

  @inlinable
  init(capacity: Int) {
    self.capacity = max(capacity, 16)
    base = .allocate(capacity: self.capacity)
  }

  @inlinable
  deinit {
    base.deinitialize(count: count)
    base.deallocate()
  }

  /// Makes room for `extra` more values.
  @inlinable
  mutating func reserve(_ extra: Int) {
    if count + extra > capacity { grow(to: max(2 * capacity, count + extra)) }
  }

  @inlinable
  mutating func append(_ value: consuming Value) {
    reserve(1)
    (base + count).initialize(to: value)
    count += 1
  }

  @inlinable
  mutating func removeAll() {
    base.deinitialize(count: count)
    count = 0
  }

  @inlinable @inline(never)
  mutating func grow(to newCapacity: Int) {
    let larger = UnsafeMutablePointer<Value>.allocate(capacity: newCapacity)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity = newCapacity
  }
}
