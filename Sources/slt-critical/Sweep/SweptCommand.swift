/// A command that can be swept, with the parts of its result that the summary shows.
enum SweptCommand: String, CaseIterable {
  case dimension
  case analyze
  case jacobian
  case locus
  case strata
  case verify
  case threshold
  case sample
  case descend
  case labelNoise = "label-noise"
  case landscape
  case learningCoefficient = "learning-coefficient"
  case report

  /// Whether the command takes degrees.
  var hasDegrees: Bool { self != .threshold }

  /// Whether the command works at weights, which are the same for all jobs.
  var needsWeights: Bool { self == .analyze || self == .learningCoefficient }

  /// The keys of the result that the summary shows, each a path.
  var summaryKeys: [String] {
    switch self {
    case .dimension:
      ["parameters", "expectedDimension", "dimension", "defect", "filling", "evidence"]
    case .analyze: ["rank", "genericRank", "critical", "subnetwork"]
    case .jacobian: ["rows", "columns"]
    case .locus: ["genericRank", "components", "criticalEqualsSubnetworks", "completeness"]
    case .strata: ["genericRank", "strata", "completeness"]
    case .verify: ["genericRank", "holds", "evidence"]
    case .threshold: ["threshold", "proven"]
    case .sample: ["genericRank", "numericalRank", "agrees"]
    case .descend: ["fractionSubnetwork"]
    case .labelNoise: ["collapsed", "diverged"]
    case .landscape: ["genericRank", "sections", "completeness"]
    case .learningCoefficient: ["lambda", "multiplicity", "lower", "upper", "evidence"]
    case .report: ["dimension.dimension", "dimension.defect", "locus.criticalEqualsSubnetworks"]
    }
  }
}
