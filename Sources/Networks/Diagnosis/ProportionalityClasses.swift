import ExactArithmetic

/// The classes of neurons of a layer whose rows, biases included, are nonzero in the weights and
/// proportional (monomial activation) or equal (any other).
struct ProportionalityClasses {
  /// For each row its class, or `nil` if all weights are zero.
  private var classOfRow: [Int?] = []
  /// The rows of each class in increasing order.
  private var classes: [[Int]] = []
  /// What each row was divided by; 1 unless the activation is a monomial.
  private var scales: [Rational] = []

  init(rows: [[Rational]], biases: [Rational]?, activation: Activation) {
    var classOfKey: [[Rational]: Int] = [:]
    for (i, row) in rows.enumerated() {
      guard let leading = row.first(where: { !$0.isZero }) else {
        classOfRow.append(nil)
        scales.append(1)
        continue
      }
      let scale = activation.isMonomial ? leading : 1
      let augmented = row + (biases.map { [$0[i]] } ?? [])
      let key = scale == 1 ? augmented : augmented.map { $0 / scale }
      let number = classOfKey[key] ?? classes.count
      if number == classes.count {
        classOfKey[key] = number
        classes.append([])
      }
      classes[number].append(i)
      classOfRow.append(number)
      scales.append(scale)
    }
  }

  /// The rows proportional to row i, itself included, with the factor row i ÷ that row; none if the
  /// weights of row i are zero.
  func members(with i: Int) -> [(index: Int, factor: Rational)] {
    guard let number = classOfRow[i] else { return [] }
    return classes[number].map { ($0, scales[i] / scales[$0]) }
  }

  /// The first pair of proportional rows: `kept` < `merged`, row `merged` = factor · row `kept`.
  var firstPair: (kept: Int, merged: Int, factor: Rational)? {
    for members in classes where members.count > 1 {
      return (members[0], members[1], scales[members[1]] / scales[members[0]])
    }
    return nil
  }
}
