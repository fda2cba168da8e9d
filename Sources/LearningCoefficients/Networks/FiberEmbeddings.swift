import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

/// The known families of weights in the fiber of a network: ways to embed its reduced network into its architecture.
///
/// A hidden layer has more neurons than the reduced network. Each further one is inactive at its incoming weights, its
/// outgoing ones, or both, or has the row of a neuron of the reduced network and takes a share of its outgoing weights,
/// or none; or several have a row of their own and outgoing weights that cancel. Scalings and permutations of neurons,
/// which keep learning coefficients, are left out.
struct FiberEmbeddings {
  /// What a neuron beside the reduced network does.
  enum Role: Hashable {
    /// No weights go in or out.
    case inactive
    /// It has the row of a neuron, and no weights go out.
    case unusedCopy(Int)
    /// No weights go in; those that go out are general.
    case constant
    /// No weights go out; those that go in are general.
    case unused
    /// It has the row of a neuron and a share of its outgoing weights.
    case copy(Int)
    /// It has the same general row as the others of this role, and their outgoing weights add up to zero.
    case cancelling

    /// Whether it has general weights of its own.
    fileprivate var isGeneral: Bool {
      switch self {
      case .inactive, .unusedCopy: false
      case .constant, .unused, .copy, .cancelling: true
      }
    }
  }

  /// For each hidden layer the roles of the neurons that follow those of the reduced network.
  typealias Embedding = [[Role]]

  /// The families, those with few general weights first.
  let embeddings: [Embedding]
  /// Whether these are all ways of this kind.
  let isComplete: Bool

  private let architecture: Architecture
  private let reduced: Network
  /// For each hidden layer the number of its neurons in the reduced network; 0 for an emptied layer.
  private let keptCounts: [Int]

  /// The most lists of roles that are made for a layer, and the most embeddings that are sorted.
  private static let mostLists = 2_000

  init(_ diagnosis: Diagnosis, maximumCount: Int) {
    architecture = diagnosis.network.architecture
    reduced = diagnosis.reduced
    keptCounts = diagnosis.keptNeurons.map(\.count)
    var isComplete = true
    var embeddings: [Embedding] = [[]]
    for (layer, kept) in keptCounts.enumerated() {
      let activation = architecture.activations[layer]
      let keepsZero = activation.isMonomial || activation.coefficients.first?.isZero ?? true
      let roles: [Role] =
        [.inactive] + (0..<kept).map { .unusedCopy($0) } + (keepsZero ? [.constant] : [])
        + [.unused] + (0..<kept).map { .copy($0) } + [.cancelling]
      let lists = Self.lists(of: roles, count: architecture.widths[layer + 1] - kept)
      if lists.count == Self.mostLists { isComplete = false }
      var longer: [Embedding] = []
      for list in lists {
        for embedding in embeddings where longer.count < Self.mostLists * 10 {
          longer.append(embedding + [list])
        }
      }
      if longer.count < lists.count * embeddings.count { isComplete = false }
      embeddings = longer
    }
    let numbered = embeddings.enumerated().sorted { a, b in
      let (first, second) = (Self.generality(a.element), Self.generality(b.element))
      return first == second ? a.offset < b.offset : first < second
    }
    self.embeddings = numbered.prefix(maximumCount).map(\.element)
    self.isComplete = isComplete && numbered.count <= maximumCount
  }

  private static func generality(_ embedding: Embedding) -> Int {
    embedding.joined().count(where: \.isGeneral)
  }

  /// Lists of roles in order, with repetition; a single neuron cancels nothing.
  private static func lists(of roles: [Role], count: Int) -> [[Role]] {
    var lists: [[Role]] = []
    func extend(_ list: [Role], from first: Int) {
      guard lists.count < mostLists else { return }
      if list.count == count {
        if list.count(where: { $0 == .cancelling }) != 1 { lists.append(list) }
        return
      }
      for index in first..<roles.count { extend(list + [roles[index]], from: index) }
    }
    extend([], from: 0)
    return lists
  }

  // MARK: Points

