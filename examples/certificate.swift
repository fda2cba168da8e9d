// A proof that travels: the list of components of a critical locus with everything needed to check that
// none is missing and that what is said about each is right.
//
// The search for components is long and clever; its certificate is checked by exact evaluation only, by
// code of its own. Leaving out a component, or claiming another rank, is noticed.
import SingularLearning

let architecture = try Architecture(widths: [2, 2, 2, 1], degree: 3)
let locus = try criticalLocus(of: architecture, options: CriticalLocusOptions(usesPeeling: false))
guard let certificate = locus.certificate() else { fatalError("this locus has no certificate") }

// The text is JSON; `slt-critical verify --certificate FILE` reads it too.
let text = certificate.json
let received = try LocusCertificate(json: text)
let check = try verify(received)
print("\(check.holds ? "holds" : "fails"): \(check.statement)")
print("checked \(check.counts.charts) charts, \(check.counts.minors) minors")

// A forger shrinks a component, a second one claims a rank that is too large and removes the witness.
var smaller = received
smaller.components[0].generators.append("w1_1_1")
var larger = received
larger.components[0].rank += 1
larger.components[0].witness = nil
for forged in [smaller, larger] {
  let check = try verify(forged)
  print("\(check.holds ? "holds" : "fails"): \(check.failures.first ?? "no failure")")
}
