import AlgebraicStructures
import Computation
import ExactArithmetic
import Networks

/// The members that say which network a result belongs to.
func architectureMembers(name: String?, _ architecture: Architecture) -> [JSONValue.Member] {
  var members: [JSONValue.Member] = name.map { [.init("name", .string($0))] } ?? []
  members += [
    .init("widths", .list(architecture.widths)), .init("degrees", .list(architecture.degrees)),
  ]
  if architecture.activations.contains(where: { !$0.isPlainPower }) {
    members.append(.init("activations", .array(architecture.activations.map(JSONValue.init))))
  }
  if architecture.hasBias { members.append(.init("bias", .bool(true))) }
  return members
}

/// For example `2,3,1`.
func listed(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: ",") }

/// For example `shallow cubic: widths (2,3,1), activation t^3`.
func architectureTitle(name: String?, _ architecture: Architecture) -> String {
  let widths = "widths (\(listed(architecture.widths)))"
  var activations = architecture.activations.map(\.formula)
  if Set(activations).count == 1 { activations = [activations[0]] }
  var parts = [
    widths, activations.isEmpty ? "linear" : "activation " + activations.joined(separator: "; "),
  ]
  if architecture.hasBias { parts.append("with biases") }
  return (name.map { "\(oneLine($0)): " } ?? "") + parts.joined(separator: ", ")
}

/// The evidence in one line: `proven: …` or `probabilistic (error at most 1e-20): …`.
func evidenceText(_ evidence: Evidence) -> String {
  switch evidence {
  case .proven(let detail): "proven: \(detail)"
  case .probabilistic(let detail, let bound):
    "probabilistic (error at most \(numberText(bound))): \(detail)"
  case .numerical(let detail, let tolerance):
    "numerical (tolerance \(numberText(tolerance))): \(detail)"
  }
}

extension Activation {
  /// Whether the activation is t^r, so that its degree says all.
  var isPlainPower: Bool {
    monomialCoefficient == 1
  }

  /// For example `t^3` or `t + 1/3*t^3`.
  var formula: String {
    var text = ""
    for (power, coefficient) in terms {
      let isNegative = coefficient < 0
      let magnitude = isNegative ? -coefficient : coefficient
      text += text.isEmpty ? (isNegative ? "-" : "") : (isNegative ? " - " : " + ")
      let monomial = power == 0 ? "" : power == 1 ? "t" : "t^\(power)"
      text +=
        monomial.isEmpty
        ? "\(magnitude)" : magnitude == 1 ? monomial : "\(magnitude)*\(monomial)"
    }
    return text
  }
}

extension JSONValue {
  /// The coefficients c₀, c₁, … of an activation; `{"monomial": r}` for a t^r of a degree r that would make
  /// a long list.
  init(_ activation: Activation) {
    if activation.isPlainPower, activation.degree > 1000 {
      self = ["monomial": .exact(activation.degree)]
    } else {
      self = .array(activation.coefficients.map { .exact($0) })
    }
  }
}
