/// The positions of `count` packed monomials in decreasing order, equal ones in any order.
///
/// Radix sort on the bits in which the monomials differ, least significant group first: linear in
/// the number of monomials.
@usableFromInline
func decreasingOrder(
  of words: UnsafePointer<UInt64>, wordCount: Int, count: Int
) -> [Int32] {
  var order = (0..<Int32(count)).map { $0 }
  if count <= 24 {
    order.withUnsafeMutableBufferPointer { insertionSort($0, words, wordCount) }
    return order
  }
  let runs = differingBits(words, wordCount, count)
  var keys = [UInt64](repeating: 0, count: count)
  var spareKeys = keys
  var spareOrder = order
  var end = runs.count
  while end > 0 {
    var start = end
    var bits = 0
    while start > 0, bits + runs[start - 1].length <= 64 {
      start -= 1
      bits += runs[start].length
    }
    extract(runs[start..<end], from: words, wordCount, order, into: &keys)
    radixSort(&keys, &order, &spareKeys, &spareOrder, bits: bits)
    end = start
  }
  return order
}

/// Consecutive bits of a word.
private struct BitRun {
  var word: Int
  var shift: UInt64
  var length: Int
}

/// The bits in which some of the monomials differ, most significant first.
private func differingBits(
  _ words: UnsafePointer<UInt64>, _ wordCount: Int, _ count: Int
) -> [BitRun] {
  var runs: [BitRun] = []
  for k in 0..<wordCount {
    var mask: UInt64 = 0
    let first = words[k]
    for i in 0..<count { mask |= words[i * wordCount + k] ^ first }
    while mask != 0 {
      let top = 63 - mask.leadingZeroBitCount
      let length = (~(mask << UInt64(63 - top))).leadingZeroBitCount
      runs.append(BitRun(word: k, shift: UInt64(top + 1 - length), length: length))
      mask &= length == 64 ? 0 : ~(((1 << UInt64(length)) - 1) << UInt64(top + 1 - length))
    }
  }
  return runs
}

/// Gathers the bits of the runs into one key per position, complemented for decreasing order.
private func extract(
  _ runs: ArraySlice<BitRun>, from words: UnsafePointer<UInt64>, _ wordCount: Int,
  _ order: [Int32], into keys: inout [UInt64]
) {
  keys.withUnsafeMutableBufferPointer { keys in
    order.withUnsafeBufferPointer { order in
      for i in 0..<order.count { keys[i] = 0 }
      for run in runs {
        let mask = UInt64.max >> UInt64(64 - run.length)
        let length = UInt64(run.length)
        let base = words + run.word
        for i in 0..<order.count {
          let bits = (base[Int(order[i]) &* wordCount] >> run.shift) & mask
          keys[i] = (keys[i] << length) | bits
        }
      }
      for i in 0..<order.count { keys[i] = ~keys[i] }
    }
  }
}

/// Sorts `order` along with the low `bits` bits of `keys`, stably, ten to eleven bits at a time.
private func radixSort(
  _ keys: inout [UInt64], _ order: inout [Int32], _ spareKeys: inout [UInt64],
  _ spareOrder: inout [Int32], bits: Int
) {
  let count = order.count
  let digitBits = count < 2000 ? 8 : 11
  var histogram = [Int](repeating: 0, count: 1 << digitBits)
  let mask = UInt64(1 << digitBits) - 1
  for shift in stride(from: UInt64(0), to: UInt64(bits), by: digitBits) {
    histogram.withUnsafeMutableBufferPointer { histogram in
      keys.withUnsafeMutableBufferPointer { keys in
        order.withUnsafeMutableBufferPointer { order in
          spareKeys.withUnsafeMutableBufferPointer { newKeys in
            spareOrder.withUnsafeMutableBufferPointer { newOrder in
              for d in 0..<histogram.count { histogram[d] = 0 }
              for i in 0..<count { histogram[Int((keys[i] >> shift) & mask)] &+= 1 }
              var sum = 0
              for d in 0..<histogram.count {
                let size = histogram[d]
                histogram[d] = sum
                sum &+= size
              }
              for i in 0..<count {
                let digit = Int((keys[i] >> shift) & mask)
                let target = histogram[digit]
                histogram[digit] = target &+ 1
                newKeys[target] = keys[i]
                newOrder[target] = order[i]
              }
            }
          }
        }
      }
    }
    swap(&keys, &spareKeys)
    swap(&order, &spareOrder)
  }
}

/// Sorts few positions by comparing their monomials.
private func insertionSort(
  _ order: UnsafeMutableBufferPointer<Int32>, _ words: UnsafePointer<UInt64>, _ wordCount: Int
) {
  for i in 0..<order.count {
    let moving = order[i]
    let key = words + Int(moving) * wordCount
    var j = i
    while j > 0 {
      let other = words + Int(order[j - 1]) * wordCount
      var k = 0
      while k < wordCount && other[k] == key[k] { k += 1 }
      if k == wordCount || other[k] > key[k] { break }
      order[j] = order[j - 1]
      j -= 1
    }
    order[j] = moving
  }
}
