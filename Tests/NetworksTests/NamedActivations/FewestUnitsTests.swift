import Foundation
import SingularLearning
import Testing

/// The fewest units of networks with one hidden layer, against constructions and brute force.
@Suite struct FewestUnitsTests {
  func fewest(
    _ activation: NamedActivation, _ rows: [[Rational]], _ columns: [[Rational]], hasBias: Bool
  ) throws -> FewestUnits {
    let inputs = rows[0].count - (hasBias ? 1 : 0)
    let outputs = columns[0].count
    let architecture = try NamedArchitecture(
      widths: [inputs, rows.count, outputs], activations: [activation], hasBias: hasBias)
    var weights = Array(rows.joined())
    for output in 0..<outputs {
      weights += columns.map { $0[output] }
      if hasBias { weights.append(1) }
    }
    let found = fewestUnits(of: architecture, weights: weights)
    return try #require(found)
  }

  @Test("expanded networks have the units of the one they came from", arguments: [false, true])
  func expansions(hasBias: Bool) throws {
    var random = RandomSource(seed: 4)
    func number() -> Rational { Rational(Integer(random.integer(in: -6...6))) / 4 }
    for activation in [NamedActivation.tanh, .erf, .sigmoid, .sin] {
      // Without biases sigmoids have no constants to spare, with biases sines have frequencies.
      if activation == .sigmoid, !hasBias { continue }
      for _ in 0..<200 {
        let (inputs, outputs) = (random.integer(in: 1...3), random.integer(in: 1...3))
        var rows: [[Rational]] = []
        while rows.count < random.integer(in: 1...4) {
          let row = (0..<inputs).map { _ in number() }
          let isNew = !rows.contains {
            let other = Array($0.prefix(inputs))
            return other == row || other == row.map { -$0 }
          }
          if row.contains(where: { !$0.isZero }), isNew {
            rows.append(row + (hasBias ? [number()] : []))
          }
        }
        var columns = rows.map { _ in
          (0..<outputs).map { _ in Rational(Integer(random.integer(in: 1...5))) / 3 }
        }
        let count = rows.count
        for _ in 0..<random.integer(in: 0...4) {
          let model = random.integer(in: 0...count - 1)
          let part = (0..<outputs).map { _ in number() }
          let isTurned = random.integer(in: 0...1) == 1
          switch random.integer(in: 0...3) {
          case 0:  // A part of a unit on its own, perhaps turned.
            rows.append(isTurned ? rows[model].map { -$0 } : rows[model])
            columns.append(isTurned ? part.map { -$0 } : part)
            columns[model] = zip(columns[model], part).map { $0 - $1 }
          case 1:  // A constant.
            rows.append(rows[model].indices.map { $0 < inputs ? 0 : number() })
            columns.append(part)
          case 2:  // Not used.
            rows.append(rows[model].map { $0 + 7 })
            columns.append(part.map { _ in 0 })
          default:  // Two that cancel.
            let row = rows[model].map { $0 * 3 + 10 }
            rows += [row, row.map { -$0 }]
            columns += [part, part]
          }
        }
        let found = try fewest(activation, rows, columns, hasBias: hasBias)
        #expect(found.count == count, "\(activation) \(rows) \(columns)")
        #expect(found.evidence.isProven)
      }
    }
  }

  @Test func sigmoidsWithoutBiases() throws {
    func count(_ rows: [Rational], _ columns: [Rational]) throws -> Int? {
      try fewest(.sigmoid, rows.map { [$0] }, columns.map { [$0] }, hasBias: false).count
    }
    #expect(try count([1, -1], [1, 2]) == 2)
    #expect(try count([1, -1], [1, 0]) == 1)
    // A constant needs a unit.
    #expect(try count([1, -1], [1, 1]) == 1)
    #expect(try count([0, 0], [1, -1]) == 0)
    #expect(try count([0, 0], [1, 2]) == 1)
    // a σ(z) + b σ(−z) = (a − b) σ(z) + b, and b is made by the sign of the other unit.
    #expect(try count([1, -1, 2], [3, 1, -1]) == 2)
    #expect(try count([1, -1, 2], [3, 1, -2]) == 3)
    #expect(try count([1, 2, 0], [1, 1, -2]) == 2)
    #expect(try count([1, 2, 0], [1, 1, -1]) == 3)
    // Two outputs: one sign for both.
    let found = try fewest(
      .sigmoid, [[1], [2], [0]], [[1, 0], [0, 1], [-2, 0]], hasBias: false)
    #expect(found.count == 2)
  }

