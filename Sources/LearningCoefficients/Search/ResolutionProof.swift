/// The tree of a search for a learning coefficient: it proves the bounds that it gives.
public struct ResolutionProof: Sendable {
  let root: ResolutionNode

  /// The number of germs in the proof.
  public var germCount: Int { root.count }
}

extension ResolutionNode {
  /// The number of nodes of the tree.
  var count: Int { children.reduce(1) { $0 + $1.count } }
}
