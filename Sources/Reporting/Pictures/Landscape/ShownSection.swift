import CriticalLoci
import NumericalExperiments

/// A section of a landscape that has a curve or a marked point in the range, with its number and style.
struct ShownSection {
  /// Its position in `LossLandscape.sections`.
  let position: Int
  /// Its number in the figure, from 1.
  let number: Int
  let label: String
  let kind: CriticalComponent.Kind
  let hasCurve: Bool
  let colour: PictureColour

  /// The dashes of its curves, if any.
  var dashes: String? { kind == .exotic ? "9 5" : nil }

  /// The sections of a landscape that show, numbered in their order; images of one component have one
  /// colour.
  static func list(_ landscape: LossLandscape) -> [ShownSection] {
    let marked = Set(
      landscape.points.compactMap { point -> Int? in
        if case .witness(let section) = point.kind { section } else { nil }
      })
    var colours: [Int: PictureColour] = [:]
    var counts: [CriticalComponent.Kind: Int] = [:]
    var shown: [ShownSection] = []
    for (position, section) in landscape.sections.enumerated() {
      let hasCurve = !section.visibleCurves.isEmpty
      guard hasCurve || marked.contains(position) else { continue }
      let kind = section.component.kind
      if colours[section.index] == nil {
        let palette: [PictureColour] =
          kind == .exotic ? [.exotic, .plateau] : [.subnetwork, .redundant, .accent, .ink]
        colours[section.index] = palette[counts[kind, default: 0] % palette.count]
        counts[kind, default: 0] += 1
      }
      shown.append(
        ShownSection(
          position: position, number: shown.count + 1, label: section.label, kind: kind,
          hasCurve: hasCurve, colour: colours[section.index] ?? .ink))
    }
    return shown
  }
}
