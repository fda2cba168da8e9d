// The Jacobian of a small network: ring, polynomial map, entries, and the generic rank as its rank over
// the field of fractions would be.
//
// usage: examples/run examples/jacobian.swift
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
