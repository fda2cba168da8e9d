import Computation

/// The symmetries of a model that follow from what its layers say of their channels: scalings, exchanges and mixtures of
/// the channels that one layer makes and a later one takes up, shifts of a bias that a later one takes up, and the actions on
/// single layers.
///
/// Layers with shared parameters take no part, except that a tied transposed layer right behind, up to what mixtures go
/// through, leaves the orthogonal mixtures.
struct LayerActions {
  let symmetries: [ParameterSymmetry]

  init(places: [LayeredModel.Place], parameterCount: Int) {
    var search = LayerActionSearch(parameterCount: parameterCount)
    search.countUses(places)
    search.visit(places)
    symmetries = search.symmetries
  }
}

/// The work of `LayerActions`.
private struct LayerActionSearch {
  private typealias Terms = [ParameterVelocity.Term]

  /// A scaling that is on its way: the exponents of the channels it changes, and of the parameters so far.
  private struct Scaling {
    var channels: [Int: Int]
    var exponents: [Int: Int]
  }
  /// An exchange of the channels c and c + 1 that is on its way.
  private struct Exchange {
    var channel: Int
    var pairs: [(Int, Int)]
  }

  /// A shift that is on its way: the parameter raised by `rate` raises these channels by their factors.
  private struct Shift {
    /// The number of the layer of the parameter.
    let source: Int
    let parameter: Int
    var rate = 1
    var channels: [Int: Int]

    /// Behind an affine function of slope p/q; `nil` where the numbers are too large.
    func times(_ p: Int, over q: Int) -> Shift? {
      var result = self
      let (rate, overflows) = self.rate.multipliedReportingOverflow(by: q)
      result.rate = rate
      var isTooLarge = overflows
      result.channels = channels.mapValues {
        let (value, overflows) = $0.multipliedReportingOverflow(by: p)
        isTooLarge = isTooLarge || overflows
        return value
      }
      return isTooLarge || [rate, p, q].contains { $0.magnitude > 1 << 20 } ? nil : result
    }
  }

  let parameterCount: Int
  private(set) var symmetries: [ParameterSymmetry] = []
  private var uses: [Int]

  init(parameterCount: Int) {
    self.parameterCount = parameterCount
    uses = Array(repeating: 0, count: parameterCount)
  }

  mutating func countUses(_ places: [LayeredModel.Place]) {
    for place in places {
      for position in place.positions { uses[position] += 1 }
      countUses(place.inner)
    }
  }

  private func isShared(_ place: LayeredModel.Place) -> Bool {
    place.positions.contains { uses[$0] > 1 }
  }

  private mutating func add(scaling exponents: [Int: Int]) {
    let exponents = exponents.filter { $1 != 0 }
    guard !exponents.isEmpty else { return }
    var list = [Int](repeating: 0, count: parameterCount)
    for (position, exponent) in exponents { list[position] = exponent }
    symmetries.append(.scaling(exponents: list))
  }

  private mutating func add(exchange pairs: [(Int, Int)]) {
    var positions = Array(0..<parameterCount)
    for (a, b) in pairs { positions.swapAt(a, b) }
    symmetries.append(.permutation(positions: positions))
  }

  mutating func visit(_ places: [LayeredModel.Place]) {
    for place in places {
      addOwn(place)
      visit(place.inner)
    }
    scale(places)
    exchange(places)
    mix(places)
    shift(places)
  }

  /// The actions on one layer.
  private mutating func addOwn(_ place: LayeredModel.Place) {
    guard !isShared(place) else { return }
    let own = place.layer.symmetries(for: place.input)
    for list in own.scalings {
      add(
        scaling: Dictionary(
          list.map { (place.positions[$0.parameter], $0.exponent) }, uniquingKeysWith: +))
    }
    for (name, velocities) in own.groups {
      symmetries.append(
        .group(
          name: "\(name) in layer \(place.number)",
          velocities: velocities.map { velocity in
            ParameterVelocity(
              velocity.terms.map {
                .init(
                  target: place.positions[$0.target], source: $0.source.map { place.positions[$0] },
                  coefficient: $0.coefficient)
              })
          }))
    }
  }

  private func merged(_ a: [Int: Int], _ b: [Int: Int]) -> [Int: Int] {
    a.merging(b, uniquingKeysWith: +)
  }

