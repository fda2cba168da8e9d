import Computation
import Networks

extension WeightAssignment {
  /// Finds the parts of a network of `architecture` in a file and checks all shapes.
  init(
    _ file: WeightFile, architecture: Architecture, layers: [String]?,
    orientation: WeightOrientation?, at place: FilePlace
  ) throws(SpecificationError) {
    if file.format == .npy {
      guard layers == nil else {
        throw place.failure("a file with names for the given layer names", "a .npy file")
      }
      self = try WeightAssignment.single(file.tensors[0], architecture, at: place)
      return
    }
    let finder = LayerFinder(file, layers: layers, place: place)
    let weights = try finder.positions(of: .weight, count: architecture.layerCount)
    let biases = try finder.biases(of: weights, areExpected: architecture.hasBias)
    if let problem = finder.problem(among: weights + biases.compactMap { $0 }) { throw problem }
    var transposed: Set<Int> = []
    for layer in 1...architecture.layerCount {
      let (rows, columns) = (architecture.widths[layer], architecture.widths[layer - 1])
      let weight = file.tensors[weights[layer - 1]]
      let isKernel =
        orientation.map { $0 == .inputsByOutputs } ?? LayerName(weight.name).isKernel
      let shape = isKernel ? [columns, rows] : [rows, columns]
      guard weight.shape == shape else {
        let other: WeightOrientation = isKernel ? .outputsByInputs : .inputsByOutputs
        let hint =
          weight.shape == shape.reversed()
          ? ", its transpose, which the orientation \(other.rawValue) would be" : ""
        let kind = isKernel ? "kernel (inputs x outputs)" : "weights"
        throw place.entry(weight.name).failure(
          "shape \(shape) for the \(kind) of layer \(layer) of \(architecture)",
          shapeText(weight.shape) + hint)
      }
      if isKernel { transposed.insert(layer) }
      guard architecture.hasBias, let position = biases[layer - 1] else { continue }
      let bias = file.tensors[position]
      guard bias.shape == [rows] else {
        throw place.entry(bias.name).failure(
          "shape [\(rows)] for the biases of layer \(layer) of \(architecture)",
          shapeText(bias.shape))
      }
    }
    self = .named(weights: weights, biases: biases, transposed: transposed)
  }

  private static func single(
    _ tensor: StoredTensor, _ architecture: Architecture, at place: FilePlace
  ) throws(SpecificationError) -> WeightAssignment {
    let widths = architecture.widths
    var expected = ["[\(architecture.parameterCount)]"]
    if tensor.shape == [architecture.parameterCount] { return .vector }
    if !architecture.hasBias, architecture.layerCount <= 2 {
      let isLinear = architecture.layerCount == 1
      let shape = [widths[1], widths[0] + (isLinear ? 0 : widths[2])]
      if tensor.shape == shape { return isLinear ? .matrix : .neurons }
      expected.append("\(shape)")
    }
    throw place.failure(
      "shape \(expected.joined(separator: " or ")) for the parameters of \(architecture)",
      shapeText(tensor.shape))
  }
}

/// Finds weights and biases by name.
private struct LayerFinder {
  /// The names of all entries, first of the tensors and then of the unusable ones.
  let names: [String]
  private let shapes: [[Int]?]
  private let unusable: [UnusableTensor]
  let layers: [String]?
  let place: FilePlace
  /// Whether names say which tensors are weights; others then say nothing by their shape.
  private let hasNamedRoles: Bool

  init(_ file: WeightFile, layers: [String]?, place: FilePlace) {
    names = file.tensors.map(\.name) + file.unusable.map(\.name)
    shapes = file.tensors.map(\.shape) + file.unusable.map(\.shape)
    unusable = file.unusable
    self.layers = layers?.map(LayerName.withoutWrappers)
    self.place = place
    hasNamedRoles = names.contains { LayerName($0).role == .weight }
  }

  /// What is wrong with the first entry among these that cannot be read.
  func problem(among positions: [Int]) -> SpecificationError? {
    let first = names.count - unusable.count
    return positions.first { $0 >= first }.map { unusable[$0 - first].problem }
  }

