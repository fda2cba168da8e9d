import AlgebraicStructures
import Computation
import ExactArithmetic
import Foundation

/// The particles of a `SplittingPopulation` and the moves.
struct SplittingWalk {
  typealias Evaluator = ([Double]) -> Double

  private let task: SplittingPopulation.Task
  private let count: Int
  private var random: RandomSource
  /// Differences to the center, particle by particle.
  private var points: [Double]
  private var values: [Double]
  /// The better half at the last selection; differences of its members are steps.
  private var survivors: [Double] = []
  /// log |x| of their coordinates.
  private var survivorLogarithms: [Double] = []
  private var survivorCount = 0
  private var trial: [Double]
  /// The center plus the trial.
  private var position: [Double]
  private var isChosen: [Bool]

  init(task: SplittingPopulation.Task, random: RandomSource) {
    self.task = task
    self.random = random
    count = task.center.count
    points = Array(repeating: 0, count: task.particles * count)
    values = Array(repeating: 0, count: task.particles)
    trial = Array(repeating: 0, count: count)
    position = task.center
    isChosen = Array(repeating: false, count: count)
  }

  /// Puts a particle at a uniform point of the cube.
  mutating func place(_ particle: Int, _ evaluate: Evaluator) {
    for i in 0..<count { trial[i] = task.radius * (2 * random.uniform() - 1) }
    accept(particle, value: value(evaluate))
  }

  /// Replaces all but the `kept` smallest values by copies of these; returns the largest kept value.
  mutating func select(kept: Int) -> Double {
    let order = values.indices.sorted { values[$0] < values[$1] }
    survivors.removeAll(keepingCapacity: true)
    for particle in order[..<kept] {
      survivors += points[particle * count..<(particle + 1) * count]
    }
    survivorCount = kept
    survivorLogarithms = survivors.map { log(abs($0)) }
    let keptValues = order[..<kept].map { values[$0] }
    for particle in values.indices {
      let source = particle % kept
      values[particle] = keptValues[source]
      for i in 0..<count { points[particle * count + i] = survivors[source * count + i] }
    }
    return keptValues[kept - 1]
  }

  /// Whether changes of the coordinates by the relative precision lift more than a tenth of the particles far
  /// above the level.
  mutating func isRounded(at level: Double, _ evaluate: Evaluator) -> Bool {
    let tries = 64
    var lifted = 0
    for _ in 0..<tries {
      let particle = Int(random.next() % UInt64(values.count))
      for i in 0..<count {
        let here = task.center[i] + points[particle * count + i]
        trial[i] =
          points[particle * count + i]
          + here * (2 * random.uniform() - 1) * task.relativePrecision
      }
      if value(evaluate) > 2.7 * level { lifted += 1 }
    }
    return 10 * lifted > tries
  }