  private mutating func scale(_ places: [LayeredModel.Place]) {
    var active: [Scaling] = []
    for place in places {
      let layer = isShared(place) ? LayerSymmetries() : place.layer.symmetries(for: place.input)
      let passage = place.layer.symmetries(for: place.input).passage
      func position(_ list: [(parameter: Int, exponent: Int)], times factor: Int) -> [Int: Int] {
        Dictionary(
          list.map { (place.positions[$0.parameter], $0.exponent * factor) }, uniquingKeysWith: +)
      }
      if !layer.consumed.isEmpty || !layer.taken.isEmpty {
        for scaling in active {
          var exponents = scaling.exponents
          for (channel, weight) in scaling.channels {
            let list =
              layer.consumed.isEmpty
              ? layer.taken[channel] : layer.consumed[channel].map { ($0, -1) }
            exponents = merged(exponents, position(list, times: weight))
          }
          add(scaling: exponents)
        }
        active = []
      } else if !layer.takenJointly.isEmpty {
        // Only what scales all channels alike.
        let sum = active.reduce(Scaling(channels: [:], exponents: [:])) {
          Scaling(
            channels: merged($0.channels, $1.channels),
            exponents: merged($0.exponents, $1.exponents))
        }
        if let weight = sum.channels.values.first, sum.channels.count == place.input.channelCount,
          sum.channels.values.allSatisfy({ $0 == weight })
        {
          add(scaling: merged(sum.exponents, position(layer.takenJointly, times: weight)))
        }
        active = []
      } else {
        active = passed(active, passage, place)
      }
      let produced = layer.produced.enumerated().map { channel, list in
        Scaling(
          channels: [channel: 1], exponents: position(list.map { ($0, 1) }, times: 1))
      }
      active += produced
      if !layer.producedJointly.isEmpty {
        active.append(
          Scaling(
            channels: Dictionary(
              uniqueKeysWithValues: (0..<place.output.channelCount).map { ($0, 1) }),
            exponents: position(layer.producedJointly.map { ($0, 1) }, times: 1)))
      }
    }
  }

  /// The scalings behind a layer; those of two factors of one product are a symmetry against each other.
  private mutating func passed(
    _ scalings: [Scaling], _ passage: LayerSymmetries.Passage, _ place: LayeredModel.Place
  ) -> [Scaling] {
    switch passage {
    case .none, .permutations: return []
    case .linear where place.input.channelCount == place.output.channelCount: return scalings
    case .linear: return []
    case .powers(let degree):
      return scalings.map {
        Scaling(channels: $0.channels.mapValues { $0 * degree }, exponents: $0.exponents)
      }.filter { scaling in
        if degree == 0 { add(scaling: scaling.exponents) }
        return degree != 0
      }
    case .products:
      var result: [Scaling] = []
      for scaling in scalings {
        var channels: [Int: Int] = [:]
        for (channel, weight) in scaling.channels {
          channels[channel % place.output.channelCount, default: 0] += weight
        }
        if let other = result.first(where: { $0.channels == channels }) {
          add(scaling: merged(scaling.exponents, other.exponents.mapValues { -$0 }))
        } else {
          result.append(Scaling(channels: channels, exponents: scaling.exponents))
        }
      }
      return result
    }
  }

  private mutating func exchange(_ places: [LayeredModel.Place]) {
    var active: [Exchange] = []
    for place in places {
      let all = place.layer.symmetries(for: place.input)
      let layer = isShared(place) ? LayerSymmetries() : all
      func pairs(_ lists: [[Int]], _ channel: Int) -> [(Int, Int)] {
        zip(lists[channel], lists[channel + 1]).map { (place.positions[$0], place.positions[$1]) }
      }
      if !layer.consumed.isEmpty {
        for exchange in active {
          add(exchange: exchange.pairs + pairs(layer.consumed, exchange.channel))
        }
        active = []
      } else if all.passage == .none || all.passage == .products
        || place.output.channelCount != place.input.channelCount
      {
        active = []
      } else if !all.carried.isEmpty {
        active =
          isShared(place)
          ? []
          : active.map {
            Exchange(channel: $0.channel, pairs: $0.pairs + pairs(all.carried, $0.channel))
          }
      }
      if all.carried.isEmpty {
        for range in layer.mixable {
          for channel in range.dropLast() {
            active.append(Exchange(channel: channel, pairs: pairs(layer.produced, channel)))
          }
        }
      }
    }
  }

  /// The shifts of channels by a bias, or the constant of a trainable activation, that a later layer takes up.
  private mutating func shift(_ places: [LayeredModel.Place]) {
    var active: [Shift] = []
    for place in places {
      let layer = place.layer.symmetries(for: place.input)
      if !layer.absorbed.isEmpty || !layer.absorbedJointly.isEmpty {
        addShifts(active, to: place, layer)
        active = []
      } else if let (p, q) = layer.shiftFactor,
        place.input.channelCount == place.output.channelCount
      {
        active = active.compactMap { $0.times(p, over: q) }
      } else {
        active = []
      }
      let made =
        layer.shifted.enumerated().map { channel, parameter in (parameter, [channel]) }
        + (layer.shiftedJointly.map { [($0, Array(0..<place.output.channelCount))] } ?? [])
      for (parameter, channels) in made where uses[place.positions[parameter]] == 1 {
        active.append(
          Shift(
            source: place.number, parameter: place.positions[parameter],
            channels: Dictionary(uniqueKeysWithValues: channels.map { ($0, 1) })))
      }
    }
  }

