import AlgebraicStructures
import Computation

/// Attention without softmax, called linear or lightning attention: (XQ)(XK)ᵀ(XV) for each head, heads side by side, where
/// X has one row for each token.
public struct LinearAttentionLayer: ModelLayer {
  /// The number of heads.
  public let heads: Int
  /// The number of columns of Q and K of one head.
  public let key: Int
  /// The number of columns of V of one head.
  public let value: Int

  /// Attention with `heads` heads.
  public init(heads: Int = 1, key: Int, value: Int) {
    self.heads = heads
    self.key = key
    self.value = value
  }

  /// `attention`.
  public var kind: String { "attention" }
  /// For example `linear attention, 1 head, keys 2, values 3`.
  public var title: String {
    "linear attention, \(counted(heads, "head", "heads")), keys \(key), values \(value)"
  }

  /// Tokens with the features of all heads.
  public func outputShape(for input: LayerShape) throws(LayerMismatch) -> LayerShape {
    guard case .tokens(let count, _) = input else {
      throw LayerMismatch(
        "", expected: "tokens with features, as in inputs: {tokens: 3, features: 4}",
        found: "\(input)")
    }
    for (field, number) in [("heads", heads), ("key", key), ("value", value)] where number < 1 {
      throw LayerMismatch(field, expected: "at least 1", found: "\(number)")
    }
    return .tokens(count: count, features: Saturating.product(heads, value))
  }

  private func headSize(_ input: LayerShape) -> Int {
    Saturating.product(
      input.channelCount, Saturating.sum(Saturating.product(2, key), value))
  }

  /// The number of entries of its matrices, kernels or coefficients.
  public func parameterCount(for input: LayerShape) -> Int {
    Saturating.product(heads, headSize(input))
  }

  /// For each head Q, K and V row by row: `q1_1_2_3` is row 2, column 3 of Q of head 1 in layer 1.
  public func parameterNames(for input: LayerShape, number: Int) -> [String] {
    (1...heads).flatMap { head in
      [("q", key), ("k", key), ("v", value)].flatMap { letter, columns in
        (1...input.channelCount).flatMap { row in
          (1...columns).map { "\(letter)\(number)_\(head)_\(row)_\($0)" }
        }
      }
    }
  }

  /// What the layer does to its input.
  public func outputs<R: Ring>(
    _ values: [R.Element], parameters: [R.Element], input: LayerShape, over ring: R
  ) -> [R.Element]? {
    let (tokens, features) = (input.positionCount, input.channelCount)
    var result = [R.Element](repeating: ring.zero, count: tokens * heads * value)
    for head in 0..<heads {
      var start = head * headSize(input)
      let query = projected(values, parameters, start, columns: key, tokens, features, ring)
      start += features * key
      let keys = projected(values, parameters, start, columns: key, tokens, features, ring)
      start += features * key
      let states = projected(values, parameters, start, columns: value, tokens, features, ring)
      // (XK)ᵀ(XV) first, which has no row for each token.
      for i in 0..<key {
        for j in 0..<value {
          var sum = ring.zero
          for t in 0..<tokens {
            ring.addProduct(keys[t * key + i], states[t * value + j], to: &sum)
          }
          for t in 0..<tokens {
            ring.addProduct(
              query[t * key + i], sum, to: &result[(t * heads + head) * value + j])
          }
        }
      }
    }
    return result
  }

  /// X times the matrix at `start`.
  private func projected<R: Ring>(
    _ values: [R.Element], _ parameters: [R.Element], _ start: Int, columns: Int, _ tokens: Int,
    _ features: Int, _ ring: R
  ) -> [R.Element] {
    var result = [R.Element](repeating: ring.zero, count: tokens * columns)
    for t in 0..<tokens {
      for i in 0..<features {
        for j in 0..<columns {
          ring.addProduct(
            values[t * features + i], parameters[start + i * columns + j],
            to: &result[t * columns + j])
        }
      }
    }
    return result
  }

  /// GL of the keys of each head, a scaling of its Q and V against each other, mixtures of the values of a head, and rows that
  /// take up changes of the features.
  public func symmetries(for input: LayerShape) -> LayerSymmetries {
    let features = input.channelCount
    var result = LayerSymmetries()
    result.consumed = Array(repeating: [], count: features)
    for head in 0..<heads {
      let query = head * headSize(input)
      let keys = query + features * key
      let values = keys + features * key
      for feature in 0..<features {
        for (start, columns) in [(query, key), (keys, key), (values, value)] {
          result.consumed[feature] += (0..<columns).map { start + feature * columns + $0 }
        }
      }
      for column in 0..<value {
        result.produced.append((0..<features).map { values + $0 * value + column })
      }
      result.mixable.append(head * value..<(head + 1) * value)
      // Q → QG, K → KG^{−T}.
      var velocities: [ParameterVelocity] = []
      for i in 0..<key {
        for j in 0..<key {
          var terms: [ParameterVelocity.Term] = []
          for row in 0..<features {
            let (first, second) = (query + row * key, keys + row * key)
            terms.append(.init(target: first + j, source: first + i, coefficient: 1))
            terms.append(.init(target: second + i, source: second + j, coefficient: -1))
          }
          velocities.append(ParameterVelocity(terms))
        }
      }
      result.groups.append(("GL(\(key)) of the keys of head \(head + 1)", velocities))
      let raised = (query..<keys).map { (parameter: $0, exponent: 1) }
      let lowered = (values..<values + features * value).map { (parameter: $0, exponent: -1) }
      result.scalings.append(raised + lowered)
    }
    return result
  }
}
