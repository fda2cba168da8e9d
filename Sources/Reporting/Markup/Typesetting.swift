import Foundation

/// Text of the command line with signs that a page has: `<=` becomes ≤, `W2` becomes W₂, `t^3` stays.
func typeset(_ text: String) -> String {
  let digits = Array("₀₁₂₃₄₅₆₇₈₉")
  return text.replacing(" <= ", with: " ≤ ").replacing(" >= ", with: " ≥ ")
    .replacing(/\bW(\d+)\b/) { match in
      "W" + match.1.compactMap(\.wholeNumberValue).map { String(digits[$0]) }.joined()
    }
}
