import AlgebraicStructures
import Computation
import Networks

/// From which degree on the critical points of networks of given widths are exactly the subnetworks.
public struct CriticalityThreshold: Sendable {
  /// The widths d₀, …, d_L.
  public let widths: [Int]
  /// What was found for each of `degrees`, where all hidden layers have the activation t^r.
  ///
  /// After a limit only the degrees that a theorem covers are decided.
  public let perDegree: [SubnetworkEquality]
  /// The degree from which on a theorem proves C = S, if there is one for these widths.
  public let provenFrom: Int?
  /// The degrees checked.
  public let degrees: ClosedRange<Int>
  /// What ended the computation early, if anything.
  public let stopped: ComputationStopped?

  /// The smallest r with C = S there and at every checked degree above; `nil` if the largest checked
  /// degree fails or is undecided.
  ///
  /// It is the threshold r₀ in the sense of all larger degrees exactly when `isProven`.
  public var threshold: Int? {
    var smallest: Int?
    for (degree, equality) in zip(degrees, perDegree).reversed() {
      guard equality.holds == true else { break }
      smallest = degree
    }
    return smallest
  }

  /// Whether `threshold` is proven to be r₀: every degree from it on is proven (a theorem covers those
  /// above the checked ones), and the degree before it is proven to fail or is not admitted.
  public var isProven: Bool {
    guard let threshold, let provenFrom, provenFrom <= degrees.upperBound + 1 else { return false }
    return zip(degrees, perDegree).allSatisfy { degree, equality in
      degree < threshold - 1 || equality.evidence.isProven
    }
  }

  /// Why degrees above the checked ones need no check, or that none is known.
  public var reason: String {
    if let provenFrom, provenFrom <= degrees.upperBound + 1 {
      return "every degree from \(provenFrom) on: \(theorem(at: provenFrom))"
    }
    if Self.neverHolds(widths) {
      return
        "for no degree: with a layer of one neuron before it, every two neurons are redundant, "
        + "and with one input and layers of one neuron an inactive one need not be critical"
    }
    if let provenFrom {
      return "\(checked); proven from \(provenFrom) on: " + theorem(at: provenFrom)
    }
    return "\(checked); no theorem covers the larger ones"
  }

  /// What was done about the degrees of `perDegree`.
  private var checked: String {
    let open = perDegree.count { $0.holds == nil }
    return open == 0
      ? "checked up to degree \(degrees.upperBound)"
      : "\(open) of the degrees up to \(degrees.upperBound) not decided"
  }

  /// Whether C = S fails for all degrees: a layer of one neuron (or one input) comes before a wider hidden
  /// layer, or there is only one input.
  static func neverHolds(_ widths: [Int]) -> Bool {
    guard widths.count >= 3 else { return false }
    return widths[0] == 1
      || (1..<widths.count - 1).contains { widths[$0] > 1 && widths[$0 - 1] == 1 }
  }

  private func theorem(at degree: Int) -> String {
    (try? Architecture(widths: widths, degree: degree)).flatMap { EqualityTheorem($0)?.statement }
      ?? ""
  }
}

/// Checks C = S degree by degree.
///
/// A point can be critical for one degree only, so that every degree is checked. Degree 1, where the
/// network is linear, is left out.
///
/// - Parameter widths: The widths d₀, …, d_L.
/// - Parameter maximumDegree: The last degree; `nil` for the one from which on a theorem holds, but at most 14,
///   or for 4 where there is none.
/// - Parameter options: Limits of the enumeration at one degree.
/// - Parameter seed: Fixes all randomness.
/// - Parameter control: Limits and cancellation.
/// - Parameter progress: Called before each degree with it and the range of all.
/// - Returns: All degrees; those after a limit are decided where a theorem covers them, as far as that
///   takes few steps in all.
/// - Throws: `ArchitectureError` for widths that are none.
public func criticalityThreshold(
  widths: [Int], maximumDegree: Int? = nil,
  options: CriticalLocusOptions = CriticalLocusOptions(), seed: UInt64 = 1,
  control: ComputationControl = ComputationControl(),
  progress: (Int, ClosedRange<Int>) -> Void = { _, _ in }
) throws(ArchitectureError) -> CriticalityThreshold {
  let provenFrom = EqualityTheorem.provenFromDegree(widths: widths)
  let degrees = 2...max(2, maximumDegree ?? provenFrom.map { min($0, 14) } ?? 4)
  var found: [SubnetworkEquality] = []
  var stopped: ComputationStopped?
  var finishing = FinishingControl(control)
  for degree in degrees {
    progress(degree, degrees)
    // The remaining degrees are left out when the time after a limit is over.
    if stopped != nil, finishing.current.pendingStop != nil { break }
    let architecture = try Architecture(widths: widths, degree: degree)
    control.begin("C = S of \(architecture)")
    do throws(ComputationStopped) {
      let equality = try subnetworkEquality(
        of: architecture, options: options, seed: seed, control: control)
      found.append(equality)
      control.decided(
        "C = S of \(architecture): \(equality.holds.map { $0 ? "yes" : "no" } ?? "open")")
      stopped = stopped ?? equality.stopped
    } catch {
      found.append(SubnetworkEquality(architecture, undecidedBecause: error))
      stopped = stopped ?? error
    }
  }
  // At least one degree is checked: the loop ends early only after that.
  return CriticalityThreshold(
    widths: widths, perDegree: found, provenFrom: provenFrom,
    degrees: degrees.lowerBound...degrees.lowerBound + found.count - 1, stopped: stopped)
}
