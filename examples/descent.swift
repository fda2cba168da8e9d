// Simplicity bias: a network that is wider than its task trains into a subnetwork, and not just nearly.
//
// Students (3,2,1) with t^3 fit a teacher (3,1,1) from random starts by the gradient flow on the exact
// population loss. The end of a run is a point in double precision near a subnetwork; it is snapped to
// rational weights that are one, where rank and reduction are computed in exact arithmetic. For this
// architecture C = S: the rank drops at a subnetwork, and nowhere else.
import SingularLearning

let student = try Architecture(widths: [3, 2, 1], degree: 3)
let teacher = try Architecture(widths: [3, 1, 1], degree: 3)
let loss = try SquaredLoss(
  student, teacher: teacher, teacherParameters: [1, 0.5, -0.5, 1], inputs: .gaussian)

var options = DescentOptions()
options.method = .flow
options.maximumSteps = 10_000
let experiment = descentExperiment(loss, runCount: 8, options: options, seed: 1)

let generic = try genericRank(of: student)
print(
  "\(experiment.runs.count { $0.end.loss < 1e-8 }) of \(experiment.runs.count) runs fit the task")
print("\(experiment.subnetworkFraction.successes) end in a subnetwork, confirmed exactly:")
for run in experiment.runs {
  guard let exact = run.confirmation, exact.isConfirmed else { continue }
  let operations = run.end.operations.map { "\($0.type) \($0.neurons)" }.joined(separator: ", ")
  print(
    "  run \(run.index): \(operations); exact rank \(exact.exactRank) of \(generic.dimension),",
    "reduces to \(exact.reducedWidths)")
}
