import Computation
import ExactArithmetic
import Polynomials

extension ResolutionProof {
  /// The proof in words, along germs that attain the value, with one line that counts the others.
  ///
  /// One sentence for each rule: which coordinates are regular, what was blown up with which weights, which part of a
  /// stratum or chart attains the minimum, and what its value follows from. At most about twenty lines. Coordinates keep
  /// their names: after a blow-up, x is what x is in the chart.
  public var sentences: [String] {
    var narration = Narration()
    narration.tell(root)
    return narration.lines + [narration.rest(of: root)]
  }
}

/// Tells a proof.
private struct Narration {
  private(set) var lines: [String] = []
  private var told = 0

  /// The most nodes that are told.
  private static let mostNodes = 16
  /// The longest formula that is shown.
  private static let longestFormula = 60

  mutating func tell(_ node: ResolutionNode) {
    guard told < Self.mostNodes else {
      if told == Self.mostNodes { lines.append("And so on, as the certificate says.") }
      told += 1
      return
    }
    told += 1
    var germ = node.germ
    // What was stopped while it was simplified is not worth that work again.
    if case .open = node.rule {
    } else {
      do {
        _ = try germ.simplify(control: ComputationControl())
      } catch {
        contractViolation("work without limits was stopped: \(error)")
      }
    }
    if let sentence = changes(node, germ) { lines.append(sentence) }
    lines.append(reason(node, germ))
    switch node.rule {
    case .sum:
      for child in node.children where !child.children.isEmpty { tell(child) }
    case .product:
      // Of factors without parts of their own those that decide.
      for child in node.children
      where !child.children.isEmpty || child.upper?.lambda == node.upper?.lambda {
        tell(child)
      }
    case .restriction: tell(node.children[0])
    case .split, .smoothSplit, .blowUp: if let next = node.attaining { tell(node.children[next]) }
    case .noZeros, .monomials, .bounds, .rank, .open: break
    }
  }

  // MARK: Sentences

  private func changes(_ node: ResolutionNode, _ germ: Germ) -> String? {
    let names = germ.ring.variables
    var parts: [String] = []
    let regular = node.steps.compactMap { step -> String? in
      if case .coordinate(_, let variable) = step { return names[variable] }
      return nil
    }
    if regular.count == 1 {
      parts.append("a generator becomes the regular coordinate \(regular[0])")
    }
    if regular.count > 1 {
      parts.append("generators become the regular coordinates \(regular.joined(separator: ", "))")
    }
    let straight = node.steps.compactMap { step -> String? in
      if case .straightened(let factor, let variable) = step {
        return "the factor \(formula("\(factor)")) becomes the coordinate \(names[variable])"
      }
      return nil
    }
    parts += straight
    let squares = node.steps.filter { step in
      switch step {
      case .evenTerms, .definiteSquares: true
      default: false
      }
    }.count
    if squares > 0 {
      parts.append(
        squares == 1
          ? "a definite generator is replaced by its squares"
          : "\(squares) definite generators are replaced by their squares")
    }
    let common = monomial(germ.factor, names)
    if node.steps.contains(where: { if case .commonFactor = $0 { true } else { false } }),
      let common
    {
      parts.append("the common factor is \(common)")
    }
    guard let first = parts.first else { return nil }
    let text = ([first.prefix(1).uppercased() + first.dropFirst()] + parts.dropFirst())
      .joined(separator: "; ")
    let ideal = "<\(germ.generators.map(\.description).joined(separator: ", "))>"
    let isShort = ideal.count <= Self.longestFormula && !node.children.isEmpty
    return text + (isShort ? "; left is \(ideal)." : ".")
  }