  @Test func signsByBruteForce() throws {
    var random = RandomSource(seed: 9)
    for _ in 0..<200 {
      let p = random.integer(in: 1...6)
      let outputs = random.integer(in: 1...2)
      let columns = (0...p).map { _ in
        (0..<outputs).map { _ in Rational(Integer(random.integer(in: -3...3))) }
      }
      guard columns.prefix(p).allSatisfy({ $0.contains { !$0.isZero } }) else { continue }
      let rows = (1...p).map { [Rational(Integer($0))] } + [[0]]
      let found = try fewest(.sigmoid, rows, columns, hasBias: false)
      func isSum(_ signs: Int, _ j: Int) -> Bool {
        // Σ ±v_i and Σ v_i, the second with the constant unit.
        var (sum, target): (Rational, Rational) = (0, columns[p][j])
        for i in 0..<p {
          let value = columns[i][j]
          sum = signs >> i & 1 == 1 ? sum - value : sum + value
          target = target + value
        }
        return sum == target
      }
      let hasSigns = (0..<1 << p).contains { signs in
        (0..<outputs).allSatisfy { isSum(signs, $0) }
      }
      #expect(found.count == (hasSigns ? p : p + 1))
    }
    // Too many sums: the answer is one of two numbers.
    let many = (1...60).map { k in
      [Rational(Integer(k * k * k)) + Rational(1) / Rational(Integer(k + 1))]
    }
    let open = try fewest(
      .sigmoid, (1...60).map { [Rational(Integer($0))] } + [[0]], many + [[1]], hasBias: false)
    #expect(open.count == nil && open.atLeast == 60 && open.atMost == 61)
  }

  @Test func sinesByFrequency() throws {
    func count(_ rows: [[Rational]], _ columns: [[Rational]]) throws -> Int? {
      try fewest(.sin, rows, columns, hasBias: true).count
    }
    let half = Rational(1) / Rational(2)
    // One output: one unit a frequency.
    #expect(try count([[1, 0], [1, half], [-1, 1], [2, 0]], [[1], [2], [3], [1]]) == 2)
    // Two outputs: two, unless the coefficients are parallel.
    #expect(try count([[1, 0], [1, half], [1, 1]], [[1, 0], [0, 1], [1, 1]]) == 2)
    #expect(try count([[1, 0], [1, half]], [[1, 2], [2, 4]]) == 1)
    // sin(z + b) + sin(z − b) = 2 cos b · sin z: real beside sin z.
    #expect(try count([[1, 1], [1, -1], [1, 0]], [[1, 0], [1, 0], [0, 1]]) == 1)
    #expect(try count([[1, 1], [1, -1], [1, 0]], [[1, 0], [2, 0], [0, 1]]) == 2)
    #expect(try count([[1, 1], [-1, -1]], [[1, 2], [1, 2]]) == 0)
    #expect(try count([[0, 1], [0, 2]], [[1, 2], [1, 2]]) == 0)
  }

  @Test func groupsNameUnits() throws {
    let found = try fewest(
      .tanh, [[1, 2], [3, 0], [-1, -2], [0, 5], [-3, 0]], [[1], [1], [2], [4], [1]], hasBias: true)
    #expect(found.count == 1 && found.constantUnits == [4])
    #expect(found.groups.map(\.units) == [[1, 3], [2, 5]])
    #expect(found.groups.map(\.opposite) == [[3], [5]])
    #expect(found.groups.map(\.fewest) == [1, 0])
  }

  @Test func noTheorem() throws {
    for activation in NamedPlantedNetwork.activations {
      let deep = try NamedArchitecture(
        widths: [1, 1, 1, 1], activations: [activation, activation])
      let ofDeep = fewestUnits(of: deep, weights: [1, 1, 1])
      #expect(ofDeep == nil)
      guard case .linear = activation.reflection else { continue }
      let shallow = try NamedArchitecture(widths: [1, 1, 1], activations: [activation])
      let ofShallow = fewestUnits(of: shallow, weights: [1, 1])
      #expect(ofShallow == nil)
    }
  }
}
