import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import Networks
import Polynomials

extension RealPoints {
  /// What is known of the real points of a component from its prime ideal or a set in which it is a bundle.
  ///
  /// - Parameter variety: The irreducible set; its real points are as many as those of the component, less
  ///   the dimension of the fibres.
  /// - Parameter dimension: The dimension of the component.
  /// - Parameter isExotic: Whether its general point is no subnetwork.
  /// - Parameter witness: A rational point of the component with the generic properties, if one is known.
  /// - Parameter point: Another rational point of it.
  /// - Parameter isSubnetwork: Whether the general point of an irreducible set is a subnetwork.
  init(
    of variety: RealVariety, dimension: Int, isExotic: Bool, witness: Network?,
    point: Network? = nil, isSubnetwork: (GroebnerBasis<RationalField>) -> Bool
  ) {
    var leaves: Bool?
    if !isExotic {
      leaves = false
    } else if witness != nil {
      leaves = true
    } else if let closures = variety.closures {
      leaves = closures.contains { !isSubnetwork($0) }
    }
    self.init(
      extent: variety.extent,
      dimension: variety.realDimension.map { $0 + dimension - variety.dimension },
      point: variety.extent == .none ? nil : witness ?? point, leavesSubnetworks: leaves,
      evidence: variety.evidence)
  }

  /// Nothing is known of the extent, but perhaps a witness.
  init(stopped: ComputationStopped, isExotic: Bool, witness: Network?) {
    self.init(
      extent: .unknown, dimension: nil, point: witness,
      leavesSubnetworks: isExotic ? (witness == nil ? nil : true) : false,
      evidence: .probabilistic(detail: "not decided: \(stopped)", bound: 1))
  }
}
