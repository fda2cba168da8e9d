import Computation
import Networks

extension DegreeSupport {
  /// At least the dimension of the space of polynomials with these degrees in `variables` variables;
  /// exactly that unless there are thousands of degrees.
  func ambientDimension(variables: Int) -> Int {
    switch self {
    case .homogeneous(let degree):
      return Saturating.monomialCount(variables: variables, degree: degree)
    case .upTo(let degree):
      return Saturating.monomialCount(variables: variables + 1, degree: degree)
    case .degrees(let degrees):
      return degrees.reduce(0) {
        Saturating.sum($0, Saturating.monomialCount(variables: variables, degree: $1))
      }
    case .progression(let lowest, let step, let degree):
      let all = Saturating.monomialCount(variables: variables + 1, degree: degree)
      guard (degree - lowest) / step < DegreeSupport.largestListedDegree else { return all }
      return stride(from: lowest, through: degree, by: step).reduce(0) {
        Saturating.sum($0, Saturating.monomialCount(variables: variables, degree: $1))
      }
    }
  }
}
