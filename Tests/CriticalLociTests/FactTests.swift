import AlgebraTestSupport
import SingularLearning
import Testing

/// Theorems about strata of subnetworks: which of them are critical, and the ranks on them.
@Suite struct FactTests {
  func critical(_ widths: [Int], _ degree: Int) throws -> (search: StrataSearch, generic: Int) {
    let architecture = try Architecture(widths: widths, degree: degree)
    let generic = try genericRank(of: architecture)
    #expect(generic.evidence.isProven)
    let search = try maximalStrata(of: architecture, rankAtMost: generic.dimension - 1)
    #expect(search.isComplete && search.evidence.isProven)
    return (search, generic.dimension)
  }

  /// The basic strata, as labels of representatives.
  func labels(_ search: StrataSearch) -> Set<String> { Set(search.strata.map(\.label)) }

  @Test(
    "fact 1: from degree 2m - 1 on all single inactive or redundant neurons of (d0,m,1) are critical"
  )
  func fact1ThresholdOfShallowNetworks() throws {
    for (inputs, width) in [(2, 2), (2, 3), (2, 4), (3, 3), (4, 3), (3, 5)] {
      for degree in [2 * width - 1, 2 * width] {
        #expect(
          try labels(critical([inputs, width, 1], degree).search)
            == ["redundant(1;1,2)", "inactive-out(1;1)"])
      }
    }
    for inputs in 3...5 {
      #expect(
        try labels(critical([inputs, 2, 1], 2).search) == ["redundant(1;1,2)", "inactive-out(1;1)"])
    }
    for degree in 2...4 {
      #expect(
        try labels(critical([3, 1, 1], degree).search) == ["inactive-in(1;1)", "inactive-out(1;1)"])
    }
  }

  @Test("fact 1: the threshold 2m - 1 is sharp")
  func fact1SharpThreshold() throws {
    var random = RandomSource(seed: 21)
    for width in 2...5 {
      // With two inputs an inactive neuron is not critical.
      let strata = try labels(critical([2, width, 1], 2 * width - 2).search)
      #expect(!strata.contains("inactive-out(1;1)"))
    }
    for (inputs, width) in [(3, 3), (4, 3), (3, 4)] {
      // With more inputs weight vectors in a plane are critical and no subnetworks.
      let architecture = try Architecture(widths: [inputs, width, 1], degree: 2 * width - 2)
      let basis = (0..<2).map { _ in (0..<inputs).map { _ in randomNonzeroRational(using: &random) }
      }
      let rows = (0..<width).map { k in zip(basis[0], basis[1]).map { $0 + Rational(k + 1) * $1 } }
      let last = (0..<width).map { _ in randomNonzeroRational(using: &random) }
      let network = try Network(architecture, matrices: [rows, [last]])
      #expect(try !diagnose(network).isSubnetwork)
      #expect(try rank(at: network).rank < genericRank(of: architecture).dimension)
    }
  }

  @Test("fact 2: on strata of (2,m,1) the rank is min(r + 1, 2p + q)")
  func fact2RankOfBinaryShallowNetworks() throws {
    var random = RandomSource(seed: 22)
    for width in 1...6 {
      for degree in 2...9 {
        let architecture = try Architecture(widths: [2, width, 1], degree: degree)
        for _ in 0..<6 {
          let stratum = randomStratum(architecture, conditions: 0...7, using: &random)
          let (p, q) = classCounts(stratum)
          let rank = try stratum.genericRank()
          #expect(rank.value == min(degree + 1, 2 * p + q), "\(architecture): \(stratum)")
          #expect(rank.evidence.isProven)
        }
      }
    }
  }

  @Test(
    "fact 2: below degree 2m - 1 the components of (2,m,1) are the maximal 2p + q < min(r + 1, 2m)")
  func fact2ComponentsOfBinaryShallowNetworks() throws {
    for width in 2...5 {
      for degree in 2...2 * width - 2 {
        let (search, generic) = try critical([2, width, 1], degree)
        #expect(generic == min(degree + 1, 2 * width))
        for stratum in search.strata {
          let (p, q) = classCounts(stratum)
          #expect(2 * p + q < generic)
          // One condition less gives too many classes.
          for operation in stratum.operations {
            let others = stratum.operations.filter { $0 != operation }
            let larger = SubnetworkStratum(stratum.architecture, operations: others)
            let (p, q) = classCounts(larger)
            #expect(2 * p + q >= generic, "\(larger)")
          }
        }
      }
    }
  }

  /// The numbers p and q of fact 2: classes of nonzero rows with and without a used neuron.
  func classCounts(_ stratum: SubnetworkStratum) -> (p: Int, q: Int) {
    var zeroRows: Set<Int> = []
    var unused: Set<Int> = []
    var classes: [[Int]] = []
    for operation in stratum.operations {
      switch operation {
      case .redundant(_, let neurons, _): classes.append(neurons)
      case .inactiveIn(_, let neuron): zeroRows.insert(neuron)
      case .inactiveOut(_, let neuron): unused.insert(neuron)
      case .mixed: break
      }
    }
    let inClasses = Set(classes.joined())
    for neuron in 1...stratum.architecture.widths[1]
    where !inClasses.contains(neuron) && !zeroRows.contains(neuron) {
      classes.append([neuron])
    }
    let p = classes.count { !unused.isSuperset(of: $0) }
    return (p, classes.count - p)
  }

  @Test("fact 3: the maximal strata of (2,2,2); at degree 2 an unused neuron lies in det W2 = 0")
  func fact3MaximalStrataWithTwoOutputs() throws {
    for degree in 2...7 {
      let (search, generic) = try critical([2, 2, 2], degree)
      #expect(generic == 6)
      #expect(labels(search) == ["redundant(1;1,2)", "inactive-out(1;1)"])
      #expect(search.ranks.map(\.value) == [4, 5])
    }
  }

  @Test("fact 4: the critical strata of (3,3,1) below and from degree 5 on")
  func fact4CriticalStrataOfThreeNeurons() throws {
    #expect(try !labels(critical([3, 3, 1], 2).search).contains("inactive-out(1;1)"))
    for degree in 3...7 {
      let (search, generic) = try critical([3, 3, 1], degree)
      #expect(generic == 9 && search.ranks.map(\.value).sorted() == [6, 7])
      #expect(labels(search) == ["redundant(1;1,2)", "inactive-out(1;1)"])
    }
  }

  @Test("fact 5: (2,2,2,1) has exactly four maximal strata, in three orbits")
  func fact5ComponentsOfDeepNetworks() throws {
    for degree in 2...6 {
      let search = try critical([2, 2, 2, 1], degree).search
      #expect(
        labels(search) == ["redundant(1;1,2)", "redundant(2;1,2)", "inactive-out(2;1)"])
      #expect(search.strata.map(\.orbitSize).reduce(0, +) == 4)
      let unused = SubnetworkStratum(
        search.architecture, operations: [.inactiveOut(layer: 1, neuron: 1)])
      let redundant = SubnetworkStratum(
        search.architecture, operations: [.redundant(layer: 2, neurons: [1, 2])])
      #expect(unused.isContained(in: redundant))
    }
  }

  @Test("fact 7: with one input the rank is d_L or, when all paths are dead, zero")
  func fact7OneInput() throws {
    var random = RandomSource(seed: 27)
    for (widths, degree) in [
      ([1, 2, 1], 2), ([1, 3, 2], 3), ([1, 2, 3, 2], 2), ([1, 1, 2, 1, 3], 2),
    ] {
      let architecture = try Architecture(widths: widths, degree: degree)
      var dead = 0
      for _ in 0..<60 {
        let stratum = randomStratum(architecture, conditions: 0...12, using: &random)
        // Every pair of neurons of the first layer is redundant.
        #expect(!stratum.operations.contains { $0.layer == 1 && $0.type == "redundant" })
        let weights = stratum.randomPoint(over: RationalField(), using: &random) {
          Rational($0.integer(in: 1...9_999))
        }
        let network = try Network(architecture, weights: weights)
        var values: [Rational] = [1]
        for layer in 1..<architecture.layerCount {
          values = network.matrix(ofLayer: layer).map { row in
            zip(row, values).reduce(Rational.zero) { $0 + $1.0 * $1.1 }.power(degree)
          }
        }
        let isDead = values.allSatisfy(\.isZero)
        dead += isDead ? 1 : 0
        let outputs = widths[widths.count - 1]
        let rank = try stratum.genericRank()
        #expect(rank.value == (isDead ? 0 : outputs) && rank.evidence.isProven)
        #expect(try SingularLearning.rank(at: network).rank == rank.value)
      }
      #expect(dead > 0)
    }
  }

  @Test("fact 8: on strata of (2,m,n) the rank by classes of proportional rows")
  func fact8RankWithSeveralOutputs() throws {
    var random = RandomSource(seed: 28)
    for (width, outputs) in [(2, 2), (3, 2), (4, 2), (4, 3), (5, 2)] {
      for degree in 2...5 {
        let architecture = try Architecture(widths: [2, width, outputs], degree: degree)
        for _ in 0..<5 {
          let stratum = randomStratum(architecture, conditions: 0...6, using: &random)
          let weights = stratum.randomPoint(over: RationalField(), using: &random) {
            Rational($0.integer(in: 1...9_999))
          }
          let matrices = try Network(architecture, weights: weights).matrices
          #expect(
            try stratum.genericRank().value
              == shallowRank(rows: matrices[0], last: matrices[1], degree: degree),
            "\(architecture): \(stratum)")
        }
      }
    }
  }
}

