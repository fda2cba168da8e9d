import CKernels

/// Two polynomials whose leading terms are to be cancelled against each other.
struct CriticalPair {
  var first: Int32
  var second: Int32
  /// The least common multiple of the leading monomials, in the table of the run.
  var multiple: UInt32
  /// The selection strategy takes pairs of the least value first.
  var degree: UInt32
  var mask: UInt64
}

/// The pairs still to be treated, and the elements that can divide leading monomials.
///
/// Source of the criteria: R. Gebauer, H. M. Möller, *On an installation of Buchberger's algorithm*,
/// J. Symb. Comp. 6 (1988).
final class CriticalPairs {
  private let table: MonomialTable
  private let store: PolynomialStore
  private let packing: PackedMonomials
  private let isa: Int32
  /// Whether pairs are selected by sugar rather than by the degree of the least common multiple.
  let usesSugar: Bool
  private(set) var pairs: [CriticalPair] = []
  /// The elements of the basis by index in the store, in order of arrival.
  private(set) var members: [Int] = []
  /// The members whose leading monomial no other one divides.
  private(set) var active: [Int] = []
  private var activeMasks: [UInt64] = []
  private var activeWords: [UInt64] = []
  /// By how much the sugar of an active element exceeds the degree of its leading monomial.
  private var activeExcess: [UInt32] = []

  init(table: MonomialTable, store: PolynomialStore, isa: Int32, usesSugar: Bool) {
    self.table = table
    self.store = store
    packing = table.packing
    self.isa = isa
    self.usesSugar = usesSugar
  }

  /// The first active element whose leading monomial divides the given one.
  ///
  /// - Parameter excess: A bound on its sugar minus the degree of its leading monomial. With it, a
  ///   computation in an order that does not compare degrees first reduces only by multiples that
  ///   the homogenised computation would have, and degrees do not run away.
  func divisor(of monomial: UnsafePointer<UInt64>, excess: UInt32 = .max) -> Int? {
    let forbidden = ~packing.divisorMask(monomial)
    return activeMasks.withUnsafeBufferPointer { masks in
      activeWords.withUnsafeBufferPointer { words in
        guard let base = masks.baseAddress, let leads = words.baseAddress else { return nil }
        var i = 0
        while true {
          // A mask forbids a bit that a divisor of the monomial cannot have.
          i = slt_find_divisor(isa, base, i, masks.count, forbidden)
          if i == masks.count { return nil }
          if activeExcess[i] <= excess, packing.divides(leads + i * packing.wordCount, monomial) {
            return active[i]
          }
          i += 1
        }
      }
    }
  }

  /// Whether no leading monomial of a member divides a term of another one, or a term of its own other
  /// than the first.
  var isInterreduced: Bool {
    if active.count < members.count { return false }
    var known = Set<UInt32>()
    for member in members {
      for k in 1..<max(1, store.lengths[member])
      where known.insert(store.monomials[member][k]).inserted {
        if divisor(of: table[store.monomials[member][k]]) != nil { return false }
      }
    }
    return true
  }

  /// Takes the pairs of the least degree.
  func takeLeast() -> [CriticalPair] {
    guard let least = pairs.lazy.map(\.degree).min() else { return [] }
    var taken: [CriticalPair] = []
    pairs.removeAll { pair in
      if pair.degree == least { taken.append(pair) }
      return pair.degree == least
    }
    return taken
  }

  /// About the operations of one insertion.
  var insertionWork: Int { 4 * packing.wordCount * members.count + 32 * active.count + pairs.count }

