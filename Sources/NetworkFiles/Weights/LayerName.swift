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

  /// What weight and bias of one layer have in common, without the parts that wrappers add.
  let stem: String
  /// What the tensor is, if the name says so.
  let role: Role?
  /// Whether the name says that the matrix has a row for each input: the kernels of Flax and Keras have.
  let isKernel: Bool
  /// Whether the tensor is called as PyTorch calls weights, which have a row for each output.
  let isPyTorch: Bool

  init(_ fullName: String) {
    let name = LayerName.withoutWrappers(fullName)
    let separator = name.lastIndex { $0 == "." || $0 == "/" }
    var last = separator.map { name[name.index(after: $0)...] } ?? name[...]
    // TensorFlow numbers the outputs of its operations.
    if last.hasSuffix(":0") { last = last.dropLast(2) }
    let front = separator.map { name[..<$0] } ?? ""
    isKernel = last == "kernel"
    isPyTorch = last == "weight"
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
  private static let wrappers: Set<Substring> = [
    "_orig_mod", "module", "_fsdp_wrapped_module", "_checkpoint_wrapped_module",
  ]

  /// A name without the parts that wrappers add.
  static func withoutWrappers(_ name: String) -> String {
    name.split(separator: ".", omittingEmptySubsequences: false)
      .filter { !wrappers.contains($0) }.joined(separator: ".")
  }

  /// The name of the bias that belongs to a weight of this name; `nil` where the name does not say so.
  static func bias(ofWeight name: String) -> String? {
    for (weight, bias) in [("weight", "bias"), ("kernel:0", "bias:0"), ("kernel", "bias")]
    where name == weight || name.hasSuffix("." + weight) || name.hasSuffix("/" + weight) {
      return name.dropLast(weight.count) + bias
    }
    let front = name.lastIndex { $0 == "." || $0 == "/" }.map { name[...$0] } ?? ""
    switch name.dropFirst(front.count).first {
    case "W": return front + "B" + name.dropFirst(front.count + 1)
    case "w": return front + "b" + name.dropFirst(front.count + 1)
    default: return nil
    }
  }

  /// The last number in the stem, with what stands before and behind it.
  var numbered: (prefix: Substring, number: Int, suffix: Substring)? {
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
