// Which critical points of small networks does no subnetwork explain?
//
// The Jacobian of the polynomial map drops rank on the critical locus. Its irreducible components are
// either sets of subnetworks, on which some neuron is inactive or redundant, or exotic. For large degrees
// every component is of the first kind (Kohn, Marchetti, Shabir, Shahverdi, Wang); here are some that
// are not.
import SingularLearning

for (widths, degree) in [([2, 2, 2], 2), ([2, 2, 2], 3), ([3, 3, 1], 4), ([2, 2, 3, 1], 2)] {
  let architecture = try Architecture(widths: widths, degree: degree)
  let locus = try criticalLocus(of: architecture)
  print("\(architecture): \(locus.completeness.isProven ? "complete" : "as far as searched")")
  for component in locus.components {
    print(
      "  \(component.kind.rawValue) of codimension \(component.codimension): \(component.label)")
  }
}
