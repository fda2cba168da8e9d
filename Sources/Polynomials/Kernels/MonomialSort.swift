/// The positions of `count` packed monomials in decreasing order, equal ones in any order.
///
/// Radix sort on the bits in which the monomials differ, most significant 64 first, then the ties by
/// the rest: linear in the number of monomials.
@usableFromInline
func decreasingOrder(
  of words: UnsafePointer<UInt64>, wordCount: Int, count: Int
) -> [Int32] {
  if count <= MonomialSort.smallCount {
    var order = (0..<Int32(count)).map { $0 }
    order.withUnsafeMutableBufferPointer { insertionSort($0, words, wordCount) }
    return order
  }
  var sort = MonomialSort(words: words, wordCount: wordCount, count: count)
  return sort.run()
}

/// A radix sort in progress.
private struct MonomialSort: ~Copyable {
  /// Consecutive bits of a word.
  struct BitRun {
    var word: Int
    var shift: UInt64
    var length: UInt64
    var mask: UInt64
  }

  /// Bits of a monomial, gathered and complemented, with its position.
  struct Item {
    var key: UInt64
    var position: Int32
  }

  static let smallCount = 24

  let words: UnsafePointer<UInt64>
  let wordCount: Int
  let items: UnsafeMutableBufferPointer<Item>
  let spare: UnsafeMutableBufferPointer<Item>
  let histogram: UnsafeMutableBufferPointer<Int>
  /// The bits that differ, most significant first, in groups of at most 64.
  var groups: [[BitRun]] = []

  init(words: UnsafePointer<UInt64>, wordCount: Int, count: Int) {
    self.words = words
    self.wordCount = wordCount
    items = .allocate(capacity: count)
    spare = .allocate(capacity: count)
    histogram = .allocate(capacity: 256)
    findDifferingBits(count)
  }

  deinit {
    items.deallocate()
    spare.deallocate()
    histogram.deallocate()
  }

  mutating func run() -> [Int32] {
    for i in 0..<items.count { items[i] = Item(key: 0, position: Int32(i)) }
    sort(0..<items.count, group: 0)
    return Array(unsafeUninitializedCapacity: items.count) { order, count in
      for i in 0..<items.count { order.initializeElement(at: i, to: items[i].position) }
      count = items.count
    }
  }

  private mutating func findDifferingBits(_ count: Int) {
    var group: [BitRun] = []
    var room: UInt64 = 64
    for k in 0..<wordCount {
      let first = words[k]
      var differing: UInt64 = 0
      for i in 0..<count { differing |= words[i &* wordCount &+ k] ^ first }
      while differing != 0 {
        let leading = UInt64(differing.leadingZeroBitCount)
        let ones = UInt64((~(differing << leading)).leadingZeroBitCount)
        let length = min(ones, room)
        let mask = UInt64.max >> (64 - length)
        let shift = 64 - leading - length
        group.append(BitRun(word: k, shift: shift, length: length, mask: mask))
        differing &= ~(mask << shift)
        room -= length
        if room == 0 {
          groups.append(group)
          group = []
          room = 64
        }
      }
    }
    if !group.isEmpty { groups.append(group) }
  }

  /// Sorts a range of items that agree in all groups of bits before `group`.
  private mutating func sort(_ range: Range<Int>, group: Int) {
    if group == groups.count { return }
    let part = UnsafeMutableBufferPointer(rebasing: items[range])
    let bits = extractKeys(groups[group], part)
    radixSort(part, bits: bits)
    if group + 1 == groups.count { return }
    var start = 0
    while start < part.count {
      var end = start + 1
      while end < part.count && part[end].key == part[start].key { end += 1 }
      if end - start > Self.smallCount {
        sort(range.lowerBound + start..<range.lowerBound + end, group: group + 1)
      } else if end - start > 1 {
        insertionSort(UnsafeMutableBufferPointer(rebasing: part[start..<end]))
      }
      start = end
    }
  }

  /// Gathers the bits of the runs into the keys, complemented for decreasing order.
  private func extractKeys(_ runs: [BitRun], _ part: UnsafeMutableBufferPointer<Item>) -> UInt64 {
    runs.withUnsafeBufferPointer { runs in
      for i in 0..<part.count {
        let monomial = words + Int(part[i].position) &* wordCount
        var key: UInt64 = 0
        for run in runs {
          key = (key &<< run.length) | ((monomial[run.word] &>> run.shift) & run.mask)
        }
        part[i].key = ~key
      }
      return runs.reduce(0) { $0 + $1.length }
    }
  }

  /// Sorts by the low `bits` bits of the keys, eight at a time.
  private func radixSort(_ part: UnsafeMutableBufferPointer<Item>, bits: UInt64) {
    var source = part.baseAddress!
    var target = spare.baseAddress!
    let count = part.count
    for shift in stride(from: UInt64(0), to: bits, by: 8) {
      histogram.update(repeating: 0)
      for i in 0..<count { histogram[Int((source[i].key &>> shift) & 255)] &+= 1 }
      if histogram[Int((source[0].key &>> shift) & 255)] == count { continue }
      var sum = 0
      for d in 0..<256 {
        let size = histogram[d]
        histogram[d] = sum
        sum &+= size
      }
      for i in 0..<count {
        let digit = Int((source[i].key &>> shift) & 255)
        let place = histogram[digit]
        histogram[digit] = place &+ 1
        (target + place).initialize(to: source[i])
      }
      swap(&source, &target)
    }
    if source != part.baseAddress! { part.baseAddress!.update(from: source, count: count) }
  }

  /// Sorts few items by comparing their monomials.
  private func insertionSort(_ part: UnsafeMutableBufferPointer<Item>) {
    for i in 1..<part.count {
      let moving = part[i]
      var j = i
      while j > 0, isGreater(moving.position, part[j - 1].position, words, wordCount) {
        part[j] = part[j - 1]
        j -= 1
      }
      part[j] = moving
    }
  }
}

/// Whether the monomial at position `a` exceeds that at position `b`.
private func isGreater(
  _ a: Int32, _ b: Int32, _ words: UnsafePointer<UInt64>, _ wordCount: Int
) -> Bool {
  let x = words + Int(a) &* wordCount
  let y = words + Int(b) &* wordCount
  for k in 0..<wordCount where x[k] != y[k] { return x[k] > y[k] }
  return false
}

/// Sorts few positions by comparing their monomials.
private func insertionSort(
  _ order: UnsafeMutableBufferPointer<Int32>, _ words: UnsafePointer<UInt64>, _ wordCount: Int
) {
  for i in 0..<order.count {
    let moving = order[i]
    var j = i
    while j > 0, isGreater(moving, order[j - 1], words, wordCount) {
      order[j] = order[j - 1]
      j -= 1
    }
    order[j] = moving
  }
}
