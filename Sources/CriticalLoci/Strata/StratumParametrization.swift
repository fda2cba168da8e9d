import AlgebraicStructures
import Computation
import Networks

/// The parametrisation of a stratum by as many independent parameters as its dimension: the entries that are
/// not zero, and in a class of proportional rows the first row and a factor for each further row.
///
/// For networks without biases and with monomial activations only.
struct StratumParametrization {
  /// What a weight is.
  private enum Weight {
    case zero
    case parameter(Int)
    case product(Int, Int)
  }

  private let weights: [Weight]
  /// n, the dimension of the stratum.
  let parameterCount: Int

  init(_ stratum: SubnetworkStratum) {
    require(
      stratum.architecture.isHomogeneous,
      "a stratum of \(stratum.architecture), which is not homogeneous, has no such parameters")
    var weights = [Weight?](repeating: nil, count: stratum.architecture.parameterCount)
    for position in stratum.zeroParameters { weights[position] = .zero }
    var count = 0
    func next() -> Int {
      count += 1
      return count - 1
    }
    // Parameters are numbered in the order of the weights, where a factor stands for its row.
    var sources: [Int: (first: [Int], row: [Int])] = [:]
    for redundant in stratum.classRows {
      for row in redundant.rows.dropFirst() { sources[row[0]] = (redundant.rows[0], row) }
    }
    for position in weights.indices where weights[position] == nil {
      guard let (first, row) = sources[position] else {
        weights[position] = .parameter(next())
        continue
      }
      let factor = next()
      for (source, target) in zip(first, row) {
        guard case .parameter(let value)? = weights[source] else {
          contractViolation("the first row of a class comes before the others")
        }
        weights[target] = .product(factor, value)
      }
    }
    self.weights = weights.map { $0 ?? .zero }
    parameterCount = count
  }

  /// The weights at parameters of any ring.
  func point<R: Ring>(_ parameters: [R.Element], over ring: R) -> [R.Element] {
    weights.map { weight in
      switch weight {
      case .zero: ring.zero
      case .parameter(let i): parameters[i]
      case .product(let i, let j): ring.multiply(parameters[i], parameters[j])
      }
    }
  }

  /// The derivatives of the weights by each parameter.
  func derivatives<R: Ring>(at parameters: [R.Element], over ring: R) -> [[R.Element]] {
    var rows = (0..<parameterCount).map { _ in weights.map { _ in ring.zero } }
    for (position, weight) in weights.enumerated() {
      switch weight {
      case .zero: break
      case .parameter(let i): rows[i][position] = ring.one
      case .product(let i, let j):
        rows[i][position] = parameters[j]
        rows[j][position] = parameters[i]
      }
    }
    return rows
  }
}