/// Fact 8: the rank of J of (2,m,n) at a point, with β classes of proportional nonzero rows p_b and spans
/// A_b of their outgoing columns: nβ + rank Σ A_b ⊗ p_b^{r−β} if r ≥ β, else n(r + 1).
func shallowRank(rows: [[Rational]], last: [[Rational]], degree: Int) -> Int {
  var points: [[Rational]] = []
  var classes: [[Int]] = []
  for (neuron, row) in rows.enumerated() where row.contains(where: { !$0.isZero }) {
    if let number = points.firstIndex(where: { $0[0] * row[1] == $0[1] * row[0] }) {
      classes[number].append(neuron)
    } else {
      points.append(row)
      classes.append([neuron])
    }
  }
  let outputs = last.count
  let power = degree - points.count
  if power < 0 { return outputs * (degree + 1) }
  let tensors = zip(points, classes).flatMap { point, members in
    members.map { neuron in
      last.flatMap { row in
        (0...power).map { j in
          let coefficient = binomial(power, j)
          return row[neuron] * coefficient * point[0].power(j) * point[1].power(power - j)
        }
      }
    }
  }
  if tensors.isEmpty { return 0 }
  return outputs * points.count + Matrix(ring: RationalField(), rows: tensors).rank
}

private func binomial(_ n: Int, _ k: Int) -> Rational {
  (0..<k).reduce(Rational.one) { $0 * Rational(n - $1) / Rational($1 + 1) }
}
