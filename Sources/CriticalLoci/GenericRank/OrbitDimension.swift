import Computation
import ExactArithmetic
import LinearAlgebra
import Networks

/// At most the dimension of general orbits of the known symmetries of a model, and almost always equal to it: the rank of their
/// vector fields at random residues modulo a prime, of which there is a lift to an integer point.
///
/// Where the vector fields of linear groups have too many entries to be written down, only scalings count.
///
/// - Complexity: a dense rank of the number of vector fields × N modulo a prime.
package func orbitDimension(of model: some PolynomialModel) -> Int {
  let count = model.parameterCount
  var velocities: [ParameterVelocity] = []
  var groups: [ParameterVelocity] = []
  for symmetry in model.symmetries {
    if case .group(_, let fields) = symmetry {
      groups += fields
    } else {
      velocities += symmetry.velocities
    }
  }
  if Saturating.product(velocities.count + groups.count, count) <= largestOrbitMatrix {
    velocities += groups
  }
  guard !velocities.isEmpty else { return 0 }
  guard let prime = PrimeField.largestPrime(below: 1 << 30),
    let field = try? PrimeField(modulus: prime)
  else { contractViolation("no prime below 2^30") }
  var random = RandomSource(seed: 1)
  let point = (0..<count).map { _ in UInt64(random.integer(in: 1...Int(prime) - 1)) }
  let matrix = ModularMatrix(
    modulus: UInt32(prime), rowCount: velocities.count, columnCount: count,
    elements: velocities.flatMap { $0.value(at: point, over: field).map { UInt32($0) } })
  return matrix.rank()
}

/// The most entries of the matrix of the vector fields of symmetries.
let largestOrbitMatrix = 1 << 26
