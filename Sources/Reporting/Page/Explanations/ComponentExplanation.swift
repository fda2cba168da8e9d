import CriticalLoci
import ExactArithmetic
import Foundation
import Networks

/// A component of a rank stratum in words.
struct ComponentExplanation {
  let component: CriticalComponent
  let architecture: Architecture

  /// What holds at a general point, one sentence for each operation or condition.
  var sentences: [String] {
    if component.kind == .exotic { return ["No subnetwork explains it. \(shortText)"] }
    return Reporting.sentences(for: component.operations, in: architecture)
      + conditions.map { "Moreover, \($0)." }
  }

  /// The same for a table: without the remark that a component is exotic.
  var shortText: String {
    guard component.kind == .exotic else { return sentences.joined(separator: " ") }
    return conditions.isEmpty
      ? "At a general point no hidden neuron is inactive or redundant; the equations say what holds."
      : "At a general point no hidden neuron is inactive or redundant, but "
        + enumeration(conditions) + "."
  }

  /// How many images there are under permutations, if there are others.
  var orbitSentence: String? {
    component.orbitSize == 1
      ? nil
      : "There are \(component.orbitSize) such components, by permuting neurons of a hidden layer."
  }

  /// The conditions of the label that are no operations.
  private var conditions: [String] {
    let known = Set(component.operations.map(\.description) + ["exotic"])
    return component.label.components(separatedBy: " & ").filter {
      !known.contains($0) && !$0.hasPrefix("zeros of ") && !$0.hasPrefix("orbits of ")
        && !$0.hasPrefix("no. ")
    }
    .map(conditionText)
  }
}

/// A condition of a label in words, where it has a plain form: `det W1 = 0`, `rank W2 <= 1`.
private func conditionText(_ condition: String) -> String {
  if let match = condition.wholeMatch(of: /det W(\d+) = 0/) {
    return typeset("the rows of W\(match.1) are linearly dependent: det W\(match.1) = 0")
  }
  if let match = condition.wholeMatch(of: /rank W(\d+) <= (\d+)/) {
    return typeset("the weight matrix W\(match.1) has rank at most \(match.2)")
  }
  if let match = condition.wholeMatch(of: /constant\((\d+);(\d+)\)/) {
    return
      "neuron \(match.2) of layer \(match.1) does not depend on the inputs: it is a constant that is not zero"
  }
  if let match = condition.wholeMatch(of: /rank J = (\d+)/) {
    return "the rank of the Jacobian is \(match.1)"
  }
  if let match = condition.wholeMatch(of: /degree (\d+)/) { return "its degree is \(match.1)" }
  if let match = condition.wholeMatch(of: /codimension (\d+)/) {
    return "there are further conditions, so that the codimension is \(match.1)"
  }
  return typeset(condition)
}
