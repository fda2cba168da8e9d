import SingularLearning

/// Exact membership of points in the components of a critical locus and their images under permutations of
/// hidden neurons, from the generators alone.
struct LocusMembership {
  let locus: CriticalLocus
  /// For each permutation of all hidden neurons where it moves each parameter.
  let positions: [[Int]]

  init(_ locus: CriticalLocus) throws {
    let architecture = locus.architecture
    let names = architecture.parameterNames
    let widths = architecture.widths
    var permutations: [[[Int]]] = [[]]
    for layer in 1..<architecture.layerCount {
      permutations = permutations.flatMap { p in
        Self.orders(Array(1...widths[layer])).map { p + [$0] }
      }
    }
    positions = permutations.map { permutation in
      (1...architecture.layerCount).flatMap { layer in
        (1...widths[layer]).flatMap { row in
          (1...widths[layer - 1]).map { column in
            let newRow = layer < architecture.layerCount ? permutation[layer - 1][row - 1] : row
            let newColumn = layer > 1 ? permutation[layer - 2][column - 1] : column
            return names.firstIndex(of: "w\(layer)_\(newRow)_\(newColumn)")!
          }
        }
      }
    }
    self.locus = locus
  }

  static func orders(_ items: [Int]) -> [[Int]] {
    if items.isEmpty { return [[]] }
    return items.flatMap { item in
      orders(items.filter { $0 != item }).map { [item] + $0 }
    }
  }

  /// Whether an image of the component contains the point; `nil` if its ideal is not known.
  func contains(_ point: [Rational], component: Int) -> Bool? {
    let component = locus.components[component]
    guard let generators = component.generators, component.generatorConditions.isEmpty else {
      return nil
    }
    return positions.contains { image in
      let moved = image.map { point[$0] }
      return generators.allSatisfy { $0.evaluate(at: moved) == 0 }
    }
  }

  /// The number of different images of a component, by comparing ideals.
  func orbitSize(of component: Int) throws -> Int? {
    guard let generators = locus.components[component].generators,
      locus.components[component].generatorConditions.isEmpty
    else { return nil }
    guard let ring = generators.first?.ring else { return 1 }
    let images = try positions.map { image in
      try Ideal(
        ring: ring,
        generators: generators.map {
          VariableMap(from: ring, to: ring, positions: image)($0)
        }
      ).groebnerBasis()
    }
    return Set(images).count
  }
}
