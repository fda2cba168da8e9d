/// A growing set of monomials with hashing: each monomial is stored once and named by its index.
final class MonomialTable {
  let packing: PackedMonomials
  /// What symbolic preprocessing knows about a monomial.
  enum Kind { static let unknown: UInt8 = 0, plain: UInt8 = 1, pivot: UInt8 = 2 }

  private(set) var count = 0
  private(set) var words: UnsafeMutablePointer<UInt64>
  private(set) var hashes: UnsafeMutablePointer<UInt32>
  private(set) var degrees: UnsafeMutablePointer<UInt32>
  private(set) var kinds: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  /// Hash in the upper half and index + 1 in the lower half, or 0 for a free slot; linear probing.
  private var slots: UnsafeMutablePointer<UInt64>
  private var slotCount: Int

  init(packing: PackedMonomials, capacity: Int = 1024) {
    self.packing = packing
    self.capacity = capacity
    words = .allocate(capacity: capacity * packing.wordCount)
    hashes = .allocate(capacity: capacity)
    degrees = .allocate(capacity: capacity)
    kinds = .allocate(capacity: capacity)
    slotCount = 1
    while slotCount < 2 * capacity { slotCount *= 2 }
    slots = .allocate(capacity: slotCount)
    slots.initialize(repeating: 0, count: slotCount)
  }

  deinit {
    words.deallocate()
    hashes.deallocate()
    degrees.deallocate()
    kinds.deallocate()
    slots.deallocate()
  }

  func removeAll() {
    count = 0
    slots.update(repeating: 0, count: slotCount)
  }

  /// The words of a monomial; invalid after the next insertion.
  @inline(__always)
  subscript(_ id: UInt32) -> UnsafeMutablePointer<UInt64> {
    words + Int(id) * packing.wordCount
  }

  /// Makes room for `extra` insertions.
  func reserve(_ extra: Int) {
    let needed = count + extra
    if needed > capacity {
      let old = capacity
      capacity = max(needed, 2 * capacity)
      words = grown(words, old * packing.wordCount, capacity * packing.wordCount)
      hashes = grown(hashes, old, capacity)
      degrees = grown(degrees, old, capacity)
      kinds = grown(kinds, old, capacity)
    }
    if 2 * needed > slotCount {
      slots.deallocate()
      while 2 * needed > slotCount { slotCount *= 2 }
      slots = .allocate(capacity: slotCount)
      slots.initialize(repeating: 0, count: slotCount)
      for id in 0..<count {
        var slot = Int(hashes[id]) & (slotCount - 1)
        while slots[slot] != 0 { slot = (slot + 1) & (slotCount - 1) }
        slots[slot] = UInt64(hashes[id]) << 32 | UInt64(id + 1)
      }
    }
  }

  /// The index of a monomial, inserted if new.
  func insert(_ monomial: UnsafePointer<UInt64>) -> UInt32 {
    insert(monomial, hash: packing.hash(monomial), degree: packing.degree(monomial))
  }

  /// The index of a monomial with known hash and degree, inserted if new.
  func insert(_ monomial: UnsafePointer<UInt64>, hash: UInt32, degree: UInt32) -> UInt32 {
    reserve(1)
    var slot = Int(hash) & (slotCount - 1)
    while slots[slot] != 0 {
      if UInt32(truncatingIfNeeded: slots[slot] >> 32) == hash {
        let id = UInt32(truncatingIfNeeded: slots[slot]) &- 1
        if packing.areEqual(self[id], monomial) { return id }
      }
      slot = (slot + 1) & (slotCount - 1)
    }
    let id = count
    self[UInt32(id)].update(from: monomial, count: packing.wordCount)
    register(hash: hash, degree: degree, slot: slot)
    return UInt32(id)
  }

  /// Writes the indices of the products of `multiplier` with `n` monomials of another table.
  ///
  /// - Returns: `false` if an exponent overflows; some products are then inserted.
  func insertProducts(
    of source: MonomialTable, _ ids: UnsafePointer<UInt32>, count n: Int,
    by multiplier: UnsafePointer<UInt64>, hash: UInt32, degree: UInt32,
    into out: UnsafeMutablePointer<UInt32>
  ) -> Bool {
    reserve(n)
    let wordCount = packing.wordCount
    let slotMask = slotCount - 1
    let slots = slots
    let words = words
    let guardMask = packing.guardMask
    for k in 0..<n {
      let id = Int(ids[k])
      let productHash = source.hashes[id] &+ hash
      let factor = source.words + id * wordCount
      // The product is formed where it will stay if it is new.
      let product = words + count * wordCount
      var all: UInt64 = 0
      for j in 0..<wordCount {
        let word = factor[j] &+ multiplier[j]
        product[j] = word
        all |= word
      }
      var slot = Int(productHash) & slotMask
      var found = -1
      while slots[slot] != 0 {
        let entry = slots[slot]
        if UInt32(truncatingIfNeeded: entry >> 32) == productHash {
          let candidate = Int(entry & 0xffff_ffff) &- 1
          let other = words + candidate * wordCount
          var difference: UInt64 = 0
          for j in 0..<wordCount { difference |= other[j] ^ product[j] }
          if difference == 0 {
            found = candidate
            break
          }
        }
        slot = (slot + 1) & slotMask
      }
      if found < 0 {
        if all & guardMask != 0 { return false }
        found = count
        register(hash: productHash, degree: source.degrees[id] &+ degree, slot: slot)
      }
      out[k] = UInt32(truncatingIfNeeded: found)
    }
    return true
  }

  @inline(__always)
  private func register(hash: UInt32, degree: UInt32, slot: Int) {
    hashes[count] = hash
    degrees[count] = degree
    kinds[count] = Kind.unknown
    slots[slot] = UInt64(hash) << 32 | UInt64(count + 1)
    count += 1
  }
}

/// A larger copy of a buffer, which is released.
private func grown<T: BitwiseCopyable>(
  _ old: UnsafeMutablePointer<T>, _ count: Int, _ capacity: Int
) -> UnsafeMutablePointer<T> {
  let new = UnsafeMutablePointer<T>.allocate(capacity: capacity)
  new.update(from: old, count: count)
  old.deallocate()
  return new
}
