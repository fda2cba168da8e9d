import Computation
import ExactArithmetic
import Networks

/// Langevin dynamics without correction in the density exp(−βK(w) − γ|w − w*|²/2), with a step for each coordinate and
/// gradients of all samples or of mini-batches.
///
/// Source: C. Li, C. Chen, D. Carlson, L. Carin, *Preconditioned stochastic gradient Langevin dynamics for deep neural
/// networks*, AAAI 2016. The scales are kept fixed, so that the term with their derivatives vanishes.
struct PreconditionedChain {
  /// What a chain samples.
  struct Task {
    let potential: Potential
    let center: [Double]
    let beta: Double
    let localization: Double
    let batchSize: Int?
  }

  private let task: Task
  /// The factor of the step by coordinate.
  private let scales: [Double]
  private let evaluate: ([Double]) -> Double
  private let slope: (_ point: [Double], _ gradient: inout [Double]) -> Void
  private var random: RandomSource
  private(set) var point: [Double]
  private var gradient: [Double]
  /// K at every recorded draw.
  private(set) var trace: [Double] = []
  /// The squared distance to the point at every recorded draw.
  private(set) var distances: [Double] = []
  /// How often the chain left: it was then put back to where it was at the last draw.
  private(set) var escapes = 0
  private var last: [Double]

  /// A chain at `start`.
  init(_ task: Task, start: [Double], scales: [Double], random: RandomSource) {
    self.task = task
    self.scales = scales
    self.random = random.split(stream: 0)
    (point, last) = (start, start)
    gradient = start.map { _ in 0 }
    evaluate = task.potential.makeValueEvaluator()
    if let size = task.batchSize, let samples = task.potential.samples, size < samples.count {
      let batch = samples.makeEvaluator(size)
      var order = BatchOrder(
        sampleCount: samples.count, batchSize: size, order: .shuffled,
        random: random.split(stream: 1))
      slope = { batch(order.next(), $0, &$1) }
    } else {
      let whole = task.potential.makeEvaluator()
      slope = { _ = whole($0, &$1) }
    }
  }

  /// Makes steps of a size relative to `scales`.
  mutating func move(steps: Int, size: Double) {
    for _ in 0..<steps {
      slope(point, &gradient)
      for i in point.indices {
        let step = size * scales[i]
        let force =
          -task.beta * gradient[i] - task.localization * (point[i] - task.center[i])
        point[i] += 0.5 * step * force + step.squareRoot() * random.normal()
      }
    }
    let distance = squaredDistance
    // The prior alone keeps the mean of this at the number of coordinates.
    let bound = 100 * Double(max(point.count, 10)) / task.localization
    if distance.isFinite, distance <= bound {
      last = point
    } else {
      (point, escapes) = (last, escapes + 1)
    }
  }

  /// Takes note of K and of the distance.
  mutating func record() {
    trace.append(evaluate(point))
    distances.append(squaredDistance)
  }

  private var squaredDistance: Double {
    zip(point, task.center).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }
}

/// The steps that fit a density, from draws of it.
struct PreconditionedSteps {
  /// By coordinate: the inverse root of the mean squared gradient of βK + γ|w − w*|²/2.
  let scales: [Double]
  /// The inverse of the largest curvature of that in coordinates divided by the roots of the scales.
  let size: Double

  /// - Parameter draws: Points of the density, at least one.
  init(
    _ task: PreconditionedChain.Task, draws: [[Double]], random: RandomSource
  ) {
    let evaluate = task.potential.makeEvaluator()
    var slope = task.center
    func gradient(_ point: [Double]) -> [Double] {
      _ = evaluate(point, &slope)
      return point.indices.map {
        task.beta * slope[$0] + task.localization * (point[$0] - task.center[$0])
      }
    }
    var squares = [Double](repeating: 0, count: task.center.count)
    for draw in draws {
      let values = gradient(draw)
      for i in squares.indices { squares[i] += values[i] * values[i] / Double(draws.count) }
    }
    // The mean is the mean curvature, which is at least γ.
    let scales = squares.map { 1 / ($0 + task.localization).squareRoot() }
    self.scales = scales
    let roots = scales.map { $0.squareRoot() }
    // The density is about as wide in a coordinate as its scale: differences over a thousandth of that.
    let width = 1e-3 * (roots.min() ?? 1)
    var random = random
    var largest = 0.0
    for draw in draws.suffix(4) {
      var direction = random.normals(draw.count)
      for _ in 0..<12 {
        let length = euclideanNorm(direction)
        guard length > 0 else { break }
        let shift = direction.indices.map { width * roots[$0] * direction[$0] / length }
        let plus = gradient(zip(draw, shift).map { $0 + $1 })
        let minus = gradient(zip(draw, shift).map { $0 - $1 })
        direction = direction.indices.map { (plus[$0] - minus[$0]) * roots[$0] / (2 * width) }
        let size = euclideanNorm(direction)
        if size.isFinite { largest = max(largest, size) }
      }
    }
    size = 1 / max(largest, task.localization * (scales.min() ?? 1))
  }
}
