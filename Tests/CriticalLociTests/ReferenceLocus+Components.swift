import AlgebraTestSupport
import Foundation
import SingularLearning
import Testing

extension ReferenceLocus {
  /// All loci; `[]` if the file cannot be read, which `ReferenceLocusTests.count` notices.
  static let networks: [ReferenceLocus] = (try? all()) ?? []

  static func locus(_ widths: [Int], _ degree: Int) -> ReferenceLocus? {
    networks.first { $0.widths == widths && $0.degree == degree }
  }

  /// ℚ[parameters].
  func ring() throws -> PolynomialRing<RationalField> {
    try PolynomialRing(
      coefficients: RationalField(), variables: try architecture().parameterNames)
  }

  /// The prime ideals of the components, all images under permutations among them, in the given order.
  func primes() throws -> [Ideal<RationalField>] {
    let ring = try ring()
    return try components.map { component in
      Ideal(ring: ring, generators: try component.equations(in: ring))
    }
  }

  /// For each component the number of the first one in its orbit under renumbering hidden neurons.
  func orbits() throws -> [Int] {
    let primes = try primes()
    let bases = try primes.map { try $0.groebnerBasis() }
    let maps = try renumberings()
    var result: [Int] = []
    for (i, prime) in primes.enumerated() {
      result.append(
        result.indices.first { j in
          components[i].codimension == components[j].codimension
            && maps.contains { map in prime.generators.allSatisfy { bases[j].contains(map($0)) } }
        } ?? i)
    }
    return result
  }

  /// All renumberings of hidden neurons, as maps of variables.
  func renumberings() throws -> [VariableMap<RationalField>] {
    let ring = try ring()
    var choices: [[[Int]]] = [[Array(0...(widths[0] - 1))]]
    for width in widths.dropFirst().dropLast() {
      let orders = arrangements(Array(0..<width))
      choices = choices.flatMap { choice in orders.map { choice + [$0] } }
    }
    return choices.map { choice in
      let all = choice + [Array(0..<widths[widths.count - 1])]
      var positions: [Int] = []
      for layer in 1..<widths.count {
        for i in 0..<widths[layer] {
          for j in 0..<widths[layer - 1] {
            positions.append(
              ring.index(of: "w\(layer)_\(all[layer][i] + 1)_\(all[layer - 1][j] + 1)") ?? 0)
          }
        }
      }
      return VariableMap(from: ring, to: ring, positions: positions)
    }
  }

  /// One component of each orbit as the package would list it.
  func listedComponents() throws -> [CriticalComponent] {
    let primes = try primes()
    let orbits = try orbits()
    return Set(orbits).sorted().map { i in
      let component = components[i]
      let isExotic = component.kind == "exotic"
      return CriticalComponent(
        kind: isExotic ? .exotic : .subnetwork, label: component.label,
        // Only whether there are any matters to the checks.
        operations: isExotic ? [] : [.inactiveIn(layer: 1, neuron: 1)],
        codimension: component.codimension, dimension: component.dimension,
        degree: Integer(component.degree), rank: component.rank,
        orbitSize: Integer(orbits.count { $0 == i }), generators: primes[i].generators,
        generatorConditions: [], witness: nil, evidence: .proven(detail: "reference"))
    }
  }

  /// What is different in a list of components; empty if the lists agree up to renumbering.
  func differences(to found: [CriticalComponent]) throws -> [String] {
    let primes = try primes()
    let orbits = try orbits()
    var result: [String] = []
    var matched: Set<Int> = []
    for component in found {
      let candidates = components.indices.filter { i in
        let reference = components[i]
        return reference.codimension == component.codimension
          && reference.dimension == component.dimension && reference.rank == component.rank
          && (component.degree.map { $0 == Integer(reference.degree) } ?? true)
          && Integer(orbits.count { $0 == orbits[i] }) == component.orbitSize
          && (reference.kind == "exotic") == (component.kind == .exotic)
      }
      var match: Int?
      for i in candidates where match == nil {
        if try agrees(component, primes[i]) { match = i }
      }
      guard let match else {
        result.append("\(component.label) is not in the reference")
        continue
      }
      if !matched.insert(orbits[match]).inserted {
        result.append("\(component.label) occurs twice")
      }
    }
    for i in Set(orbits).subtracting(matched).sorted() {
      result.append("\(components[i].label) was not found")
    }
    return result
  }

  /// Equal ideals, and a witness on the component; without generators only the witness.
  private func agrees(_ component: CriticalComponent, _ prime: Ideal<RationalField>) throws -> Bool
  {
    // The component may be any image of the reference's.
    try renumberings().contains { map in
      let image = map(prime)
      if let witness = component.witness {
        guard image.generators.allSatisfy({ $0.evaluate(at: witness.weights) == 0 }) else {
          return false
        }
      }
      guard let generators = component.generators else { return component.witness != nil }
      var ideal = Ideal(
        ring: prime.ring, generators: generators.compactMap { $0.moved(to: prime.ring) })
      for condition in component.generatorConditions {
        guard let factor = condition.moved(to: prime.ring) else { return false }
        ideal = try ideal.saturated(by: factor)
      }
      return try ideal.isEqual(to: image)
    }
  }
}

private func arrangements(_ values: [Int]) -> [[Int]] {
  values.isEmpty
    ? [[]]
    : values.flatMap { first in
      arrangements(values.filter { $0 != first }).map { [first] + $0 }
    }
}
