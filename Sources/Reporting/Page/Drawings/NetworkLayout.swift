import Networks

/// Where the neurons of a drawing go, in user units.
struct NetworkLayout {
  /// A neuron that is drawn, by its number from 1, with its height.
  struct Place {
    var neuron: Int
    var y: Double
  }

  /// Half the size of a neuron.
  static let radius = 15.0
  /// The distance of neurons of one layer.
  static let rowGap = 46.0
  /// Space for labels below.
  static let footer = 34.0
  private static let margin = 34.0
  /// Layers with more neurons are drawn with a gap.
  private static let mostNeurons = 10

  let width: Double
  let height: Double
  /// For each layer from the inputs on the neurons that are drawn, from above.
  let layers: [[Place]]
  /// The height at which neurons are left out, for layers where some are.
  let gaps: [Double?]
  private let columnGap: Double

  /// - Parameter important: The neurons of each layer that are drawn in any case, if there is room.
  /// - Parameter isCompact: Whether layers are close together, for narrow places.
  init(_ architecture: Architecture, important: [Set<Int>], isCompact: Bool) {
    let shown = zip(architecture.widths, important).map { NetworkLayout.shown($0, important: $1) }
    let rows = shown.map(\.count)
    let hasGap = zip(shown, architecture.widths).map { $0.count < $1 }
    let tallest = zip(rows, hasGap).map { $1 ? $0 + 1 : $0 }.max() ?? 1
    columnGap = max(52, min(isCompact ? 96 : 150, 572 / Double(architecture.layerCount)))
    width = 2 * Self.margin + columnGap * Double(architecture.layerCount)
    let body = Double(tallest - 1) * Self.rowGap
    height = 2 * Self.margin + body + Self.footer
    var layers: [[Place]] = []
    var gaps: [Double?] = []
    for (neurons, isGapped) in zip(shown, hasGap) {
      let count = neurons.count + (isGapped ? 1 : 0)
      var y = Self.margin + (body - Double(count - 1) * Self.rowGap) / 2
      var places: [Place] = []
      var gap: Double?
      for (position, neuron) in neurons.enumerated() {
        if isGapped, position == neurons.count - 1 {
          gap = y
          y += Self.rowGap
        }
        places.append(Place(neuron: neuron, y: y))
        y += Self.rowGap
      }
      layers.append(places)
      gaps.append(gap)
    }
    self.layers = layers
    self.gaps = gaps
  }

  /// The position of a layer from the left.
  func x(ofLayer layer: Int) -> Double { Self.margin + columnGap * Double(layer) }

  /// The neurons to draw, in increasing order: all, or the important ones, the first ones and the last.
  private static func shown(_ width: Int, important: Set<Int>) -> [Int] {
    guard width > mostNeurons else { return Array(1...width) }
    var chosen: Set = [width]
    for neuron in important.sorted() + Array(1...mostNeurons) where chosen.count < mostNeurons - 1 {
      chosen.insert(neuron)
    }
    return chosen.sorted()
  }
}