  /// The positions of the weights in the order of layers.
  func positions(of role: LayerName.Role, count: Int) throws(SpecificationError) -> [Int] {
    let candidates = names.indices.filter { self.role(of: $0) == role }
    if let layers { return try named(layers, among: candidates, role: role, count: count) }
    let listed = candidates.map { names[$0] }
    let found = listed.isEmpty ? "none" : clippedList(listed)
    guard candidates.count == count else {
      throw place.failure(
        "\(role.rawValue) tensors for \(counted(count, "layer", "layers"))", found)
    }
    if let normalization = names.first(where: { $0.hasSuffix("running_mean") }) {
      throw place.entry(normalization).failure(
        "a network without normalization between its layers, or a list of layer names", "one")
    }
    if count <= 1 { return candidates }
    let numbered = candidates.compactMap { LayerName(names[$0]).numbered }
    guard numbered.count == count, let first = numbered.first,
      numbered.allSatisfy({ $0.prefix == first.prefix && $0.suffix == first.suffix }),
      Set(numbered.map(\.number)).count == count
    else {
      throw place.failure(
        "\(role.rawValue) names that differ in one number, or a list of layer names", found)
    }
    return zip(candidates, numbered).sorted { $0.1.number < $1.1.number }.map(\.0)
  }

  /// The positions of the biases that belong to these weights, `nil` for a layer that has none in the file; empty for
  /// a network without biases.
  func biases(
    of weights: [Int], areExpected: Bool
  ) throws(SpecificationError) -> [Int?] {
    let candidates = names.indices.filter { role(of: $0) == .bias }
    guard areExpected else {
      let ofLayers =
        layers.map { layers in
          candidates.filter { layers.contains(LayerName(names[$0]).stem) }
        } ?? candidates
      guard let extra = ofLayers.first else { return [] }
      throw place.entry(names[extra]).failure("no biases, because 'bias' is not true", "some")
    }
    guard hasNamedRoles else {
      return try positions(of: .bias, count: weights.count)
    }
    var found: [Int?] = []
    for weight in weights {
      let stem = LayerName(names[weight]).stem
      let matches = candidates.filter { LayerName(names[$0]).stem == stem }
      guard matches.count <= 1 else {
        throw place.failure(
          "one bias tensor of layer '\(printed(stem))'", clippedList(matches.map { names[$0] }))
      }
      found.append(matches.first)
    }
    let used = Set(found.compactMap { $0 })
    if layers == nil, let other = candidates.first(where: { !used.contains($0) }) {
      throw place.entry(names[other]).failure(
        "the bias of one of the layers \(clippedList(weights.map { LayerName(names[$0]).stem }))",
        "another one")
    }
    guard !used.isEmpty else {
      throw place.failure("bias tensors, because 'bias' is true", "none")
    }
    return found
  }

  /// The tensors of an explicit list of layers.
  private func named(
    _ layers: [String], among candidates: [Int], role: LayerName.Role, count: Int
  ) throws(SpecificationError) -> [Int] {
    guard layers.count == count else {
      throw place.failure(
        counted(count, "layer name", "layer names"), "\(layers.count): \(clippedList(layers))")
    }
    var result: [Int] = []
    for layer in layers {
      let matches = candidates.filter {
        LayerName(names[$0]).stem == layer || LayerName.withoutWrappers(names[$0]) == layer
      }
      guard matches.count == 1 else {
        throw place.failure(
          "one \(role.rawValue) tensor of layer '\(printed(layer))'",
          matches.isEmpty
            ? "none among \(clippedList(names))"
            : clippedList(matches.map { names[$0] }))
      }
      result.append(matches[0])
    }
    return result
  }

  /// Checks that weight and bias of a layer belong together where their names say so.
  func checkStems(weights: [Int], biases: [Int]) throws(SpecificationError) {
    guard !biases.isEmpty else { return }
    for (weight, bias) in zip(weights, biases) {
      let (first, second) = (LayerName(names[weight]), LayerName(names[bias]))
      guard first.role == nil || second.role == nil || first.stem == second.stem else {
        throw place.entry(names[bias]).failure(
          "the bias that belongs to '\(printed(names[weight]))'", "another one")
      }
    }
  }

  /// What a tensor is: by its name, and in a file without such names by its number of indices.
  private func role(of index: Int) -> LayerName.Role? {
    if hasNamedRoles { return LayerName(names[index]).role }
    switch shapes[index]?.count {
    case 0: return nil
    case 1: return .bias
    default: return .weight
    }
  }
}

/// At most four names.
private func clippedList(_ names: [String]) -> String {
  let shown = names.prefix(4).map { "'\(printed($0))'" }.joined(separator: ", ")
  return names.count > 4 ? shown + ", … (\(names.count))" : shown
}