  private mutating func addShifts(
    _ shifts: [Shift], to place: LayeredModel.Place, _ layer: LayerSymmetries
  ) {
    func velocity(_ own: [(parameter: Int, rate: Int)], _ absorbed: Terms, times factors: [Int])
      -> ParameterVelocity?
    {
      let terms = zip(absorbed, factors).map { term, factor in
        ParameterVelocity.Term(
          target: place.positions[term.target], source: term.source.map { place.positions[$0] },
          coefficient: term.coefficient * factor)
      }
      guard terms.allSatisfy({ uses[$0.target] == 1 }) else { return nil }
      return ParameterVelocity(
        own.map { .init(target: $0.parameter, source: nil, coefficient: $0.rate) } + terms)
    }
    for (source, list) in Dictionary(grouping: shifts, by: \.source).sorted(by: { $0.key < $1.key })
    {
      var velocities: [ParameterVelocity] = []
      if layer.absorbed.isEmpty {
        // Only what raises all channels alike.
        let sum = list.reduce(into: [Int: Int]()) { $0.merge($1.channels, uniquingKeysWith: +) }
        if let factor = sum.values.first, sum.count == place.input.channelCount,
          sum.values.allSatisfy({ $0 == factor })
        {
          velocities = [
            velocity(
              list.map { ($0.parameter, $0.rate) }, layer.absorbedJointly,
              times: layer.absorbedJointly.map { _ in factor })
          ].compactMap { $0 }
        }
      } else {
        velocities = list.compactMap { shift in
          let parts = shift.channels.sorted { $0.key < $1.key }
          return velocity(
            [(shift.parameter, shift.rate)], parts.flatMap { layer.absorbed[$0.key] },
            times: parts.flatMap { part in layer.absorbed[part.key].map { _ in part.value } })
        }
      }
      guard !velocities.isEmpty else { continue }
      symmetries.append(
        .group(name: "shifts between layers \(source) and \(place.number)", velocities: velocities))
    }
  }

  /// The linear groups between a layer and the next one that takes its channels, if only mixtures pass in between.
  private mutating func mix(_ places: [LayeredModel.Place]) {
    var producer: (place: LayeredModel.Place, symmetries: LayerSymmetries)?
    for place in places {
      let layer = place.layer.symmetries(for: place.input)
      if !layer.consumed.isEmpty, let (source, made) = producer {
        addMixtures(from: source, made, to: place, layer)
      }
      if layer.passage == .linear, place.input.channelCount == place.output.channelCount {
        continue
      }
      producer = layer.mixable.isEmpty || layer.produced.isEmpty ? nil : (place, layer)
    }
  }

  private mutating func addMixtures(
    from source: LayeredModel.Place, _ made: LayerSymmetries, to target: LayeredModel.Place,
    _ taking: LayerSymmetries
  ) {
    let isTied = isShared(source) || isShared(target)
    guard !isTied || isTransposed(source, made, target, taking) else { return }
    func velocity(_ from: Int, _ to: Int) -> Terms {
      zip(made.produced[to], made.produced[from]).map {
        .init(target: source.positions[$0], source: source.positions[$1], coefficient: 1)
      }
        + (isTied
          ? []
          : zip(taking.consumed[from], taking.consumed[to]).map {
            .init(target: target.positions[$0], source: target.positions[$1], coefficient: -1)
          })
    }
    for range in made.mixable where range.count > 1 {
      var velocities: [ParameterVelocity] = []
      for from in range {
        for to in range where from != to {
          if isTied {
            if from < to {
              velocities.append(
                ParameterVelocity(
                  velocity(from, to)
                    + velocity(to, from).map {
                      .init(target: $0.target, source: $0.source, coefficient: -$0.coefficient)
                    }))
            }
          } else {
            velocities.append(ParameterVelocity(velocity(from, to)))
          }
        }
      }
      symmetries.append(
        .group(
          name: "\(isTied ? "O" : "GL")(\(range.count)) between layers \(source.number) and "
            + "\(target.number)", velocities: velocities))
    }
  }

  /// Whether what takes the channels are the parameters that make them, used nowhere else, biases apart.
  private func isTransposed(
    _ source: LayeredModel.Place, _ made: LayerSymmetries, _ target: LayeredModel.Place,
    _ taking: LayerSymmetries
  ) -> Bool {
    made.produced.count == taking.consumed.count
      && zip(made.produced, taking.consumed).allSatisfy { rows, columns in
        let row = rows.map { source.positions[$0] }.filter { uses[$0] == 2 }
        return row == columns.map { target.positions[$0] }
          && rows.allSatisfy { uses[source.positions[$0]] <= 2 }
      }
  }
}
