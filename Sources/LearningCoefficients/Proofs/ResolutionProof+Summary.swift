extension ResolutionProof {
  /// The way to the germ that attains the value, in a few words, such as `2 blow-ups, monomials`.
  ///
  /// How many blow-ups lie above it, and which rule ends the branch; a sum in separate variables counts as an end.
  public var decisiveStep: String {
    var (node, blowUps) = (root, 0)
    while let next = node.attaining {
      if case .blowUp = node.rule { blowUps += 1 }
      node = node.children[next]
    }
    let end =
      switch node.rule {
      case .noZeros: "no zeros"
      case .monomials: "monomials"
      case .bounds: "bounds by monomials"
      case .rank: "rank of differentials"
      case .sum: "sum of \(node.children.count) parts"
      case .product: "product of \(node.children.count) parts"
      case .split, .smoothSplit: "split"
      case .blowUp: "blow-up"
      case .restriction: "restriction"
      case .open: "open"
      }
    guard blowUps > 0 else { return end }
    return "\(blowUps) \(blowUps == 1 ? "blow-up" : "blow-ups"), \(end)"
  }

  /// The number of germs that are not decided; 0 for a proof of one value.
  public var openGermCount: Int { root.openCount }
}

extension ResolutionNode {
  fileprivate var openCount: Int {
    let isOpen = if case .open = rule { true } else { false }
    return children.reduce(isOpen ? 1 : 0) { $0 + $1.openCount }
  }

  /// The index of the factor, the part of a split or the chart of a blow-up whose upper bound is the least, or the lower bound where none
  /// has an upper one; `nil` for other rules, and without zeros of K.
  var attaining: Int? {
    switch rule {
    case .split, .smoothSplit, .blowUp, .product: break
    // The first child is the same germ.
    case .restriction: return 0
    case .noZeros, .monomials, .bounds, .rank, .sum, .open: return nil
    }
    return children.indices.filter { children[$0].upper != nil }.min {
      children[$0].upper! < children[$1].upper!
    }
      ?? children.indices.filter { children[$0].lower != nil }.min {
        children[$0].lower! < children[$1].lower!
      }
  }
}
