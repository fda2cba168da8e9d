import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

extension Germ {
  /// The germ of the coefficients of f_W − f_{W*} at the normal form of the weights of `network`; `nil` if it is too
  /// large, or if the function does not depend on the weights.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  init?(_ network: Network, control: ComputationControl) throws(ComputationStopped) {
    // Larger maps have ideals that none of the rules finishes.
    guard network.architecture.polynomialMapTermBound <= 5_000 else { return nil }
    let network = network.normalForm
    let map = try network.architecture.polynomialMap(control: control)
    let differences = map.entries.map {
      $0 - map.ring.constant($0.evaluate(at: network.weights))
    }
    do {
      try self.init(Ideal(ring: map.ring, generators: differences), at: network.weights)
    } catch {
      return nil
    }
  }
}
