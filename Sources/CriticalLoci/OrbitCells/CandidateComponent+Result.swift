import AlgebraicStructures
import ExactArithmetic
import Ideals
import LinearAlgebra
import Networks
import Polynomials

extension CandidateComponent {
  /// The public description of a component, given the other components of the locus; what `control`
  /// leaves no time for is left out.
  func component(
    architecture: Architecture, others: [CandidateComponent], group: [NeuronPermutation],
    seed: UInt64, control: ComputationControl
  ) -> CriticalComponent {
    let type = stratum(of: architecture)
    let orbitSize: Integer
    let degree: Integer?
    switch source {
    case .stratum(let stratum):
      orbitSize = stratum.orbitSize
      degree = stratum.degree
    case .lifted:
      orbitSize = Integer(known?.images.count ?? 1)
      degree = try? ideal?.degree(control: control)
    case .piece(let piece):
      orbitSize = Integer(known?.images.count ?? piece.images(under: group).count)
      if let ideal {
        degree = try? ideal.degree(control: control)
      } else {
        degree = try? piece.degreeBySlice(seed: seed, control: control.limited(toSeconds: 20))
      }
    }
    let operations =
      type.operations.isEmpty ? genericOperations(of: architecture) : type.operations
    return CriticalComponent(
      kind: operations.isEmpty ? .exotic : .subnetwork,
      label: label(type, control: control), operations: operations,
      codimension: architecture.parameterCount - dimension, dimension: dimension, degree: degree,
      rank: rank, orbitSize: orbitSize, generators: ideal?.polynomials ?? conditions?.equations,
      generatorConditions: ideal == nil ? conditions?.conditions ?? [] : [],
      witness: boundedWitness(others: others, seed: seed, control: control), evidence: evidence)
  }

  /// A witness if it is found in a few seconds: a component is worth listing without one.
  private func boundedWitness(
    others: [CandidateComponent], seed: UInt64, control: ComputationControl
  ) -> Network? {
    do {
      return try witness(others: others, seed: seed, control: control.limited(toSeconds: 10))
    } catch {
      return nil
    }
  }

  /// The equations and inequalities of the orbit of a piece.
  private var conditions: OrbitConditions? {
    guard case .piece(let piece) = source else { return nil }
    return piece.conditions(weights: piece.cell.architecture.parameterRing.generators)
  }

  private func label(_ type: SubnetworkStratum, control: ComputationControl) -> String {
    if case .stratum = source { return type.label }
    if let ideal {
      let part = control.limited(toSeconds: 20)
      let recognized = try? recognizedDescription(
        of: ideal.ideal, architecture: type.architecture, control: part)
      if let recognized { return recognized.value }
    }
    let widths = type.architecture.widths
    let isOver = (try? control.checkpoint()) == nil
    let ranks = (isOver ? [] : matrixRanks(of: type.architecture)).enumerated().filter {
      index, rank in
      rank < min(widths[index], widths[index + 1])
    }
    .map { "rank W\($0.offset + 1) <= \($0.element)" }
    let codimension = "codimension \(type.architecture.parameterCount - dimension)"
    let parts = (type.operations.isEmpty ? ["exotic"] : [type.label]) + ranks
    return (parts + [codimension]).joined(separator: " & ")
  }

  /// An exact point of the component with the stated rank that lies on no other component.
  private func witness(
    others: [CandidateComponent], seed: UInt64, control: ComputationControl
  ) throws(ComputationStopped) -> Network? {
    var random = RandomSource(seed: seed)
    for _ in 0..<8 {
      var points: [[Rational]] = []
      switch source {
      case .stratum(let stratum): points = [stratum.witness(using: &random).weights]
      case .lifted(let component): points = component.witness.map { [$0.weights] } ?? []
      case .piece(let piece):
        let part = control.limited(toSeconds: 10)
        points =
          (try? piece.rationalPoints(count: 2, attempts: 8, using: &random, control: part)) ?? []
        try control.checkpoint()
      }
      for point in points {
        if others.contains(where: { $0.known?.contains(point: point) ?? false }) { continue }
        guard let network = try? Network(architecture(), weights: point) else { continue }
        let value = try CriticalLoci.rank(
          at: network, includingKernel: false, seed: seed, control: control)
        if value.rank == rank { return network }
      }
    }
    return nil
  }

  private func architecture() -> Architecture {
    switch source {
    case .stratum(let stratum): stratum.architecture
    case .piece(let piece): piece.cell.architecture
    case .lifted(let component): component.architecture
    }
  }
}

extension KnownSet {
  /// Whether some image contains the point.
  func contains(point: [Rational]) -> Bool {
    images.contains { $0.allSatisfy { $0.evaluate(at: point).isZero } }
  }
}
