import ExactArithmetic
import Networks
import Polynomials

/// The components with labels that are all different.
///
/// Where several share one, each gets what tells it from the others: the rank of J, codimension, degree, an
/// equation, or else a number.
func withDistinctLabels(_ components: [CriticalComponent]) -> [CriticalComponent] {
  var labels = components.map(\.label)
  func shared() -> [[Int]] {
    Dictionary(grouping: labels.indices) { labels[$0] }.values.filter { $0.count > 1 }
      .sorted { $0[0] < $1[0] }
  }
  let properties: [(CriticalComponent) -> String?] = [
    { "rank J = \($0.rank)" }, { "codimension \($0.codimension)" },
    { $0.degree.map { "degree \($0)" } },
  ]
  for property in properties {
    for group in shared() {
      let values = group.map { property(components[$0]) }
      guard Set(values).count > 1 else { continue }
      for (index, value) in zip(group, values) {
        if let value, !labels[index].hasSuffix(" & " + value) { labels[index] += " & " + value }
      }
    }
  }
  for group in shared() {
    for index in group {
      let others = group.filter { $0 != index }.flatMap { components[$0].generators ?? [] }
      if let equation = components[index].shortEquation(besides: others) {
        labels[index] += " & \(equation) = 0"
      }
    }
  }
  for group in shared() {
    for (number, index) in group.enumerated() { labels[index] += " & no. \(number + 1)" }
  }
  return zip(components, labels).map { $0.label == $1 ? $0 : $0.renamed($1) }
}

extension CriticalComponent {
  /// A generator that is none of the others and short enough for a label.
  fileprivate func shortEquation(
    besides others: [Polynomial<RationalField>]
  ) -> Polynomial<RationalField>? {
    generators?.first { !others.contains($0) && $0.description.count <= 60 }
  }
}

/// A label with the neurons renumbered: `(1;2,3)`, `(1;2,-3)` and the names of parameters in it.
func renumbered(label: String, by permutation: NeuronPermutation) -> String {
  func image(layer: Int, neuron: Int) -> Int {
    guard permutation.indices.contains(layer - 1),
      permutation[layer - 1].indices.contains(neuron - 1)
    else { return neuron }
    return permutation[layer - 1][neuron - 1] + 1
  }
  return label.replacing(/\((\d+);(-?\d+(?:,-?\d+)*)\)/) { match in
    let layer = Int(match.1) ?? 0
    var neurons = match.2.split(separator: ",").compactMap { Int($0) }
      .map { $0.signum() * image(layer: layer, neuron: abs($0)) }.sorted { abs($0) < abs($1) }
    // Signs are relative to the first neuron.
    if let first = neurons.first, first < 0 { neurons = neurons.map { -$0 } }
    return "(\(layer);\(neurons.map(String.init).joined(separator: ",")))"
  }
  .replacing(/w(\d+)_(\d+)_(\d+)/) { match in
    let (layer, row, column) = (Int(match.1) ?? 0, Int(match.2) ?? 0, Int(match.3) ?? 0)
    return
      "w\(layer)_\(image(layer: layer, neuron: row))_\(image(layer: layer - 1, neuron: column))"
  }
  .replacing(/b(\d+)_(\d+)/) { match in
    let (layer, row) = (Int(match.1) ?? 0, Int(match.2) ?? 0)
    return "b\(layer)_\(image(layer: layer, neuron: row))"
  }
}
