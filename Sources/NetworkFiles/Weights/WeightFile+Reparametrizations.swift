import Computation
import Networks

extension WeightFile {
  /// The file with the weights that PyTorch keeps in parts put together.
  ///
  /// - `weight_orig`, `weight_mask` (pruning; biases too): the product of the entries;
  /// - `weight_g`, `weight_v`, or `parametrizations.weight.original0`, `…original1` (weight normalization): g·v/‖v‖ with
  ///   norms over all indices where g has the extent 1;
  /// - `weight_orig`, `weight_u`, `weight_v`, or `parametrizations.weight.original`, `parametrizations.weight.0._u`,
  ///   `…_v` (spectral normalization): W/(uᵀWv), as in evaluation.
  ///
  /// The result takes the place and the name that the weight has without this. Parts that do not fit together, and other
  /// parametrizations, make an unusable tensor.
  func composed(at place: FilePlace) -> WeightFile {
    let parts = Reparametrizations(self)
    guard !parts.isEmpty else { return self }
    var entries: [WeightFileEntry] = []
    for tensor in tensors {
      if let name = parts.weight(at: tensor.name) {
        entries.append(parts.composed(name, at: place.entry(tensor.name)))
      } else if !parts.isPart(tensor.name) {
        entries.append(.tensor(tensor))
      }
    }
    return WeightFile(
      format, entries: entries + unusable.map { .unusable($0) }, metadata: metadata)
  }
}

/// The weights of a file that are stored in parts.
private struct Reparametrizations {
  private enum Kind {
    case masked
    case normalized(g: String, v: String)
    case spectral(original: String, u: String, v: String)
    case unknown
  }

  private let tensors: [String: StoredTensor]
  /// What each weight is made of, by its name.
  private var kinds: [String: Kind] = [:]
  /// The weight that takes the place of a part.
  private var weights: [String: String] = [:]
  /// The names of all parts.
  private var parts: Set<String> = []

  init(_ file: WeightFile) {
    tensors = Dictionary(file.tensors.map { ($0.name, $0) }) { first, _ in first }
    for tensor in file.tensors { add(tensor.name) }
  }

  var isEmpty: Bool { kinds.isEmpty }

  /// The weight whose place is that of this part.
  func weight(at part: String) -> String? { weights[part] }

  func isPart(_ name: String) -> Bool { parts.contains(name) }

  /// Notes the weight that this tensor is the first part of.
  private mutating func add(_ name: String) {
    let front = name.lastIndex(of: ".").map { String(name[...$0]) } ?? ""
    let last = name.dropFirst(front.count)
    if last == "weight_orig" || last == "bias_orig" {
      let weight = front + last.dropLast("_orig".count)
      if tensors[weight + "_mask"] != nil {
        note(weight, .masked, at: name, [weight + "_mask"])
      } else if tensors[weight + "_u"] != nil, tensors[weight + "_v"] != nil {
        let (u, v) = (weight + "_u", weight + "_v")
        note(weight, .spectral(original: name, u: u, v: v), at: name, [u, v])
      }
    } else if last == "weight_v", tensors[front + "weight_g"] != nil,
      tensors[front + "weight_orig"] == nil
    {
      let g = front + "weight_g"
      note(front + "weight", .normalized(g: g, v: name), at: name, [g])
    } else if let marker = front.firstRange(of: "parametrizations."),
      front[marker.upperBound...].split(separator: ".").count == 1, last.hasPrefix("original")
    {
      let weight = front[..<marker.lowerBound] + front[marker.upperBound...].dropLast()
      let (g, v) = (front + "original0", front + "original1")
      let (u, w) = (front + "0._u", front + "0._v")
      if last == "original1", tensors[g] != nil, tensors[front + "original2"] == nil {
        note(String(weight), .normalized(g: g, v: v), at: name, [g])
      } else if last == "original", tensors[u] != nil, tensors[w] != nil,
        !tensors.keys.contains(where: { $0.hasPrefix(front + "1.") })
      {
        note(String(weight), .spectral(original: name, u: u, v: w), at: name, [u, w])
      } else if last == "original" {
        note(String(weight), .unknown, at: name, [])
      }
    }
  }

