/// The colours of figures: custom properties that a page may set, with fallbacks.
enum PictureColour: String, CaseIterable {
  case ink, paper, muted, line, accent, subnetwork, exotic, inactive, redundant, plateau

  /// The colour on white paper.
  var light: String {
    switch self {
    case .ink: "#1a1a1a"
    case .paper: "#ffffff"
    case .muted: "#6b7280"
    case .line: "#d1d5db"
    case .accent: "#2563eb"
    case .subnetwork: "#0f766e"
    case .exotic: "#b45309"
    case .inactive: "#9ca3af"
    case .redundant: "#7c3aed"
    case .plateau: "#dc2626"
    }
  }

  /// The colour on a dark screen.
  var dark: String {
    switch self {
    case .ink: "#e5e7eb"
    case .paper: "#111827"
    case .muted: "#9aa3b2"
    case .line: "#3b4555"
    case .accent: "#7aa2ff"
    case .subnetwork: "#2dd4bf"
    case .exotic: "#fbbf24"
    case .inactive: "#6f7a8a"
    case .redundant: "#c4a5ff"
    case .plateau: "#ff7b7b"
    }
  }

  /// The colour as figures use it.
  var reference: String { "var(--\(rawValue),\(light))" }

  /// Style rules that exchange the light colours of a file by the dark ones.
  static var darkRules: String {
    let rules = allCases.flatMap { colour in
      ["fill", "stroke"].map { "[\($0)=\"\(colour.light)\"]{\($0):\(colour.dark)}" }
    }
    return "@media (prefers-color-scheme:dark){" + rules.joined() + "}"
  }
}
