// The equations that the functions of a tiny network satisfy, by elimination of its weights.
//
// The polynomial map sends weights w to coefficients c. Its graph is the ideal of all c_k - phi_k(w); the
// elements of that ideal without any w are the equations of the closure of the image, the neurovariety.
// One cube of a linear form gives the cone over the twisted cubic. Sums of two squares of linear forms in
// three variables are the quadratic forms of rank at most two: the determinant vanishes.
import SingularLearning

for (widths, degree) in [([2, 1, 1], 3), ([3, 2, 1], 2)] {
  let architecture = try Architecture(widths: widths, degree: degree)
  let map = try architecture.polynomialMap()

  // Coefficients are named after their input monomial: c20 belongs to x1^2.
  let names = map.rows.map { "c" + $0.exponents.map(String.init).joined() }
  let ring = try PolynomialRing(
    coefficients: RationalField(), variables: map.ring.variables + names)
  let weights = VariableMap(from: map.ring, to: ring)
  let graph = Ideal(
    ring: ring, generators: zip(names, map.entries).map { ring[$0] - weights($1) })
  let equations = try graph.eliminating(names: map.ring.variables)

  let (dimension, degreeOfImage) = (try equations.dimension(), try equations.degree())
  print("\(architecture): dimension \(dimension), degree \(degreeOfImage)")
  for equation in equations.generators { print("  \(equation) = 0") }
  // The dimension is the generic rank of the Jacobian, found here without one.
  print("  generic rank of the Jacobian: \(try genericRank(of: architecture).dimension)")
}