  /// Proposes one move for each particle; returns how many were accepted.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  mutating func sweep(
    below level: Double, _ evaluate: Evaluator, control: ComputationControl
  ) throws(ComputationStopped) -> Int {
    // Coordinates come as near to zero as the square root of the level, and steps have all sizes up to it.
    let depth = max(1, -log(level) / 2)
    var accepted = 0
    for particle in values.indices {
      if particle.isMultiple(of: task.checkInterval) { try control.checkpoint() }
      for i in 0..<count { trial[i] = points[particle * count + i] }
      let logWeight = propose(depth)
      guard logWeight >= 0 || random.uniform() < exp(logWeight),
        trial.allSatisfy({ abs($0) <= task.radius })
      else { continue }
      let value = value(evaluate)
      if value <= level {
        accept(particle, value: value)
        accepted += 1
      }
    }
    return accepted
  }

  private mutating func value(_ evaluate: Evaluator) -> Double {
    for i in 0..<count { position[i] = task.center[i] + trial[i] }
    let value = evaluate(position)
    return value.isNaN ? .infinity : value
  }

  private mutating func accept(_ particle: Int, value: Double) {
    for i in 0..<count { points[particle * count + i] = trial[i] }
    values[particle] = value
  }

  private mutating func index(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }

  /// Changes the trial; returns the logarithm of the Jacobian of the move, −∞ for none.
  private mutating func propose(_ depth: Double) -> Double {
    switch index(8) {
    case 0, 1: return difference()
    case 2, 3, 4: return logarithmicDifference()
    case 5: return scaling(depth)
    case 6 where count > 1:
      let (a, b) = (index(count), index(count))
      if a == b { return -.infinity }
      let exponent = logarithmicStep(depth)
      trial[a] *= exp(exponent)
      trial[b] *= exp(-exponent)
      if random.uniform() < 0.2 { trial[a] = -trial[a] }
      return 0
    default:
      let size = task.radius * exp(-depth * random.uniform())
      if random.uniform() < 0.5 { return add(size * random.normal(), to: index(count)) }
      var weight = 0.0
      for i in 0..<count { weight += add(size * random.normal(), to: i) }
      return weight
    }
  }

  /// Adds to a coordinate of the trial; returns 0, or −∞ where rounding would make the way back impossible.
  ///
  /// Coordinates far below the step that was taken would be multiples of its last digit: in the end zero, where
  /// particles never leave again.
  private mutating func add(_ step: Double, to i: Int) -> Double {
    let old = abs(trial[i])
    trial[i] += step
    return min(old, abs(trial[i])) >= abs(step) * 0x1p-40 ? 0 : -.infinity
  }

  /// Chooses one coordinate and some or all others; returns how many.
  private mutating func chooseCoordinates() -> Double {
    let probability = random.uniform() < 0.3 ? 1 : random.uniform()
    let single = index(count)
    var chosen = 0.0
    for i in 0..<count {
      isChosen[i] = i == single || random.uniform() < probability
      if isChosen[i] { chosen += 1 }
    }
    return chosen
  }

  /// Chooses two survivors, some coordinates, and how much of the difference in them is added.
  private mutating func chooseDifference() -> (first: Int, second: Int, factor: Double) {
    let (a, b) = (index(survivorCount), index(survivorCount))
    let chosen = chooseCoordinates()
    let factor =
      random.uniform() < 0.2 ? 1 : 0.8 * exp(random.normal()) / chosen.squareRoot()
    return (a, b, factor)
  }

  /// Adds a multiple of the difference of two survivors, in some of the coordinates.
  private mutating func difference() -> Double {
    let (a, b, factor) = chooseDifference()
    var weight = 0.0
    for i in 0..<count where isChosen[i] {
      weight += add(factor * (survivors[a * count + i] - survivors[b * count + i]), to: i)
    }
    return weight
  }

  /// The same for the logarithms of the coordinates: products that are nearly the same at all particles stay so.
  private mutating func logarithmicDifference() -> Double {
    let (a, b, factor) = chooseDifference()
    var weight = 0.0
    for i in 0..<count where isChosen[i] {
      let exponent =
        factor * (survivorLogarithms[a * count + i] - survivorLogarithms[b * count + i])
      trial[i] *= exp(exponent)
      weight += exponent
    }
    if random.uniform() < 0.1 {
      let i = index(count)
      trial[i] = -trial[i]
    }
    return weight.isNaN ? -.infinity : weight
  }

  /// Multiplies one or several coordinates by a factor.
  private mutating func scaling(_ depth: Double) -> Double {
    let exponent = logarithmicStep(depth)
    if random.uniform() < 0.67 {
      let i = index(count)
      trial[i] *= exp(exponent)
      if random.uniform() < 0.2 { trial[i] = -trial[i] }
      return exponent
    }
    let probability = random.uniform()
    let factor = exp(exponent / Double(count))
    var weight = 0.0
    for i in 0..<count where random.uniform() < probability {
      trial[i] *= factor
      weight += exponent / Double(count)
    }
    return weight
  }

  private mutating func logarithmicStep(_ depth: Double) -> Double {
    random.uniform() < 0.5 ? random.normal() : 2 * depth * (2 * random.uniform() - 1)
  }
}
