import Polynomials

extension MonomialOrder {
  /// Whether a monomial of larger total degree is always larger.
  var comparesDegreesFirst: Bool {
    switch self {
    case .degreeReverseLexicographic, .degreeLexicographic: true
    case .weighted(let weights, _): weights.allSatisfy { $0 == weights[0] && $0 > 0 }
    default: false
    }
  }
}