  private func reason(_ node: ResolutionNode, _ germ: Germ) -> String {
    let names = germ.ring.variables
    let value = value(node)
    switch node.rule {
    case .noZeros: return "K has no zero there."
    case .monomials:
      if germ.monomialGenerators.count < germ.generators.count { return divisors(germ, value) }
      if germ.generators.count == 1 { return divisors(germ, value, of: germ.termExponents[0]) }
      return "The ideal is monomial\(density(germ)): the linear programme gives \(value)."
    case .bounds:
      return node.isExact
        ? "The weights of the terms and the monomials among the generators give the same bound \(value)."
        : "The monomials among the generators show that it is not below what is attained elsewhere: "
          + "\(value)."
    case .rank(let size):
      return
        "At every zero \(size) generators are regular coordinates: it is not below what is attained elsewhere, \(value)."
    case .sum:
      let values = node.children.map { self.value($0) }.joined(separator: " + ")
      return "The generators are a sum in separate variables: \(values) = \(value)."
    case .product:
      let values = node.children.map { self.value($0) }.joined(separator: " and ")
      return "It is a product in separate variables, of \(values): together \(value)."
    case .split(let polynomial, _), .smoothSplit(let polynomial):
      let text = formula("\(polynomial)")
      guard let index = node.attaining else { return "The stratum is split by \(text)." }
      let way: String
      if case .smoothSplit = node.rule {
        way = "on the smooth zeros of \(text), which becomes a coordinate"
      } else {
        way = "where \(text) = 0"
      }
      return "The stratum is split by \(text); \(value) is attained "
        + (index == 0 ? "where it is not 0." : "\(way).")
    case .blowUp(let weights, let charts):
      let center = weights.indices.filter { weights[$0] > 0 }
      let equal = Set(center.map { weights[$0] }).count == 1
      let place = center.map { "\(names[$0]) = " }.joined() + "0"
      var text =
        "Blow-up of \(place)"
        + (equal
          ? "" : " with the weights \(center.map { "\(weights[$0])" }.joined(separator: ", "))")
      if let index = node.attaining {
        let chart = charts[index]
        text +=
          "; \(value) is attained in the chart of \(chart.sign < 0 ? "-" : "")\(names[chart.index])"
      }
      return text + "."
    case .restriction(let coordinates):
      let place = coordinates.map { "\(names[$0]) = " }.joined() + "0"
      let bound = node.children[1].lower.map { "\($0.lambda)" } ?? "none"
      return
        "On the complex subspace \(place) half the log canonical threshold is at least \(bound), a bound "
        + "from below by inversion of adjunction: \(value). The germ itself:"
    case .open(let reason): return "Open: \(reason); known is \(value)."
    }
  }

  /// Which divisors attain the minimum of (h + 1)/(2k).
  private func divisors(_ germ: Germ, _ value: String, of exponents: [Int]? = nil) -> String {
    let exponents = exponents ?? germ.factor
    let names = germ.ring.variables
    let ratios = exponents.indices.filter { exponents[$0] > 0 }.map { i in
      (index: i, ratio: Rational(germ.density[i] + 1) / Rational(2 * exponents[i]))
    }
    guard let least = ratios.map(\.ratio).min() else { return "The value is \(value)." }
    let attained = ratios.filter { $0.ratio == least }.map { entry in
      "\(names[entry.index]) = 0 (\(germ.density[entry.index]) + 1)/(2*\(exponents[entry.index]))"
    }
    return "Normal crossings\(density(germ)): \(value) by the divisor"
      + (attained.count > 1 ? "s " : " ") + attained.joined(separator: " and ") + "."
  }

  private func density(_ germ: Germ) -> String {
    let exponents = germ.density.indices.map { germ.roles[$0] == .vanishing ? germ.density[$0] : 0 }
    guard let text = monomial(exponents, germ.ring.variables) else { return "" }
    return " with the density \(text)"
  }

  /// Counts of the nodes that end the branches.
  func rest(of root: ResolutionNode) -> String {
    var (monomial, bound, rank, empty, open, total) = (0, 0, 0, 0, 0, 0)
    func count(_ node: ResolutionNode) {
      total += 1
      switch node.rule {
      case .monomials: monomial += 1
      case .bounds: bound += 1
      case .rank: rank += 1
      case .noZeros: empty += 1
      case .open: open += 1
      case .sum, .product, .split, .smoothSplit, .blowUp, .restriction: break
      }
      for child in node.children { count(child) }
    }
    count(root)
    let parts = [
      (monomial, "with monomials"), (bound, "with bounds"), (rank, "with regular coordinates"),
      (empty, "without zeros"),
      (open, "open"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return "All in all \(total) \(total == 1 ? "germ" : "germs"); branches end: "
      + parts.joined(separator: ", ") + "."
  }

  // MARK: Texts

  private func value(_ node: ResolutionNode) -> String {
    guard let lower = node.lower else { return "no zeros" }
    if let upper = node.upper { return node.isExact ? "\(lower)" : "between \(lower) and \(upper)" }
    return "at least \(lower)"
  }

  private func formula(_ text: String) -> String {
    text.count <= Self.longestFormula ? text : "a polynomial of \(text.count) characters"
  }

  /// Such as `x^2*y`; `nil` for 1.
  private func monomial(_ exponents: [Int], _ names: [String]) -> String? {
    let factors = exponents.indices.filter { exponents[$0] > 0 }.map { i in
      exponents[i] == 1 ? names[i] : "\(names[i])^\(exponents[i])"
    }
    return factors.isEmpty ? nil : factors.joined(separator: "*")
  }
}
