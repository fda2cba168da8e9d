// Everything about a network in one call, under one plan.
//
// Budgets of a plan are steps of work and not seconds, so that equal plans give equal analyses on every
// machine; each part has its value or says why it is left out. The point here has a neuron too many: it is a
// subnetwork, and yet the rank does not drop there.
import SingularLearning

let specification = try NetworkSpecification(
  text: """
    widths: [2, 3, 1]
    activation: {monomial: 3}
    weights: [[[1, 0], [0, 1], [2, 0]], [[1, 1, 1]]]
    """)
var plan = AnalysisPlan(seed: 7)
(plan.sampleCount, plan.runCount) = (20, 4)
let analysis = networkAnalysis(of: specification, plan: plan)

if let rank = analysis.genericRank {
  print("generic rank \(rank.dimension) of \(rank.parameterCount) parameters,", rank.evidence.kind)
}
if let locus = analysis.locus.value {
  let extent = locus.completeness.isProven ? "all" : "so far"
  print("critical locus: \(locus.components.count) components,", extent)
  for component in locus.components { print("  \(component.label), rank \(component.rank)") }
}
if case .exact(let weights) = analysis.weights.value, let rank = weights.rank {
  print("at the weights: rank \(rank.rank), critical \(weights.isCritical ?? false)")
  for operation in weights.diagnosis?.operations ?? [] { print("  \(operation)") }
}
if case .exact(_, let result) = analysis.learningCoefficient.value, let value = result.exact {
  print("learning coefficient at the weights: \(value), \(result.evidence.kind)")
}
if let table = analysis.strataLearningCoefficients.value {
  print("learning coefficients of \(table.rows.count { $0.exact != nil }) kinds of subnetworks")
}
if case .shown(let map, _) = analysis.expansion.value {
  print("the map: \(map.entries.count) coefficients with \(map.termCount) terms")
}
if let strata = analysis.strata.value {
  print("rank strata: " + strata.strata.map { "\($0.rank)" }.joined(separator: ", "))
}
if let sample = analysis.sample.value {
  print("singular values at \(sample.points.count) points agree: \(sample.agrees ?? false)")
}
if let study = analysis.descent.value {
  print("\(study.experiment.runs.count) runs of the gradient flow")
}
if let landscape = analysis.landscape.value {
  print("components in a plane: \(landscape.sections.count { !$0.visibleCurves.isEmpty })")
}

// A part that its budget does not suffice for says so, and the rest is there.
plan.parts = [.locus, .sample]
plan.locusSteps = 10
let short = networkAnalysis(of: specification, plan: plan)
print("with 10 steps:", short.locus.gap.map { "\($0)" } ?? "complete")
