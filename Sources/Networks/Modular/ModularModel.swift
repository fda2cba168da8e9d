import Computation
import ExactArithmetic
import LinearAlgebra

/// A model with parameters modulo a prime, evaluated at many inputs at once: columns of a matrix.
package protocol ModularModel {
  /// The prime.
  var modulus: UInt32 { get }

  /// The outputs: one row for each, one column per point.
  func outputs(at inputs: ModularMatrix) -> ModularMatrix

  /// One row per parameter, one column per point and output, in the order of the points.
  func transposedJacobian(
    at inputs: ModularMatrix, control: ComputationControl
  ) throws(ComputationStopped) -> ModularMatrix

  /// `count` random combinations of the rows of the transposed Jacobian.
  func randomCombinations(
    count: Int, at inputs: ModularMatrix, using random: inout RandomSource
  ) -> ModularMatrix
}

extension ModularNetwork: ModularModel {
  package func transposedJacobian(
    at inputs: ModularMatrix, control: ComputationControl
  ) throws(ComputationStopped) -> ModularMatrix {
    try gradientFactors(at: inputs).transposedJacobian(control: control)
  }

  package func randomCombinations(
    count: Int, at inputs: ModularMatrix, using random: inout RandomSource
  ) -> ModularMatrix {
    gradientFactors(at: inputs).randomCombinations(count: count, using: &random)
  }
}

/// Any polynomial model modulo a prime, evaluated point by point.
package struct ModelResidues<Model: PolynomialModel>: ModularModel {
  private let model: Model
  private let field: PrimeField
  private let parameters: [UInt64]

  /// The model at given residues; `nil` if it has no image modulo the prime.
  package init?(_ model: Model, parameters: [UInt64], field: PrimeField) {
    let zeros = [UInt64](repeating: 0, count: model.inputCount)
    guard model.tangents(parameters: parameters, input: zeros, over: field) != nil else {
      return nil
    }
    (self.model, self.parameters, self.field) = (model, parameters, field)
  }

  package var modulus: UInt32 { UInt32(field.modulus) }

  package func outputs(at inputs: ModularMatrix) -> ModularMatrix {
    matrix(
      at: inputs, rowCount: model.outputCount, columnsPerPoint: 1,
      beforePoint: { () throws(Never) in }
    ) {
      model.outputs(parameters: parameters, input: $0, over: field)
    }
  }

  package func transposedJacobian(
    at inputs: ModularMatrix, control: ComputationControl
  ) throws(ComputationStopped) -> ModularMatrix {
    try matrix(
      at: inputs, rowCount: parameters.count, columnsPerPoint: model.outputCount,
      beforePoint: { () throws(ComputationStopped) in
        try control.checkpoint(operations: parameters.count * model.outputCount)
      }
    ) {
      model.tangents(parameters: parameters, input: $0, over: field)
    }
  }

  package func randomCombinations(
    count: Int, at inputs: ModularMatrix, using random: inout RandomSource
  ) -> ModularMatrix {
    let coefficients = ModularMatrix.random(
      modulus: modulus, rowCount: count, columnCount: parameters.count, using: &random)
    return coefficients
      * matrix(
        at: inputs, rowCount: parameters.count, columnsPerPoint: model.outputCount,
        beforePoint: { () throws(Never) in }
      ) { model.tangents(parameters: parameters, input: $0, over: field) }
  }

  /// The columns that `values` lists for each input, one after another.
  private func matrix<Stop: Error>(
    at inputs: ModularMatrix, rowCount: Int, columnsPerPoint: Int,
    beforePoint checkpoint: () throws(Stop) -> Void, _ values: ([UInt64]) -> [UInt64]?
  ) throws(Stop) -> ModularMatrix {
    let columnCount = inputs.columnCount * columnsPerPoint
    var elements = [UInt32](repeating: 0, count: rowCount * columnCount)
    for point in 0..<inputs.columnCount {
      try checkpoint()
      guard let columns = values((0..<inputs.rowCount).map { UInt64(inputs[$0, point]) }) else {
        contractViolation("a model that has an image modulo \(modulus) at some inputs only")
      }
      for column in 0..<columnsPerPoint {
        for row in 0..<rowCount {
          elements[row * columnCount + point * columnsPerPoint + column] = UInt32(
            columns[column * rowCount + row])
        }
      }
    }
    return ModularMatrix(
      modulus: modulus, rowCount: rowCount, columnCount: columnCount, elements: elements)
  }
}
