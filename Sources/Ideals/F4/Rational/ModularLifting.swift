import AlgebraicStructures
import CKernels
import Computation
import ExactArithmetic

/// A candidate for a reduced Groebner basis over ℚ, found modulo many primes.
struct LiftedBasis {
  /// The monomials, with the coefficients modulo `prime`.
  let monomials: SparseSystem
  /// The coefficients, as coprime integers.
  let rows: IntegerRows
  /// A prime modulo which the candidate was computed in full, not only repeated.
  let prime: UInt32
  /// The number of primes that agree with the candidate.
  let primeCount: Int
}

/// Groebner bases over ℚ from bases modulo primes: one run is traced, replays modulo further primes
/// follow eight at a time, and coefficients are rebuilt until they stay the same.
///
/// - SeeAlso: E. A. Arnold, *Modular algorithms for computing Gröbner bases*, J. Symb. Comp. 35
///   (2003); C. Traverso, *Gröbner trace algorithms*, ISSAC 1988.
struct ModularLifting {
  let system: IntegerSystem
  let order: OrderFields
  let control: ComputationControl
  private let exponentBits: Int
  private var bound: UInt64

  init(
    system: IntegerSystem, order: OrderFields, plan: GroebnerPlan, control: ComputationControl
  ) {
    self.system = system
    self.order = order
    self.control = control
    exponentBits = plan.exponentBits
    bound = plan.primeBound
  }

  /// The next candidate; a later call uses other primes.
  ///
  /// - Parameter whenStopped: Gets the elements whose coefficients can be rebuilt already.
  mutating func candidate(
    whenStopped: (LiftedBasis) -> Void = { _ in }
  ) throws(ComputationStopped) -> LiftedBasis {
    while true {
      var prime = nextPrime()
      while !system.isVisible(modulo: prime) { prime = nextPrime() }
      var trace = F4Trace()
      let basis = try f4Basis(
        of: system.residues(modulo: prime), order: order, prime: prime, bits: exponentBits,
        trace: {
          trace = F4Trace()
          return trace
        }, control: control)
      do {
        if let lifted = try lift(basis, trace, tracedPrime: prime, whenStopped) { return lifted }
      } catch .stopped(let reason) {
        throw reason
      } catch {
        continue
      }
    }
  }

  /// - Returns: `nil` if most primes contradict the trace, so that its prime is the unlucky one.
  private mutating func lift(
    _ basis: SparseSystem, _ trace: F4Trace, tracedPrime: UInt32,
    _ whenStopped: (LiftedBasis) -> Void
  ) throws(F4Interruption) -> LiftedBasis? {
    var images = ModularImages(lengths: basis.rows.map(\.coefficients.count))
    do throws(F4Interruption) {
      return try lift(basis, trace, tracedPrime: tracedPrime, &images)
    } catch {
      if case .stopped = error {
        let (rows, coefficients) = images.liftedRows(
          agreeingWith: basis, modulo: tracedPrime)
        let monomials = SparseSystem(
          variableCount: basis.variableCount, rows: rows.map { basis.rows[$0] })
        whenStopped(
          LiftedBasis(
            monomials: monomials, rows: coefficients, prime: tracedPrime,
            primeCount: images.primes.count))
      }
      throw error
    }
  }

  private mutating func lift(
    _ basis: SparseSystem, _ trace: F4Trace, tracedPrime: UInt32, _ images: inout ModularImages
  ) throws(F4Interruption) -> LiftedBasis? {
    var candidate: IntegerRows?
    var nextAttempt = 1
    var batches = 0
    var rejected = 0
    while true {
      let primes = (0..<DenseLanes.laneCount).map { _ in nextPrime() }
      let replay = TraceReplay(trace: trace, primes: primes)
      let values = try replay.run(residues(primes), control: control)
      let usable = replay.isUsable
      rejected += usable.filter { !$0 }.count
      batches += 1
      if 2 * rejected > DenseLanes.laneCount * batches { return nil }
      images.append(primes: primes, values, isUsable: usable)
      if let found = candidate {
        let agrees =
          found.agree(modulo: tracedPrime) { basis.rows[$0].coefficients[$1] }
          && images.lastBatchAgrees(with: found)
        if agrees {
          return LiftedBasis(
            monomials: basis, rows: found, prime: tracedPrime, primeCount: images.primes.count)
        }
        candidate = nil
      }
      if batches >= nextAttempt {
        candidate = try images.lift(control)
        if candidate == nil { nextAttempt = max(batches + 1, batches * 5 / 4) }
      }
    }
  }

  /// Interleaved residues of the inputs, term by term.
  private func residues(_ primes: [UInt32]) -> [[UInt32]] {
    system.rows.map { row in
      row.coefficients.flatMap { c in primes.map { UInt32(c.residue(modulo: UInt64($0))) } }
    }
  }

  private mutating func nextPrime() -> UInt32 {
    guard let prime = PrimeField.largestPrime(below: bound) else {
      contractViolation("no primes are left")
    }
    bound = prime
    return UInt32(prime)
  }
}
