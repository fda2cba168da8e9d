import Analyses
import Computation
import NetworkFiles
import Networks
import NumericalExperiments

/// The singular values of the Jacobian of a network on data, and the rank that they show.
public struct NumericalDataReport<Model: ReportedModel>: Report {
  /// What was found.
  public let analysis: NumericalDataAnalysis<Model>

  /// A report on what `numericalDataAnalysis(of:on:)` has returned.
  public init(_ analysis: NumericalDataAnalysis<Model>) { self.analysis = analysis }

  /// The rank, the gap and the largest singular values; what is not known is `null`.
  public var document: Document {
    let spectrum = analysis.spectrum
    return Document(name: analysis.name, analysis.model) { document in
      document.data("dataPoints", analysis.dataCount)
      document.data("loss", analysis.loss.rawValue)
      document.data("randomInputs", ifAny: analysis.isOnRandomInputs ? true : nil)
      document.say(
        "data",
        analysis.isOnRandomInputs
          ? "none: \(analysis.dataCount) random inputs, standard normal"
          : "\(analysis.dataCount) inputs, \(analysis.loss.rawValue) loss")
      document.field("precision", analysis.precision.rawValue)
      document.field("meanSquaredError", analysis.meanSquaredError)
      document.field(
        "rank", name: "rank of the Jacobian", spectrum?.rank,
        says: spectrum?.rank == nil ? "not decided" : nil)
      document.field("rankAtLeast", name: "singular values that count", spectrum?.count)
      document.field("rankAtMost", name: "rank at most", spectrum?.rankAtMost)
      document.data("complete", spectrum?.isComplete)
      document.data("remainder", spectrum?.remainder)
      document.data("singularValues", spectrum?.singularValues)
      document.data("countedAbove", spectrum?.inertia?.cut)
      document.data("smallestSingularValues", spectrum?.inertia?.smallest)
      document.data("evidence", evidence)
      if let spectrum {
        document.say("largest singular value", spectrum.singularValues.first.map { "\($0)" })
        document.say("counted above", "\(spectrum.rule.cut) of the largest")
        document.say(
          "known",
          spectrum.isComplete
            ? "all \(spectrum.singularValues.count)"
            : """
            the \(spectrum.singularValues.count) largest: from below, and from above by the root of \
            their squares plus \(spectrum.remainder)²
            """)
        if let inertia = spectrum.inertia {
          document.say(
            "inertia",
            """
            \(inertia.count) singular values above \(inertia.cut) of the largest, by the signs in a \
            factorization of the matrix of scalar products
            """)
          if let smallest = inertia.smallest, let first = smallest.first, let last = smallest.last {
            document.say(
              "smallest",
              """
              \(smallest.count) below it, by refined inverse iteration: from \(first / spectrum.singularValues[0]) \
              to \(last / spectrum.singularValues[0]) of the largest
              """)
          }
        }
        document.say("evidence", evidence.map { "\($0)" })
        if !spectrum.singularValues.isEmpty {
          document.paragraph("Singular values, relative to the largest")
          document.table(
            shown(spectrum),
            [.number("k") { "\($0.index)" }, .number("sigma_k / sigma_1") { "\($0.value)" }])
        }
      }
      document.data("seed", analysis.seed)
      document.stopped(analysis.stop)
      document.incomplete(analysis.stop)
    }
  }

  private var evidence: Evidence? {
    analysis.spectrum.map {
      .numerical(detail: "singular values in double precision", tolerance: $0.rule.cut)
    }
  }

  /// Those with the numbers 1, 2, 4, …, and those around the rank.
  private func shown(_ spectrum: DataSpectrum) -> [(index: Int, value: Double)] {
    let values = spectrum.singularValues
    var indices: Set<Int> = [values.count]
    var index = 1
    while index <= values.count {
      indices.insert(index)
      index *= 2
    }
    let count = values.count { $0 > spectrum.rule.cut * (values.first ?? 0) }
    for k in count...count + 1 where (1...values.count).contains(k) {
      indices.insert(k)
    }
    let largest = max(values[0], .leastNonzeroMagnitude)
    return indices.sorted().map { ($0, values[$0 - 1] / largest) }
  }
}
