import AlgebraicStructures
import Computation
import CriticalLoci
import ExactArithmetic
import Networks
import Polynomials

/// A curve in which a component meets a plane.
public struct CriticalCurve: Hashable, Sendable {
  /// Its equation in s and t: irreducible over ℚ, with coprime integer coefficients.
  public let equation: Polynomial<RationalField>
  /// Its real points in the range, traced numerically, as chains of points.
  ///
  /// A closed chain ends with its first point. `[]` if there are none or none was found.
  public let paths: [[PlanePoint]]
}

/// Where one component of a critical locus meets a plane.
public struct PlaneSection: Sendable {
  /// What is known of the curves in the intersection.
  public enum Status: Hashable, Sendable {
    /// The intersection consists of the curves and of finitely many points, which are not computed.
    case curves
    /// The component contains the plane.
    case containsPlane
    /// The equations of the component do not decide; the text says why.
    case undecided(String)
  }

  /// The component, or its image under a permutation of hidden neurons.
  public let component: CriticalComponent
  /// Its position in the list of the locus; images have the same.
  public let index: Int
  /// Whether it is the component as it is listed, and no image under a permutation.
  public let isListed: Bool
  /// What is known.
  public let status: Status
  /// The curves in the intersection.
  public let curves: [CriticalCurve]

  /// The label of the component or image, by which it is told from all others.
  public var label: String { component.label }

  /// The curves with a part in the range.
  public var visibleCurves: [CriticalCurve] { curves.filter { !$0.paths.isEmpty } }

  /// The section of `component` with `plane`.
  ///
  /// The equations of the component, restricted to the plane, have a greatest common divisor; its
  /// irreducible factors are the curves, since coprime polynomials in two variables have finitely many
  /// common zeros. Where the equations hold on more than the component (`generatorConditions`), only
  /// factors are taken on which no condition vanishes.
  init(
    _ image: LocusImages.Image, plane: WeightPlane, grid: PlaneGrid,
    control: ComputationControl
  ) throws(ComputationStopped) {
    component = image.component
    index = image.index
    isListed = image.isListed
    guard let equations = component.equations(for: plane.origin.architecture) else {
      status = .undecided("the component has no equations")
      curves = []
      return
    }
    let restricted = equations.map { plane.restriction(of: $0) }.filter { !$0.isZero }
    let conditions = component.generatorConditions.map { plane.restriction(of: $0) }
    guard let simplest = restricted.min(by: { $0.termCount < $1.termCount }) else {
      status =
        conditions.contains { $0.isZero }
        ? .undecided("the plane lies where the equations hold on more than the component")
        : .containsPlane
      curves = []
      return
    }
    var (found, doubtful): ([CriticalCurve], Int) = ([], 0)
    for factor in try simplest.factorization(control: control).factors.map(\.base) {
      guard restricted.allSatisfy({ $0.dividedExactly(by: factor) != nil }) else { continue }
      guard conditions.allSatisfy({ $0.dividedExactly(by: factor) == nil }) else {
        doubtful += 1
        continue
      }
      let equation = factor.canonicalAssociate
      let nodes = Double(grid.cellCount * grid.cellCount)
      try control.checkpoint(operations: 4 * nodes * Double(equation.termCount))
      found.append(
        CriticalCurve(equation: equation, paths: grid.zeros(of: PlanePolynomial(equation))))
    }
    curves = found
    status =
      doubtful == 0
      ? .curves
      : .undecided("on \(doubtful) curves the equations hold on more than the component")
  }
}

extension CriticalComponent {
  /// Polynomials whose common zeros are the component, where no generator condition vanishes; `nil` if
  /// there are none.
  fileprivate func equations(for architecture: Architecture) -> [Polynomial<RationalField>]? {
    if let generators { return generators }
    let stratum = stratum(of: architecture)
    guard kind == .subnetwork, stratum.codimension == codimension,
      let ring = try? PolynomialRing(
        coefficients: RationalField(), variables: architecture.parameterNames)
    else { return nil }
    return stratum.generators(in: ring)
  }
}
