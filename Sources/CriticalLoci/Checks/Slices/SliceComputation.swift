import AlgebraicStructures
import Computation
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

/// One slice: the points of the locus on a plane, sorted into listed components.
struct SliceComputation {
  let locus: ListedLocus
  let plane: RandomPlane
  let rankBound: Int
  let codimension: Int
  let control: ComputationControl

  private var architecture: Architecture { locus.architecture }

  func run(using random: inout RandomSource) throws(ComputationStopped) -> SliceCheck.Slice {
    var found = 0
    var unmatched = 0
    for point in try points(using: &random) {
      try control.checkpoint()
      let weights = plane.weights(at: point)
      switch try firstComponent(containing: weights, over: point.field) {
      case .some(let component):
        if component.codimension == codimension { found += point.degree }
      case nil:
        // Combinations of minors can vanish by accident.
        if try rank(at: weights, over: point.field, using: &random) <= rankBound {
          unmatched += point.degree
        }
      }
    }
    return SliceCheck.Slice(
      codimension: codimension, expectedDegree: expectedDegree, foundDegree: found,
      unmatchedCount: unmatched)
  }

  private var expectedDegree: Integer? {
    var sum = Integer.zero
    for listed in locus.components where listed.component.codimension == codimension {
      guard let degree = listed.component.degree else { return nil }
      sum += degree * listed.component.orbitSize
    }
    return sum
  }

  /// The isolated points of the locus on the plane, and perhaps some on components of smaller codimension.
  private func points(
    using random: inout RandomSource
  ) throws(ComputationStopped) -> [ResidueClassPoint] {
    var result: Set<ResidueClassPoint> = []
    for ideal in try ideals(using: &random) {
      let isolated = try withoutLargerComponents(ideal, using: &random)
      result.formUnion(try isolated.residueClassPoints(control: control))
    }
    return Array(result)
  }

  private func ideals(
    using random: inout RandomSource
  ) throws(ComputationStopped) -> [Ideal<PrimeField>] {
    let isFilling = architecture.ambientDimension == Integer(rankBound + 1)
    if codimension >= 3 && isFilling {
      return try SliceKernel(architecture: architecture, plane: plane, control: control)
        .ideals(using: &random)
    }
    let minors = SliceMinors(
      architecture: architecture, plane: plane, size: rankBound + 1, control: control)
    var equations = try minors.combinations(count: codimension + 2, using: &random)
    var common = plane.ring.zero
    for equation in equations { common = try common.greatestCommonDivisor(with: equation) }
    if codimension == 1 { return [Ideal(ring: plane.ring, generators: [common])] }
    if common.isZero { return [Ideal(ring: plane.ring, generators: [])] }
    equations = equations.map { $0.dividedExactly(by: common) ?? $0 }
    return [Ideal(ring: plane.ring, generators: equations)]
  }

  /// Removes from the zero set what lies on listed components of smaller codimension, as far as needed for
  /// finitely many zeros.
  private func withoutLargerComponents(
    _ ideal: Ideal<PrimeField>, using random: inout RandomSource
  ) throws(ComputationStopped) -> Ideal<PrimeField> {
    var rest = ideal
    let larger = locus.components.filter { $0.component.codimension < codimension }
    for listed in larger.sorted(by: { $0.component.codimension < $1.component.codimension }) {
      for image in listed.images.images {
        if try rest.dimension(control: control) <= 0 { return rest }
        let field = plane.field
        let combination = image.reduce(plane.ring.zero) { sum, f in
          sum + plane.restriction(f).scaled(by: field.randomElement(using: &random))
        }
        rest = try rest.saturated(by: combination, control: control)
      }
    }
    return rest
  }

  /// The listed component of least codimension with an image that contains the point.
  private func firstComponent(
    containing weights: [[UInt64]], over field: ResidueField
  ) throws(ComputationStopped) -> CriticalComponent? {
    let images = RingHomomorphism(from: RationalField(), to: field) {
      field.constant(field.base.image(of: $0.numerator))
    }
    return locus.components.filter { $0.component.codimension <= codimension }
      .sorted { $0.component.codimension < $1.component.codimension }
      .first { listed in
        listed.images.images.contains { image in
          image.allSatisfy { f in
            field.isZero(f.primitivePart.evaluate(at: weights, through: images))
          }
        }
      }?.component
  }

  /// The rank of the gradients at random inputs.
  private func rank(
    at weights: [[UInt64]], over field: ResidueField, using random: inout RandomSource
  ) throws(ComputationStopped) -> Int {
    guard let evaluator = try? NetworkEvaluator(architecture, ring: field) else {
      throw .undecided(what: "a slice: the prime divides a denominator of an activation")
    }
    let pointCount = rankBound / architecture.outputCount + 3
    var rows: [[[UInt64]]] = []
    for _ in 0..<pointCount {
      let input = (0..<architecture.inputCount).map { _ in
        field.constant(field.base.randomElement(using: &random))
      }
      let gradients = evaluator.gradients(weights: weights, input: input)
      for output in 0..<architecture.outputCount {
        let start = output * architecture.parameterCount
        rows.append(Array(gradients[start..<start + architecture.parameterCount]))
      }
    }
    return Matrix(ring: field, rows: rows).rank
  }
}
