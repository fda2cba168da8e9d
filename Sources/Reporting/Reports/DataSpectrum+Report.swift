import Computation
import NumericalExperiments

extension Document {
  /// The rank that singular values on data show, and the largest of them; what is not known is `null`.
  mutating func ranks(_ spectrum: DataSpectrum?) {
    field(
      "rank", name: "rank of the Jacobian", spectrum?.rank,
      says: spectrum?.rank == nil ? "not decided" : nil)
    field("rankAtLeast", name: "singular values that count", spectrum?.count)
    field("rankAtMost", name: "rank at most", spectrum?.rankAtMost)
    data("complete", spectrum?.isComplete)
    data("remainder", spectrum?.remainder)
    data("singularValues", spectrum?.singularValues)
    data("countedAbove", spectrum?.inertia?.cut)
    data("smallestSingularValues", spectrum?.inertia?.smallest)
    data("evidence", spectrum?.evidence)
    guard let spectrum else { return }
    say("largest singular value", spectrum.singularValues.first.map { "\($0)" })
    say("counted above", "\(spectrum.rule.cut) of the largest")
    say(
      "known",
      spectrum.isComplete
        ? "all \(spectrum.singularValues.count)"
        : """
        the \(spectrum.singularValues.count) largest: from below, and from above by the root of \
        their squares plus \(spectrum.remainder)²
        """)
    if let inertia = spectrum.inertia {
      say(
        "inertia",
        """
        \(inertia.count) singular values above \(inertia.cut) of the largest, by the signs in a \
        factorization of the matrix of scalar products
        """)
      if let smallest = inertia.smallest, let first = smallest.first, let last = smallest.last {
        say(
          "smallest",
          """
          \(smallest.count) below it, by refined inverse iteration: from \(first / spectrum.singularValues[0]) \
          to \(last / spectrum.singularValues[0]) of the largest
          """)
      }
    }
    say("evidence", "\(spectrum.evidence)")
    if !spectrum.singularValues.isEmpty {
      paragraph("Singular values, relative to the largest")
      table(
        spectrum.shown,
        [.number("k") { "\($0.index)" }, .number("sigma_k / sigma_1") { "\($0.value)" }])
    }
  }
}

extension DataSpectrum {
  /// How the rank is known.
  fileprivate var evidence: Evidence {
    .numerical(detail: "singular values in double precision", tolerance: rule.cut)
  }

  /// Those with the numbers 1, 2, 4, …, and those around the rank, relative to the largest.
  fileprivate var shown: [(index: Int, value: Double)] {
    let values = singularValues
    var indices: Set<Int> = [values.count]
    var index = 1
    while index <= values.count {
      indices.insert(index)
      index *= 2
    }
    let count = values.count { $0 > rule.cut * (values.first ?? 0) }
    for k in count...count + 1 where (1...values.count).contains(k) {
      indices.insert(k)
    }
    let largest = max(values[0], .leastNonzeroMagnitude)
    return indices.sorted().map { ($0, values[$0 - 1] / largest) }
  }
}
