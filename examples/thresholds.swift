// From which degree on are the critical points exactly the subnetworks?
//
// For (2,m,1) the answer is 2m - 1: fewer conditions than double points impose leave room for subnetworks
// that are not critical. For deep networks it has hardly been known. Every degree up to the one from which
// on a theorem holds is checked by enumerating the critical locus, so that the threshold is proven.
import SingularLearning

var table = TextTable(headings: ["widths", "threshold", "theorem from", "fails at", "known"])
for widths in [[2, 2, 1], [2, 3, 1], [3, 2, 1], [2, 2, 2], [2, 2, 2, 1], [2, 3, 2, 1]] {
  let result = try criticalityThreshold(widths: widths)
  let failures = zip(result.degrees, result.perDegree).filter { $0.1.holds == false }
  table.append([
    "\(widths)", result.threshold.map(String.init) ?? "-",
    result.provenFrom.map(String.init) ?? "-",
    failures.map { "\($0.0)" }.joined(separator: ","), result.isProven ? "proven" : "checked",
  ])
}
table.lines.forEach { print($0) }
