import ExactArithmetic
import Networks

extension Document {
  /// On which inputs ranks are taken, where not all count.
  mutating func onData(_ model: DataModel<some PolynomialModel>?) {
    guard let model else { return }
    data("dataPoints", model.data.count)
    data("loss", model.loss.rawValue)
    say(
      "data",
      """
      \(model.data.count) inputs, \(model.loss == .categorical
        ? "categorical: outputs count up to a constant added to all of them" : "all outputs count")
      """)
  }

  /// Whether a model has the outputs that are wanted.
  mutating func fit(_ fit: DataFit) {
    data("interpolates", fit.isExact)
    data("wrongPoints", fit.wrongCount)
    data("fitEvidence", fit.evidence)
    say(
      "interpolates",
      fit.firstWrong.map { "no: other outputs at \(fit.wrongCount) inputs, first at input \($0)" }
        ?? "yes, \(fit.evidence)")
  }
}
