import Analyses
import Computation
import CriticalLoci
import NumericalExperiments

extension HTMLReport {
  /// Singular values next to the exact rank.
  var singularValuesSection: Markup {
    let content = analysis.sample.markup { sample in
      return
        .paragraph(
          """
          The singular values of the Jacobian in floating-point arithmetic, relative to the largest, \
          tell how well the exact rank can be seen numerically.
          """)
        + .plot(
          "singular-values", singularValuePicture(sample),
          caption: "Singular values of the Jacobian at \(sample.points.count) random points.")
        + .fields([
          "exact generic rank":
            "\(sample.genericRank.dimension) \(.badge(sample.genericRank.evidence))",
          "numerical generic rank": "\(numericalRank(sample)) \(.badge(sample.evidence))",
          "smallest gap": MathML.measured(sample.smallestGap),
          "smallest \(lastRatio)": MathML.measured(sample.smallestRelativeDistance),
        ])
    }
    return .section("singular-values", "Singular values", content)
  }

  /// The smallest singular value that counts, relative to the largest.
  private var lastRatio: Markup {
    let sigma = MathML.identifier("σ")
    return MathML.formula(
      MathML.subscripted(sigma, MathML.identifier("R")) + MathML.symbol("/")
        + MathML.subscripted(sigma, MathML.number("1")))
  }

  private func numericalRank(_ sample: RankSample) -> String {
    guard let rank = sample.numericalRank else { return "double precision cannot tell" }
    return sample.agrees == true ? "\(rank), in agreement" : "\(rank), in disagreement"
  }
}
