// Prints the table of criticality thresholds of all architectures with at most 20 parameters:
//   examples/run scripts/record-thresholds.swift [N [STEPS]] > Documentation/threshold-table.md
// N is another bound for the number of parameters, STEPS the work allowed for each architecture.
import SingularLearning

let arguments = CommandLine.arguments.dropFirst().compactMap { Int($0) }
let bound = arguments.first ?? 20
let steps = arguments.count > 1 ? arguments[1] : 100_000_000

/// All widths with d₀ ≥ 2, at least one hidden layer, no layer of width one before the outputs, and at
/// most `bound` parameters.
func architectures(extending widths: [Int], parameters: Int) -> [[Int]] {
  guard let last = widths.last else {
    return (2...max(2, bound)).flatMap { architectures(extending: [$0], parameters: 0) }
  }
  var found = widths.count >= 3 ? [widths] : []
  guard last > 1 else { return found }
  var next = 1
  while parameters + last * next <= bound {
    found += architectures(extending: widths + [next], parameters: parameters + last * next)
    next += 1
  }
  return found
}

func parameterCount(_ widths: [Int]) -> Int { zip(widths, widths.dropFirst()).map(*).reduce(0, +) }

let all = architectures(extending: [], parameters: 0)
  .sorted { ($0.count, parameterCount($0), "\($0)") < ($1.count, parameterCount($1), "\($1)") }

print(
  """
  # Criticality thresholds of all architectures with at most \(bound) parameters

  Widths with at least two inputs and no hidden layer of width one; the other ones reduce to these or never satisfy C = S ([theorems](criticality-thresholds.md)). r0 is the smallest degree from which on the critical points of the networks with activation t^r are exactly the subnetworks. For each degree checked: `=` C = S, proven; `x` C is not S, proven; `?` not decided in \(steps) steps of work. The last column is the degree from which on a theorem proves C = S. r0 is proven unless it has a question mark.

  | widths | N | r0 | r = 2, 3, ... | proven from |
  |---|---:|---:|---|---:|
  """)
for widths in all {
  let control = ComputationControl(memoryLimitMebibytes: 8000, stepLimit: steps)
  let result = try criticalityThreshold(widths: widths, control: control)
  let verdicts = zip(result.degrees, result.perDegree).map { degree, equality in
    // The last column proves these, whatever a limit has cut short.
    if let provenFrom = result.provenFrom, degree >= provenFrom { return "=" }
    return switch equality.holds {
    case true?: equality.evidence.isProven ? "=" : "(=)"
    case false?: equality.evidence.isProven ? "x" : "(x)"
    case nil: "?"
    }
  }
  let name = "(" + widths.map(String.init).joined(separator: ",") + ")"
  let provenFrom = result.provenFrom.map(String.init)
  let threshold: String
  if result.isProven, let value = result.threshold {
    threshold = String(value)
  } else {
    threshold = provenFrom.map { "<= " + $0 + " ?" } ?? "?"
  }
  let degrees = verdicts.joined(separator: " ")
  let cells: [String] = [
    name, String(parameterCount(widths)), threshold, degrees, provenFrom ?? "none",
  ]
  print("| " + cells.joined(separator: " | ") + " |")
}
