import AlgebraicStructures
import Computation

extension Polynomial {
  /// The terms in decreasing order as LaTeX, for mathematics mode.
  ///
  /// `x1` becomes `x_{1}`, `w1_2_3` becomes `w^{(1)}_{2,3}`, fractions become `\frac`.
  public var latex: String {
    let names = ring.variables.map(latexName)
    return joinedTerms(
      monomial: { exponents in
        zip(names, exponents).compactMap { name, e in
          if e == 0 { return nil }
          if e == 1 { return name }
          return name.contains("^") ? "\\left(\(name)\\right)^{\(e)}" : "\(name)^{\(e)}"
        }.joined(separator: " ")
      },
      coefficient: { latexCoefficient(ring.coefficients.describe($0)) }, times: " ",
      brackets: ("\\left(", "\\right)"))
  }
}

/// A variable name as LaTeX: digits and groups of digits after letters become indices; with two or
/// more groups right after the letters the first is a layer, in parentheses above.
func latexName(_ name: String) -> String {
  let letters = name.prefix { $0.isLetter }
  let rest = name.dropFirst(letters.count)
  let base = letters.count == 1 ? String(letters) : "\\mathrm{\(letters)}"
  if !letters.isEmpty && rest.isEmpty { return base }
  let startsWithIndex = rest.first?.isNumber ?? false
  let groups = (startsWithIndex ? rest : rest.dropFirst())
    .split(separator: "_", omittingEmptySubsequences: false)
  let isIndexed = groups.allSatisfy { !$0.isEmpty && $0.allSatisfy(\.isNumber) }
  guard !letters.isEmpty, isIndexed else {
    return "\\mathrm{\(name.replacing("_", with: "\\_"))}"
  }
  if startsWithIndex && groups.count > 1 {
    return "\(base)^{(\(groups[0]))}_{\(groups.dropFirst().joined(separator: ","))}"
  }
  return "\(base)_{\(groups.joined(separator: ","))}"
}

/// The text of a coefficient with a/b as a fraction and without `*`.
private func latexCoefficient(_ text: String) -> String {
  let isNegative = text.hasPrefix("-")
  let parts = text.dropFirst(isNegative ? 1 : 0).split(
    separator: "/", omittingEmptySubsequences: false)
  if parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isNumber) }) {
    return "\(isNegative ? "-" : "")\\frac{\(parts[0])}{\(parts[1])}"
  }
  return text.replacing("*", with: " ")
}
