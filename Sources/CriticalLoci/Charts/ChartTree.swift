import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks
import Polynomials

/// What is known about an entry of the normal forms of a chart.
package enum EntryState: Hashable {
  /// Not decided yet.
  case undecided
  /// It vanishes.
  case zero
  /// It does not vanish and is scaled to 1.
  case one
  /// A coordinate of the chart.
  case free
  /// A coordinate that does not vanish.
  case unit
}

/// The decision tree of one chart shape.
///
/// Entries are decided in order. The first undecided entry e on which the scalings that are left act
/// splits the points into those with e ≠ 0, where it is scaled to 1, and those with e = 0; there every
/// entry that a permutation of neurons preserving the decisions so far moves e to vanishes too, since
/// otherwise the permuted point belongs to the first part. Entries on which no scaling is left that acts
/// are coordinates. Entries of a W_L of rank one are split in the same way even then: the rank of J
/// hardly depends on them where they do not vanish.
package struct ChartTree {
  let shape: ChartShape
  /// Decides whether all points with these normal forms lie in a known set, and names it.
  let covering: ([EntryState]) -> String?
  /// The most leaves of all trees together, and how many the trees before this one have.
  let maximumLeaves: Int
  let leavesBefore: Int
  let control: ComputationControl
  /// The states of the entries at the leaves that are not covered.
  package private(set) var leaves: [[EntryState]] = []
  /// The entry positions under each permutation of neurons that the shape allows.
  private let group: [[Int]]

  /// Groups beyond this order are not used in full.
  private static let largestGroup = 5_040
  /// Up to this order the permutations that preserve the decisions are found anew at every node.
  private static let smallGroup = 720

  package init(
    _ shape: ChartShape, maximumLeaves: Int, leavesBefore: Int = 0, control: ComputationControl,
    covering: @escaping ([EntryState]) -> String?
  ) {
    self.shape = shape
    self.covering = covering
    self.maximumLeaves = maximumLeaves
    self.leavesBefore = leavesBefore
    self.control = control
    group = neuronPermutations(blocks: shape.blocks, limit: Self.largestGroup).group
      .map { shape.entryPositions(under: $0) }
  }

  /// Builds the tree; `leaves` then holds its charts, numbered as in the decisions.
  package mutating func build() throws(ComputationStopped) -> ChartDecision {
    var states = [EntryState](repeating: .undecided, count: shape.entries.count)
    for index in shape.initialZeros { states[index] = .zero }
    if let name = covering(states) { return .covered(by: name) }
    return try extend(states, CharacterSpan(), symmetries: group)
  }

  private mutating func extend(
    _ states: [EntryState], _ span: CharacterSpan, symmetries: [[Int]]
  ) throws(ComputationStopped) -> ChartDecision {
    try control.checkpoint()
    var states = states
    var next: Int?
    for index in states.indices where states[index] == .undecided {
      if isSplit(index, span) {
        next = index
        break
      }
      states[index] = .free
    }
    guard let entry = next else {
      if leavesBefore + leaves.count >= maximumLeaves {
        throw .sizeLimit(
          what: "the number of charts", needed: "at least \(maximumLeaves + 1)",
          limit: maximumLeaves)
      }
      leaves.append(states)
      return .chart(leaves.count - 1)
    }
    let stabiliser =
      Self.smallGroup >= group.count ? group.filter { preserves(states, $0) } : symmetries
    // Free entries later in the order are decided again in each part.
    let decided = states.map { $0 == .free ? .undecided : $0 }
    var nonzero = decided
    var larger = span
    nonzero[entry] = larger.insert(shape.entries[entry].character) ? .one : .unit
    let first = try extend(
      nonzero, larger, symmetries: stabiliser.filter { $0[entry] == entry })
    let orbit = Set(stabiliser.map { $0[entry] }).sorted()
    var zero = decided
    for index in orbit { zero[index] = .zero }
    let second: ChartDecision =
      if let name = covering(zero) {
        .covered(by: name)
      } else {
        try extend(zero, span, symmetries: stabiliser)
      }
    return .split(
      entry: name(of: entry), nonzero: first, vanishing: orbit.map { name(of: $0) }, zero: second)
  }

  /// Whether the entry is scaled to 1 or, in a W_L of rank one, at least distinguished from 0.
  private func isSplit(_ index: Int, _ span: CharacterSpan) -> Bool {
    let entry = shape.entries[index]
    return !span.contains(entry.character)
      || (entry.layer == shape.architecture.layerCount && shape.outputRank == 1)
  }

  private func preserves(_ states: [EntryState], _ permutation: [Int]) -> Bool {
    func kind(_ state: EntryState) -> EntryState {
      switch state {
      case .free, .undecided: .undecided
      case .one, .unit: .unit
      case .zero: .zero
      }
    }
    return states.indices.allSatisfy { kind(states[$0]) == kind(states[permutation[$0]]) }
  }

  private func name(of index: Int) -> String {
    shape.architecture.parameterNames[shape.entries[index].position]
  }
}
