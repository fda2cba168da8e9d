import ExactArithmetic

/// The span over ℚ of characters of a torus, given by integer vectors, with the combinations that
/// express its members by the vectors inserted.
struct CharacterSpan {
  /// Echelon rows: the vector is zero before `pivot` and one there, and it is the combination of the
  /// inserted vectors.
  private var rows: [(pivot: Int, vector: [Rational], combination: [Rational])] = []
  /// The number of vectors inserted; they are linearly independent.
  var rank: Int { rows.count }

  /// Adds a vector if it is not in the span yet, and says whether it was added.
  mutating func insert(_ character: [Int]) -> Bool {
    var (vector, combination) = reduced(character)
    guard let pivot = vector.firstIndex(where: { $0 != 0 }) else { return false }
    let inverse = 1 / vector[pivot]
    combination = combination.map { -$0 * inverse } + [inverse]
    vector = vector.map { $0 * inverse }
    rows = rows.map { ($0.pivot, $0.vector, $0.combination + [0]) }
    rows.append((pivot, vector, combination))
    rows.sort { $0.pivot < $1.pivot }
    return true
  }

  /// Whether the vector lies in the span.
  func contains(_ character: [Int]) -> Bool { reduced(character).vector.allSatisfy { $0 == 0 } }

  /// The coefficients by which the inserted vectors, in order, give the character; `nil` outside the
  /// span.
  func coefficients(of character: [Int]) -> [Rational]? {
    let (vector, combination) = reduced(character)
    return vector.allSatisfy { $0 == 0 } ? combination : nil
  }

  /// The character less a combination of the inserted vectors, and that combination.
  private func reduced(_ character: [Int]) -> (vector: [Rational], combination: [Rational]) {
    var vector = character.map { Rational($0) }
    var combination = [Rational](repeating: 0, count: rows.count)
    for row in rows where vector[row.pivot] != 0 {
      let factor = vector[row.pivot]
      for i in vector.indices { vector[i] = vector[i] - factor * row.vector[i] }
      for i in combination.indices { combination[i] = combination[i] + factor * row.combination[i] }
    }
    return (vector, combination)
  }
}
