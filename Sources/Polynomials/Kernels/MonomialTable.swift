import AlgebraicStructures
import Computation

/// A hash table that numbers packed monomials in the order of their first appearance.
///
/// The hash is a linear function of the words modulo 2⁶⁴, so that the hash of a product is the sum of
/// the hashes of its factors: the inner loop of a multiplication adds one word to get it.
@usableFromInline
struct MonomialTable: ~Copyable {
  @usableFromInline let wordCount: Int
  /// The words of the monomials, by number.
  @usableFromInline var words: GrowingBuffer<UInt64>
  @usableFromInline var count = 0
  /// Tag (upper half of the mixed hash's low bits) and number + 1; 0 is empty.
  @usableFromInline var slots: UnsafeMutablePointer<UInt64>
  @usableFromInline var slotBits: Int

  /// An empty table that first grows when more than `capacity` monomials are in it.
  @inlinable
  init(wordCount: Int, capacity: Int) {
    self.wordCount = wordCount
    words = GrowingBuffer(capacity: capacity * wordCount)
    slotBits = 5
    while (1 << slotBits) < 2 * capacity { slotBits += 1 }
    slots = .allocate(capacity: 1 << slotBits)
    slots.initialize(repeating: 0, count: 1 << slotBits)
  }

  @inlinable
  deinit { slots.deallocate() }

  /// The linear hash of the monomial at `monomial`.
  @inlinable
  func hash(_ monomial: UnsafePointer<UInt64>) -> UInt64 {
    var sum: UInt64 = 0
    var factor: UInt64 = 0x9e37_79b9_7f4a_7c15
    for k in 0..<wordCount {
      sum &+= monomial[k] &* factor
      factor = factor &* 0xd134_2543_de82_ef95 &+ 0x2545_f491_4f6c_dd1e
    }
    return sum
  }

  /// The number of the product of the monomials `a` and `b`, whose hashes add up to `hash`; a new
  /// number (the old `count`) if it was not in the table.
  @inlinable @inline(__always)
  mutating func number(
    _ a: UnsafePointer<UInt64>, _ b: UnsafePointer<UInt64>, hash: UInt64
  ) -> Int {
    let mixed = (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
    let mask = (1 << slotBits) - 1
    let tag = mixed << 32
    var slot = Int(truncatingIfNeeded: mixed >> UInt64(64 - slotBits))
    while true {
      let entry = slots[slot]
      if entry == 0 { break }
      if (entry ^ tag) >> 32 == 0 {
        let number = Int(truncatingIfNeeded: entry & 0xffff_ffff) - 1
        let known = words.base + number * wordCount
        var k = 0
        while k < wordCount && known[k] == a[k] &+ b[k] { k += 1 }
        if k == wordCount { return number }
      }
      slot = (slot + 1) & mask
    }
    let number = count
    count += 1
    slots[slot] = tag | UInt64(count)
    words.reserve(wordCount)
    for k in 0..<wordCount { (words.base + words.count + k).initialize(to: a[k] &+ b[k]) }
    words.count += wordCount
    if 2 * count > mask { growSlots() }
    return number
  }

  /// Empties the table and keeps its memory.
  @inlinable
  mutating func removeAll() {
    if count == 0 { return }
    words.removeAll()
    count = 0
    slots.update(repeating: 0, count: 1 << slotBits)
  }

  @inlinable @inline(never)
  mutating func growSlots() {
    require(count < 1 << 31, "a polynomial would have more than 2^31 terms")
    slots.deallocate()
    slotBits += slotBits < 16 ? 2 : 1
    let size = 1 << slotBits
    slots = .allocate(capacity: size)
    slots.initialize(repeating: 0, count: size)
    for number in 0..<count {
      let hash = hash(words.base + number * wordCount)
      let mixed = (hash ^ (hash >> 32)) &* 0x9e37_79b9_7f4a_7c15
      var slot = Int(truncatingIfNeeded: mixed >> UInt64(64 - slotBits))
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = (mixed << 32) | UInt64(number + 1)
    }
  }
}
