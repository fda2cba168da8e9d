import AlgebraicStructures
import Analyses
import Computation
import CriticalLoci
import ExactArithmetic
import Networks

extension AnalysisReport {
  /// The same as text.
  public var text: String {
    var report = TextReport()
    report.heading(architectureTitle(name: name, analysis.network.architecture))
    append(to: &report)
    if let stop = analysis.stop {
      report.space()
      report.line("Incomplete: \(stop).")
    }
    return report.text
  }

  /// What `text` says without its heading.
  func append(to report: inout TextReport) {
    var fields: [(String, String)] = []
    if let rank = analysis.rank {
      let general = analysis.genericRank.map { " of \($0.dimension) at general weights" } ?? ""
      fields.append(("rank of the Jacobian", "\(rank.rank)\(general)"))
      fields.append(("kernel dimension", "\(rank.kernelDimension)"))
    } else {
      fields.append(("rank of the Jacobian", "not known"))
    }
    if let isCritical = analysis.isCritical {
      fields.append(("critical", isCritical ? "yes" : "no"))
    }
    if let diagnosis = analysis.diagnosis {
      fields.append(("subnetwork", diagnosis.isSubnetwork ? "yes" : "no"))
    }
    if let evidence = analysis.evidence { fields.append(("evidence", evidenceText(evidence))) }
    report.fields(fields)
    if let diagnosis = analysis.diagnosis { append(diagnosis, to: &report) }
    if let kernel = analysis.kernelBasis {
      report.space()
      report.line("A basis of the kernel of the Jacobian")
      for vector in kernel { report.line("  " + kernelText(vector)) }
    }
  }

  private func append(_ diagnosis: Diagnosis, to report: inout TextReport) {
    report.space()
    guard diagnosis.isSubnetwork || !diagnosis.operations.isEmpty else {
      report.line("No hidden neuron is inactive or redundant.")
      for neuron in diagnosis.neurons {
        guard let constant = neuron.constant else { continue }
        report.line(
          "Neuron \(neuron.index) of layer \(neuron.layer) has the constant value \(constant), which no bias "
            + "and no other neuron can take.")
      }
      return
    }
    var table = TextTable(
      headings: ["layer", "neuron", "state", "incoming weights"], alignments: [.right, .right])
    for neuron in diagnosis.neurons {
      let relations = neuron.proportionalTo.map { other in
        "\(other.factor == 1 ? "" : "\(other.factor) * ")those of neuron \(other.index)"
          + (other.factor == 1 ? "" : centerText(layer: neuron.layer))
      }
      table.append([
        "\(neuron.layer)", "\(neuron.index)", neuron.state.rawValue,
        relations.joined(separator: " = "),
      ])
    }
    report.table(table)
    report.space()
    report.line("Reduction")
    for operation in diagnosis.operations { report.line("  \(operation)") }
    report.space()
    let reduced = diagnosis.reduced.architecture
    report.fields([
      ("reduced widths", "(\(reduced.widths.map(String.init).joined(separator: ",")))"),
      (
        "parameters",
        "\(reduced.parameterCount) instead of \(analysis.network.architecture.parameterCount)"
      ),
      (
        "same function",
        (diagnosis.functionPreserved.value ? "yes, " : "no, ")
          + evidenceText(diagnosis.functionPreserved.evidence)
      ),
    ])
    for layer in 1...reduced.layerCount {
      let rows = weightRows(of: diagnosis.reduced, layer: layer).map { row in
        "[" + row.map(\.description).joined(separator: ", ") + "]"
      }
      report.line("  W_\(layer) = [\(rows.joined(separator: ", "))]")
    }
  }

  /// The remark that rows are compared about a center that is not 0.
  private func centerText(layer: Int) -> String {
    let center = ActivationSymmetry(analysis.network.architecture.activations[layer - 1]).center
    return center.isZero ? "" : " from the center \(center)"
  }

  /// For example `w1_1_1 - 3*w2_1_1`: the vector in terms of the parameters it changes.
  private func kernelText(_ vector: [Rational]) -> String {
    let parts = zip(analysis.network.architecture.parameterNames, vector).filter { !$0.1.isZero }
    return parts.map { "\($0.0): \($0.1)" }.joined(separator: ", ")
  }
}