  /// Adds a stored polynomial to the basis.
  func insert(_ index: Int) {
    let width = packing.wordCount
    let lead = UnsafeMutablePointer<UInt64>.allocate(capacity: width)
    let multiples = UnsafeMutablePointer<UInt64>.allocate(
      capacity: max(1, members.count * width))
    defer {
      lead.deallocate()
      multiples.deallocate()
    }
    lead.update(from: table[store.leading(index)], count: width)
    let leadMask = packing.divisorMask(lead)
    var position = [Int32](repeating: -1, count: store.count)
    for (k, member) in members.enumerated() {
      position[member] = Int32(k)
      packing.leastCommonMultiple(
        table[store.leading(member)], lead, into: multiples + k * width)
    }

    // Chain criterion for the old pairs.
    pairs.removeAll { pair in
      guard leadMask & ~pair.mask == 0 else { return false }
      let multiple = table[pair.multiple]
      return packing.divides(lead, multiple)
        && !packing.areEqual(multiples + Int(position[Int(pair.first)]) * width, multiple)
        && !packing.areEqual(multiples + Int(position[Int(pair.second)]) * width, multiple)
    }
    appendPairs(index, lead: lead, multiples: multiples, position: position)

    activate(index)
  }

  /// Adds a stored polynomial to the members without looking at pairs.
  func activate(_ index: Int) {
    let width = packing.wordCount
    let lead = table[store.leading(index)]
    let leadMask = packing.divisorMask(lead)
    members.append(index)
    let isRedundant = divisor(of: lead) != nil
    var kept = 0
    for k in active.indices {
      let isMultiple =
        !isRedundant && leadMask & ~activeMasks[k] == 0
        && packing.divides(lead, table[store.leading(active[k])])
      if isMultiple { continue }
      active[kept] = active[k]
      activeMasks[kept] = activeMasks[k]
      activeExcess[kept] = activeExcess[k]
      for j in 0..<width { activeWords[kept * width + j] = activeWords[k * width + j] }
      kept += 1
    }
    active.removeSubrange(kept...)
    activeMasks.removeSubrange(kept...)
    activeExcess.removeSubrange(kept...)
    activeWords.removeSubrange((kept * width)...)
    if !isRedundant {
      active.append(index)
      activeMasks.append(leadMask)
      let degree = table.degrees[Int(store.leading(index))]
      activeExcess.append(max(store.sugars[index], degree) - degree)
      for j in 0..<width { activeWords.append(lead[j]) }
    }
  }

  /// The pairs of a new element with the active ones that no other pair makes superfluous.
  private func appendPairs(
    _ index: Int, lead: UnsafeMutablePointer<UInt64>, multiples: UnsafeMutablePointer<UInt64>,
    position: [Int32]
  ) {
    struct Candidate {
      var member: Int
      var words: UnsafeMutablePointer<UInt64>
      var degree: UInt32
      var isCoprime: Bool
    }
    let leadDegree = table.degrees[Int(store.leading(index))]
    var candidates: [Candidate] = []
    candidates.reserveCapacity(active.count)
    for member in active {
      let words = multiples + Int(position[member]) * packing.wordCount
      let degree = packing.degree(words)
      candidates.append(
        Candidate(
          member: member, words: words, degree: degree,
          isCoprime: degree == leadDegree &+ table.degrees[Int(store.leading(member))]))
    }
    candidates.sort {
      if $0.degree != $1.degree { return $0.degree < $1.degree }
      if $0.isCoprime != $1.isCoprime { return $0.isCoprime }
      return $0.member < $1.member
    }
    var keptMasks: [UInt64] = []
    var keptWords: [UnsafeMutablePointer<UInt64>] = []
    for candidate in candidates {
      let mask = packing.divisorMask(candidate.words)
      let isSuperfluous = keptMasks.indices.contains {
        keptMasks[$0] & ~mask == 0 && packing.divides(keptWords[$0], candidate.words)
      }
      if isSuperfluous { continue }
      keptMasks.append(mask)
      keptWords.append(candidate.words)
      // Coprime leading monomials: the pair reduces to zero, but it still hides its multiples.
      if candidate.isCoprime { continue }
      let multiple = table.insert(candidate.words)
      var degree = candidate.degree
      if usesSugar {
        degree = [index, candidate.member].reduce(0) {
          max($0, store.sugars[$1] &+ candidate.degree &- table.degrees[Int(store.leading($1))])
        }
      }
      pairs.append(
        CriticalPair(
          first: Int32(candidate.member), second: Int32(index), multiple: multiple,
          degree: degree, mask: mask))
    }
  }
}
