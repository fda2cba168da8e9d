import Analyses
import Computation
import CriticalLoci
import Networks

extension Document {
  /// The rank at a point beside that at general points; what is not known because of a limit is `null`.
  mutating func ranks(_ analysis: some PointAnalysis) {
    let (rank, generic) = (analysis.rank, analysis.genericRank)
    let general: Phrase = generic.map { " of \($0.dimension) at general weights" } ?? ""
    field(
      "rank", name: "rank of the Jacobian", rank?.rank,
      says: rank.map { "\($0.rank)" + general } ?? "not known")
    say("kernel dimension", rank.map { "\($0.kernelDimension)" })
    data("genericRank", generic?.dimension)
    field("critical", analysis.isCritical)
    data("kernelDimension", rank?.kernelDimension)
  }

  /// How much of the kernel at a point the known symmetries explain; without `orbit` they are not known.
  mutating func explained(_ rank: (any RankAtPoint)?, by orbit: ParameterOrbit?) {
    let rest = orbit.flatMap { orbit in rank.map { $0.kernelDimension - orbit.dimension } }
    data("symmetryDimension", orbit?.dimension)
    data("unexplainedDimension", rest)
    data(
      "symmetries",
      orbit.map { orbit in
        orbit.parts.map { JSONValue.record(["name": $0.name, "dimension": $0.dimension]) }
      } ?? [])
    if let rank, let orbit, let rest {
      say(
        "kernel explained by symmetries",
        "\(orbit.dimension) of \(rank.kernelDimension)"
          + (rest == 0 ? "" : "; \(rest) not explained"))
    }
  }

  /// What a reduction has left of a network, in words.
  mutating func reduced(
    to reduced: Architecture, from architecture: Architecture, sameFunction: Certified<Bool>
  ) {
    say("reduced widths", "(\(listed(reduced.widths)))")
    say("parameters", "\(reduced.parameterCount) instead of \(architecture.parameterCount)")
    say("same function", "\(sameFunction.value), \(sameFunction.evidence)")
  }
}
