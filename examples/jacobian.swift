// The polynomial map of a small network and its Jacobian, as symbolic objects.
//
// The network x -> w2 (w1 x)^2 is a polynomial in its inputs whose coefficients are polynomials in the
// weights. The Jacobian of these coefficients by the weights is a matrix over the same ring; its rank at
// general weights is the dimension of the set of functions of the network.
import SingularLearning

let architecture = try Architecture(widths: [2, 2, 1], degree: 2)
let map = try architecture.polynomialMap()
let jacobian = try map.jacobian()

print("variables: \(map.ring.variables.joined(separator: ", "))")
for (row, coefficient) in zip(map.rows, map.entries) {
  print("coefficient \(row): \(coefficient)")
}
print("Jacobian:")
for entries in jacobian.entries {
  print("  [\(entries.map(\.description).joined(separator: ", "))]")
}

// The row of x1*x2 in LaTeX, and the rank without expanding anything.
print("in LaTeX: \(jacobian.entries[1].map(\.latex).joined(separator: " & "))")
print("generic rank: \(try genericRank(of: architecture).dimension)")
