import AlgebraTestSupport
import Foundation
import SingularLearning

/// One row of the published table of dimensions.
struct ReferenceDimension: Sendable {
  let architecture: Architecture
  let dimension: Int
}

/// All rows of `neurovariety_dimensions_2_1.csv`; its lines read `"[2, 3, 1]",2,3`.
func referenceDimensions() throws -> [ReferenceDimension] {
  let text = try String(
    contentsOf: referenceDataURL("neurovariety_dimensions_2_1.csv"), encoding: .utf8)
  return try text.split(whereSeparator: \.isNewline).dropFirst().map { line in
    let numbers = line.split { !$0.isNumber }.compactMap { Int($0) }
    return ReferenceDimension(
      architecture: try Architecture(
        widths: Array(numbers.dropLast(2)), degree: numbers[numbers.count - 2]),
      dimension: numbers[numbers.count - 1])
  }
}
