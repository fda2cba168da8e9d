// What does it cost to lose rank? An analysis of one's own over the rank stratification.
//
// On a stratum of codimension c the Jacobian has rank R - d, with deficit d. A general M x N matrix of
// functions of rank R loses d more in codimension (M - R + d)(N - R + d); the Jacobian of a network
// loses rank far more cheaply, because a neuron that does not count frees all its weights at once. The
// table shows the number of strata for each deficit and the largest one. Half the rank bounds the learning
// coefficient lambda from below, so that only strata with a large deficit can be very singular.
import SingularLearning

let architecture = try Architecture(widths: [2, 3, 1], degree: 4)
let strata = try rankStratification(of: architecture)
let generic = strata.genericRank
print("\(architecture): generic rank \(generic.dimension), \(generic.parameterCount) parameters")
print(strata.completeness.isProven ? "none is missing, proven" : "as far as searched")

var table = TextTable(
  headings: [
    "deficit", "strata", "codimension", "general matrix", "lambda", "the largest stratum",
  ],
  alignments: [.right, .right, .right, .right, .right, .left])
for stratum in strata.strata.reversed() {
  let deficit = generic.dimension - stratum.rank
  guard let largest = stratum.components.min(by: { $0.codimension < $1.codimension }) else {
    continue
  }
  let count = stratum.components.reduce(Integer(0)) { $0 + $1.orbitSize }
  let rows = generic.ambientDimension - Integer(stratum.rank)
  let columns = Integer(generic.parameterCount - stratum.rank)
  table.append([
    "\(deficit)", "\(count)", "\(largest.codimension)", "\(rows * columns)",
    ">= \(Rational(stratum.rank) / 2)", largest.label,
  ])
}
table.lines.forEach { print($0) }
