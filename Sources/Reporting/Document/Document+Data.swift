import Analyses
import Computation
import ExactArithmetic
import Networks

extension Document {
  /// On which inputs ranks are taken, where not all count.
  mutating func onData(_ model: DataModel<some PolynomialModel>?) {
    guard let model else { return }
    onData(model.data.count, model.loss)
  }

  /// The same for exact inputs.
  mutating func onData(_ inputs: ExactInputs<some PolynomialModel>) {
    if let (count, loss) = inputs.data { onData(count, loss) }
  }

  /// The same for so many inputs.
  mutating func onData(_ count: Int, _ loss: DataLoss) {
    data("dataPoints", count)
    data("loss", loss.rawValue)
    say(
      "data",
      """
      \(counted(count, "input")), \(loss == .categorical
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
      fit.firstWrong.map {
        "no: other outputs at \(counted(fit.wrongCount, "input", "inputs")), first at input \($0)"
      }
        ?? "yes, \(fit.evidence)")
  }
}
