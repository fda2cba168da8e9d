import Networks

/// The name of a tensor, taken apart to find its layer.
///
/// `student.2.weight` is the weight of stem `student.2` with number 2 between `student.` and nothing;
/// `W1` and `b1` are weight and bias of stem `1`; `Dense_0.kernel` and `Dense_0/kernel:0` are the transposed
/// weight of stem `Dense_0`.
struct LayerName: Hashable {
  enum Role: String, Hashable {
    case weight
    case bias
  }

  /// What weight and bias of one layer have in common.
  let stem: String
  /// What the tensor is, if the name says so.
  let role: Role?
  /// Whether the name says that the matrix has a row for each input: the kernels of Flax and Keras have.
  let isKernel: Bool

  init(_ name: String) {
    let separator = name.lastIndex { $0 == "." || $0 == "/" }
    var last = separator.map { name[name.index(after: $0)...] } ?? name[...]
    // TensorFlow numbers the outputs of its operations.
    if last.hasSuffix(":0") { last = last.dropLast(2) }
    let front = separator.map { name[..<$0] } ?? ""
    isKernel = last == "kernel"
    if isKernel || Role(rawValue: String(last)) != nil {
      role = isKernel ? .weight : Role(rawValue: String(last))
      stem = String(front)
    } else if let letter = last.first, "WwBb".contains(letter), last.count > 1,
      last.dropFirst().allSatisfy(\.isASCIIDigit)
    {
      role = letter.lowercased() == "w" ? .weight : .bias
      stem = separator.map { String(name[...$0]) + last.dropFirst() } ?? String(last.dropFirst())
    } else {
      role = nil
      stem = name
    }
  }

  /// Parts of names that PyTorch's wrappers add (`torch.compile`, data parallelism); they do not tell layers
  /// apart.
  private static let wrappers: Set<Substring> = ["_orig_mod", "module", "_fsdp_wrapped_module"]

  /// The last number in the stem, with what stands before and behind it; wrappers are left out.
  var numbered: (prefix: Substring, number: Int, suffix: Substring)? {
    let stem = self.stem.split(separator: ".", omittingEmptySubsequences: false)
      .filter { !LayerName.wrappers.contains($0) }.joined(separator: ".")
    guard let last = stem.lastIndex(where: \.isASCIIDigit) else { return nil }
    let end = stem.index(after: last)
    var start = last
    while start > stem.startIndex, stem[stem.index(before: start)].isASCIIDigit {
      start = stem.index(before: start)
    }
    return Int(stem[start..<end]).map { (stem[..<start], $0, stem[end...]) }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { "0"..."9" ~= self }
}
