/// The pending products of quotient terms and divisor terms of a division, the largest monomial on
/// top of a binary heap.
///
/// Each quotient term has at most one product in the heap; taking it out puts the next one in.
@usableFromInline
struct DivisionHeap: ~Copyable {
  /// Term `divisorTerm` of divisor `divisor` times term `quotientTerm` of its quotient; the monomial
  /// is at `slot`, its first word is `head`.
  @usableFromInline
  struct Entry {
    @usableFromInline var head: UInt64
    @usableFromInline var slot: Int
    @usableFromInline var divisor: Int32
    @usableFromInline var quotientTerm: Int32
    @usableFromInline var divisorTerm: Int32

    @inlinable
    init(head: UInt64, slot: Int, divisor: Int32, quotientTerm: Int32, divisorTerm: Int32) {
      self.head = head
      self.slot = slot
      self.divisor = divisor
      self.quotientTerm = quotientTerm
      self.divisorTerm = divisorTerm
    }
  }

  @usableFromInline let wordCount: Int
  @usableFromInline var entries = GrowingBuffer<Entry>(capacity: 64)
  /// The monomials of the products, one place per quotient term, and the quotient monomials.
  @usableFromInline var slots = GrowingBuffer<UInt64>(capacity: 256)
  @usableFromInline var quotientMonomials = GrowingBuffer<UInt64>(capacity: 256)

  @inlinable
  init(wordCount: Int) { self.wordCount = wordCount }

  @inlinable var isEmpty: Bool { entries.count == 0 }
  @inlinable var top: Entry { entries.base[0] }

  /// −1, 0 or 1 as the monomial on top is less than, equal to or greater than `monomial`.
  @inlinable
  func compareTop(_ monomial: UnsafePointer<UInt64>) -> Int {
    let top = slots.base + entries.base[0].slot
    for k in 0..<wordCount where top[k] != monomial[k] { return top[k] > monomial[k] ? 1 : -1 }
    return 0
  }

  /// Puts in the product of a new quotient term, with the given monomial, and a divisor term.
  ///
  /// Returns the bits of the product's words, in which overflow shows.
  @inlinable
  mutating func push(
    quotient: UnsafePointer<UInt64>, quotientTerm: Int, divisor: Int, divisorTerm: Int,
    _ divisorMonomial: UnsafePointer<UInt64>
  ) -> UInt64 {
    let slot = slots.count
    var bits: UInt64 = 0
    for k in 0..<wordCount {
      quotientMonomials.append(quotient[k])
      slots.append(quotient[k] &+ divisorMonomial[k])
      bits |= slots.base[slot + k]
    }
    entries.append(
      Entry(
        head: slots.base[slot], slot: slot, divisor: Int32(divisor),
        quotientTerm: Int32(quotientTerm), divisorTerm: Int32(divisorTerm)))
    siftUp()
    return bits
  }

  /// Replaces the top by the product of its quotient term with the next divisor term.
  ///
  /// Returns the bits of the product's words.
  @inlinable
  mutating func advanceTop(_ divisorMonomial: UnsafePointer<UInt64>) -> UInt64 {
    let slot = entries.base[0].slot
    var bits: UInt64 = 0
    for k in 0..<wordCount {
      let word = quotientMonomials.base[slot + k] &+ divisorMonomial[k]
      slots.base[slot + k] = word
      bits |= word
    }
    entries.base[0].head = slots.base[slot]
    entries.base[0].divisorTerm &+= 1
    siftDown()
    return bits
  }

  /// Takes the top out.
  @inlinable
  mutating func removeTop() {
    entries.count -= 1
    if entries.count == 0 { return }
    entries.base[0] = entries.base[entries.count]
    siftDown()
  }

  @inlinable
  func isLess(_ a: Entry, _ b: Entry) -> Bool {
    if a.head != b.head { return a.head < b.head }
    for k in 1..<max(1, wordCount) {
      let (x, y) = (slots.base[a.slot + k], slots.base[b.slot + k])
      if x != y { return x < y }
    }
    return false
  }

  @inlinable
  mutating func siftUp() {
    var child = entries.count - 1
    let moving = entries.base[child]
    while child > 0 {
      let parent = (child - 1) / 2
      if !isLess(entries.base[parent], moving) { break }
      entries.base[child] = entries.base[parent]
      child = parent
    }
    entries.base[child] = moving
  }

  @inlinable
  mutating func siftDown() {
    let count = entries.count
    let moving = entries.base[0]
    var parent = 0
    while 2 * parent + 1 < count {
      var child = 2 * parent + 1
      if child + 1 < count, isLess(entries.base[child], entries.base[child + 1]) { child += 1 }
      if !isLess(moving, entries.base[child]) { break }
      entries.base[parent] = entries.base[child]
      parent = child
    }
    entries.base[parent] = moving
  }
}