  private mutating func note(_ weight: String, _ kind: Kind, at first: String, _ others: [String]) {
    // A file that has the weight itself needs none of its parts.
    guard tensors[weight] == nil else { return }
    kinds[weight] = kind
    weights[first] = weight
    parts.formUnion([first] + others)
  }

  /// The weight, or why it is none.
  func composed(_ name: String, at place: FilePlace) -> WeightFileEntry {
    let found: (tensor: StoredTensor?, expected: String)
    switch kinds[name] {
    case .masked:
      found = (
        masked(name, tensors[name + "_orig"], tensors[name + "_mask"]), "a mask of the same shape"
      )
    case .normalized(let g, let v):
      found = (
        normalized(name, tensors[g], tensors[v]),
        "'\(printed(g))' with the extents of '\(printed(v))' or 1, and no row of zeros"
      )
    case .spectral(let original, let u, let v):
      found = (
        spectral(name, tensors[original], tensors[u], tensors[v]),
        "a matrix with vectors '\(printed(u))' and '\(printed(v))' between which it is not 0"
      )
    case .unknown, nil:
      found = (nil, "weights as such, or by weight or spectral normalization")
    }
    if let tensor = found.tensor { return WeightFileEntry(tensor, at: place) }
    return .unusable(
      UnusableTensor(
        name: name, shape: nil,
        problem: place.failure(found.expected, "another parametrization or other shapes")))
  }

  private func masked(
    _ name: String, _ original: StoredTensor?, _ mask: StoredTensor?
  ) -> StoredTensor? {
    guard let original, let mask, original.shape == mask.shape else { return nil }
    return StoredTensor(
      name: name, shape: original.shape, type: original.type,
      values: zip(original.values, mask.values).map { $0 * $1 },
      holdsIntegers: original.holdsIntegers && mask.holdsIntegers)
  }

  private func normalized(
    _ name: String, _ g: StoredTensor?, _ v: StoredTensor?
  ) -> StoredTensor? {
    guard let g, let v, v.shape.count == 2, !v.values.isEmpty else { return nil }
    let (rows, columns) = (v.shape[0], v.shape[1])
    // Which entry of g belongs to an entry of v.
    let position: (Int, Int) -> Int
    switch g.shape {
    case [rows, 1]: position = { row, _ in row }
    case [1, columns]: position = { _, column in column }
    case [], [1], [1, 1]: position = { _, _ in 0 }
    default: return nil
    }
    var squares = [Double](repeating: 0, count: g.values.count)
    for row in 0..<rows {
      for column in 0..<columns {
        let value = v.values[row * columns + column]
        squares[position(row, column)] += value * value
      }
    }
    guard squares.allSatisfy({ $0 > 0 }) else { return nil }
    let values = (0..<rows).flatMap { row in
      (0..<columns).map { column in
        let k = position(row, column)
        return v.values[row * columns + column] * (g.values[k] / squares[k].squareRoot())
      }
    }
    return StoredTensor(name: name, shape: v.shape, type: coarser(g.type, v.type), values: values)
  }

  private func spectral(
    _ name: String, _ original: StoredTensor?, _ u: StoredTensor?, _ v: StoredTensor?
  ) -> StoredTensor? {
    guard let original, let u, let v, original.shape.count == 2,
      u.shape == [original.shape[0]], v.shape == [original.shape[1]]
    else { return nil }
    let columns = original.shape[1]
    var norm = 0.0
    for (row, weight) in u.values.enumerated() {
      for column in 0..<columns {
        norm += weight * original.values[row * columns + column] * v.values[column]
      }
    }
    guard norm != 0 else { return nil }
    return StoredTensor(
      name: name, shape: original.shape, type: coarser(original.type, coarser(u.type, v.type)),
      values: original.values.map { $0 / norm })
  }

  private func coarser(
    _ first: FloatingPointType, _ second: FloatingPointType
  ) -> FloatingPointType { first.epsilon < second.epsilon ? second : first }
}
