import Computation
import ExactArithmetic
import Networks
import Polynomials

/// An irreducible component over ℚ of a set {rank J ≤ k}, up to permutation of hidden neurons.
public struct CriticalComponent: Hashable, Sendable {
  /// Whether the generic point of a component is a subnetwork.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Some neuron is inactive or redundant at every point of the component.
    case subnetwork
    /// The generic point is no subnetwork.
    case exotic
  }

  /// Whether the component consists of subnetworks.
  public let kind: Kind
  /// What holds at its generic point, such as `redundant(1;1,2) & inactive-out(1;3)`, with further
  /// conditions in words (`rank W2 <= 1`); never empty.
  public let label: String
  /// The inactive and redundant neurons at its generic point; `[]` exactly for exotic components.
  public let operations: [SubnetworkOperation]
  /// N − dimension.
  public let codimension: Int
  /// The dimension of this component.
  public let dimension: Int
  /// The degree of its closure in projective space; `nil` if it was not computed.
  public let degree: Integer?
  /// The rank of J at its generic point.
  public let rank: Int
  /// The number of different images under permutations of hidden neurons.
  public let orbitSize: Integer
  /// Polynomials in the weights that vanish exactly on this component, or on its union with sets where
  /// one of `generatorConditions` vanishes; `nil` if they were not computed.
  public let generators: [Polynomial<RationalField>]?
  /// Polynomials that do not vanish identically on the component.
  ///
  /// Its ideal is the saturation of the generators by them; `[]` when the generators define its prime ideal themselves.
  public let generatorConditions: [Polynomial<RationalField>]
  /// An exact point on this component and on no other listed one, or `nil` if none was found.
  ///
  /// The rank of J at it is `rank`, and it is a subnetwork exactly for components of that kind.
  public let witness: Network?
  /// Where a witness was looked for, if none was found.
  public let witnessSearch: String?
  /// What is known of its real points.
  public let realPoints: RealPoints
  /// How rank, dimension and criticality are known.
  public let evidence: Evidence

  /// A component with all that is known of it.
  public init(
    kind: Kind, label: String, operations: [SubnetworkOperation], codimension: Int, dimension: Int,
    degree: Integer?, rank: Int, orbitSize: Integer, generators: [Polynomial<RationalField>]?,
    generatorConditions: [Polynomial<RationalField>], witness: Network?,
    witnessSearch: String? = nil, realPoints: RealPoints = .unknown("not looked for"),
    evidence: Evidence
  ) {
    require(
      (kind == .exotic) == operations.isEmpty,
      "a component of kind \(kind.rawValue) with operations \(operations)")
    self.kind = kind
    self.label = label
    self.operations = operations
    self.codimension = codimension
    self.dimension = dimension
    self.degree = degree
    self.rank = rank
    self.orbitSize = orbitSize
    self.generators = generators
    self.generatorConditions = generatorConditions
    self.witness = witness
    self.witnessSearch = witness == nil ? witnessSearch : nil
    self.realPoints = realPoints
    self.evidence = evidence
  }

  /// The stratum on which the operations hold, linear relations (`SubnetworkOperation.mixed`) aside; it contains
  /// the component.
  public func stratum(of architecture: Architecture) -> SubnetworkStratum {
    SubnetworkStratum(architecture, operations: operations.filter(\.isCombinatorial))
  }
}

extension CriticalComponent {
  /// Whether the component is exotic and it is not known whether some real point of it is no subnetwork.
  public var hasOpenRealPoints: Bool { kind == .exotic && realPoints.leavesSubnetworks == nil }

  /// The same component with another label.
  func renamed(_ label: String) -> CriticalComponent {
    CriticalComponent(
      kind: kind, label: label, operations: operations, codimension: codimension,
      dimension: dimension, degree: degree, rank: rank, orbitSize: orbitSize,
      generators: generators, generatorConditions: generatorConditions, witness: witness,
      witnessSearch: witnessSearch, realPoints: realPoints, evidence: evidence)
  }
}
