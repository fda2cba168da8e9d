import Computation
import ExactArithmetic
import Foundation

/// One run of multilevel splitting: particles in a cube around a point, which are kept below a falling level of
/// K, so that every level halves the volume.
///
/// At each level the worse half is replaced by copies of the better one, and all are moved by steps that keep
/// the uniform distribution on {K ≤ ε}: differences of particles, multiplications of coordinates by factors of
/// all sizes, products of two coordinates kept, and normal steps of all sizes. They reach every scale of a
/// singular set of zeros.
///
/// Source: F. Cérou, P. Del Moral, T. Furon, A. Guyader, *Sequential Monte Carlo for rare event estimation*,
/// Statistics and Computing 22 (2012).
struct SplittingPopulation: Sendable {
  /// log(1/ε) of the levels.
  private(set) var depths: [Double] = []
  /// The logarithm of the estimated part of the cube where K ≤ ε, by level.
  private(set) var logVolumes: [Double] = []
  /// The fraction of accepted moves at the last levels.
  private(set) var acceptance = 0.0
  /// Whether the precision of the point ended the run.
  private(set) var isLimitedByPrecision = false
  /// Whether the particles have got stuck: the level did not fall any more.
  private(set) var isStuck = false
  /// The number of proposed moves.
  private(set) var moveCount = 0

  /// The number of levels in sequence that may be equal before the particles count as stuck.
  private static let mostEqualLevels = 3

  /// What a run needs to know.
  struct Task: Sendable {
    var center: [Double]
    /// Half the side of the cube.
    var radius: Double
    var particles: Int
    var sweeps: Int
    /// The depth log(1/ε) at which the run ends after `commonLevels` levels.
    var commonDepth: Double
    /// The depth at which the run ends.
    var largestDepth: Double
    var commonLevels: Int
    var relativePrecision: Double
    /// After how many values of K limits are looked at.
    var checkInterval: Int
  }

  /// Runs until the depth, the precision or zeros of K of positive volume end it.
  ///
  /// - Throws: `ComputationStopped` as `control` demands.
  init(
    _ potential: Potential, task: Task, random: RandomSource, control: ComputationControl
  ) throws(ComputationStopped) {
    let evaluate = potential.makeValueEvaluator()
    var walk = SplittingWalk(task: task, random: random)
    for index in 0..<task.particles {
      if index.isMultiple(of: task.checkInterval) { try control.checkpoint() }
      walk.place(index, evaluate)
    }
    var logVolume = 0.0
    let kept = task.particles / 2
    // The volume falls like ε^λ with λ ≤ N/2; few particles that hardly move would go on for ever.
    let mostLevels =
      2 * Int(Double(task.center.count) / 2 * task.commonDepth / log(2)) + 100 + task.commonLevels
    var (previous, equalLevels) = (Double.infinity, 0)
    while true {
      let level = walk.select(kept: kept)
      guard level > 0, level.isFinite || logVolume == 0 else { break }
      equalLevels = level < previous || !level.isFinite ? 0 : equalLevels + 1
      previous = level
      if equalLevels == Self.mostEqualLevels || depths.count == mostLevels {
        isStuck = true
        break
      }
      let depth = -log(level)
      if depth > task.largestDepth || depth > task.commonDepth && depths.count >= task.commonLevels
      {
        break
      }
      if walk.isRounded(at: level, evaluate) {
        isLimitedByPrecision = true
        break
      }
      logVolume += log(Double(kept) / Double(task.particles))
      if depth.isFinite {
        depths.append(depth)
        logVolumes.append(logVolume)
      }
      var accepted = 0
      for _ in 0..<task.sweeps {
        accepted += try walk.sweep(below: level, evaluate, control: control)
      }
      moveCount += task.sweeps * task.particles
      acceptance = Double(accepted) / Double(task.sweeps * task.particles)
    }
  }

  /// The logarithm of the volume at a depth, linear between levels; `nil` outside of them.
  func logVolume(at depth: Double) -> Double? {
    guard let first = depths.first, let last = depths.last, depth >= first, depth <= last,
      let next = depths.firstIndex(where: { $0 >= depth })
    else { return nil }
    if next == 0 { return logVolumes[0] }
    let width = depths[next] - depths[next - 1]
    let part = width > 0 ? (depth - depths[next - 1]) / width : 1
    return logVolumes[next - 1] + part * (logVolumes[next] - logVolumes[next - 1])
  }
}
