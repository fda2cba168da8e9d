import Foundation
import SingularLearning

extension SweepJob {
  /// About how the work of jobs compares, for the order in which they are given out and how many go together: a guess, by
  /// the sizes of matrices and the number of coordinates after symmetries, that no result depends on.
  func cost(of command: SweptCommand) -> Double {
    switch model {
    case .widths(let widths, let degrees):
      let hidden = widths.dropFirst().dropLast()
      let parameters = zip(widths, widths.dropFirst()).reduce(0.0) {
        $0 + Double($1.0) * Double($1.1)
      }
      let degree = (degrees ?? hidden.map { _ in 3 }).reduce(1.0) { $0 * Double($1) }
      // Monomials of the outputs.
      let inputs = Double(widths[0])
      let monomials = exp(lgamma(inputs + degree) - lgamma(inputs) - lgamma(degree + 1))
      let outputs = Double(widths[widths.count - 1])
      let ranks = parameters * parameters * min(parameters, outputs * monomials)
      if !command.searchesLoci { return 1_000 + ranks }
      let moduli = parameters - hidden.reduce(0.0) { $0 + Double($1) }
      return 1_000 + ranks + outputs * monomials * parameters * exp2(min(moduli, 30))
    case .specification(let text, _): return 1_000 + Double(text.utf8.count)
    }
  }
}

extension SweptCommand {
  /// Whether the work grows with the coordinates of the weights after symmetries.
  fileprivate var searchesLoci: Bool {
    switch self {
    case .locus, .verify, .strata, .threshold, .landscape, .report: true
    case .dimension, .analyze, .jacobian, .sample, .descend, .labelNoise, .learningCoefficient:
      false
    }
  }
}