  /// The number of choices of signs that are tried in a family.
  func variantCount(of embedding: Embedding) -> Int {
    let free = embedding.map { roles in
      roles.count {
        switch $0 {
        case .copy, .constant, .cancelling: true
        case .inactive, .unusedCopy, .unused: false
        }
      }
    }
    return min((free.max() ?? 0) + 1, 4)
  }

  /// A point of a family; its small weights are general but for their signs.
  ///
  /// - Parameter variant: How many of the weights of each kind that can have either sign are negative.
  func point(of embedding: Embedding, variant: Int, using random: inout RandomSource) -> Network {
    var matrices: [[[Rational]]] = []
    var biases: [[Rational]] = []
    for layer in 1...architecture.layerCount {
      let isLast = layer == architecture.layerCount
      let kept = isLast ? architecture.outputCount : keptCounts[layer - 1]
      let roles = isLast ? [] : embedding[layer - 1]
      func outgoing(of source: Int?, using random: inout RandomSource) -> [Rational] {
        guard layer > 1 else {
          return source.map { reduced.matrices[0][$0] }
            ?? (0..<architecture.inputCount).map { _ in Self.general(using: &random) }
        }
        let base = source.map { reduced.matrices[layer - 1][$0] }
        return shares(
          of: base, kept: keptCounts[layer - 2], roles: embedding[layer - 2], variant: variant,
          using: &random)
      }
      func bias(of source: Int) -> Rational { reduced.biases?[layer - 1][source] ?? .zero }
      var rows = (0..<kept).map { outgoing(of: $0, using: &random) }
      var shifts = (0..<kept).map(bias)
      let ownRow = outgoing(of: nil, using: &random)
      let ownBias = Self.general(using: &random)
      for role in roles {
        switch role {
        case .inactive, .constant:
          rows.append([Rational](repeating: .zero, count: ownRow.count))
          shifts.append(.zero)
        case .unusedCopy(let source), .copy(let source):
          // Equal functions of the neurons before can have different weights.
          rows.append(outgoing(of: source, using: &random))
          shifts.append(bias(of: source))
        case .unused:
          rows.append(outgoing(of: nil, using: &random))
          shifts.append(Self.general(using: &random))
        case .cancelling:
          rows.append(ownRow)
          shifts.append(ownBias)
        }
      }
      matrices.append(rows)
      biases.append(shifts)
    }
    do {
      return architecture.hasBias
        ? try Network(architecture, matrices: matrices, biases: biases)
        : try Network(architecture, matrices: matrices)
    } catch {
      contractViolation("an embedding with the shapes of \(architecture) is refused: \(error)")
    }
  }

  /// The weights from the neurons of a layer to one neuron, whose weights in the reduced network are `base`; general ones
  /// without it.
  private func shares(
    of base: [Rational]?, kept: Int, roles: [Role], variant: Int, using random: inout RandomSource
  ) -> [Rational] {
    var weights =
      base.map { Array($0.prefix(kept)) } ?? (0..<kept).map { _ in Self.general(using: &random) }
    let copies = Dictionary(
      grouping: roles.compactMap { if case .copy(let source) = $0 { source } else { nil } },
      by: { $0 }
    ).mapValues(\.count)
    var seen: [Role: Int] = [:]
    var sum = Rational.zero
    let cancelling = roles.count { $0 == .cancelling }
    for role in roles {
      let number = seen[role, default: 0]
      seen[role] = number + 1
      let sign = number < variant ? Rational(-1) : Rational.one
      let size = Rational(random.integer(in: 1...2))
      switch role {
      case .inactive, .unusedCopy, .unused: weights.append(.zero)
      case .constant: weights.append(sign * size)
      case .copy(let source):
        let whole = base?[source] ?? .zero
        // What the source keeps has the sign of the whole.
        let part = sign.isNegative ? -size : size / Rational(2 * copies[source, default: 0] + 2)
        let share = whole.isZero ? Self.general(using: &random) : part * whole
        weights[source] = weights[source] - share
        weights.append(share)
      case .cancelling:
        let weight = number == cancelling - 1 ? -sum : sign * size
        sum = sum + weight
        weights.append(weight)
      }
    }
    return weights
  }

  private static func general(using random: inout RandomSource) -> Rational {
    let size = Rational(random.integer(in: 1...3))
    return random.integer(in: 0...1) == 0 ? size : -size
  }
}
