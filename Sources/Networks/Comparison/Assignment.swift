import Computation

/// For each row of a square matrix of costs a column of its own, such that the sum of the costs is smallest.
///
/// The Hungarian method with potentials, a row after the other: exact up to the rounding of sums. Of several smallest
/// sums the one that is found is fixed by the order of rows and columns, with the diagonal first.
///
/// - Parameter costs: The entries row by row, finite numbers; another count than `count`² traps.
/// - Parameter control: Limits and cancellation.
/// - Throws: what `control` demands.
/// - Complexity: O(n³) operations.
package func minimumCostAssignment(
  _ costs: [Double], count: Int, control: ComputationControl
) throws(ComputationStopped) -> [Int] {
  require(costs.count == count * count, "\(costs.count) costs for \(count) rows and columns")
  // Columns and rows are numbered from 1; 0 stands for none.
  var rowPotentials = [Double](repeating: 0, count: count + 1)
  var columnPotentials = rowPotentials
  var rowOfColumn = [Int](repeating: 0, count: count + 1)
  for row in 1..<count + 1 {
    try control.checkpoint(operations: count * count)
    rowOfColumn[0] = row
    var column = 0
    var smallest = [Double](repeating: .infinity, count: count + 1)
    var previous = [Int](repeating: 0, count: count + 1)
    var isUsed = [Bool](repeating: false, count: count + 1)
    repeat {
      isUsed[column] = true
      let current = rowOfColumn[column]
      var (step, next) = (Double.infinity, 0)
      for j in 1...count where !isUsed[j] {
        let reduced =
          costs[(current - 1) * count + j - 1] - rowPotentials[current] - columnPotentials[j]
        if reduced < smallest[j] { (smallest[j], previous[j]) = (reduced, column) }
        // Of equal columns the one with the number of the row.
        if smallest[j] < step || (smallest[j] == step && j == row) {
          (step, next) = (smallest[j], j)
        }
      }
      for j in 0...count {
        if isUsed[j] {
          rowPotentials[rowOfColumn[j]] += step
          columnPotentials[j] -= step
        } else {
          smallest[j] -= step
        }
      }
      column = next
    } while rowOfColumn[column] != 0
    while column != 0 {
      rowOfColumn[column] = rowOfColumn[previous[column]]
      column = previous[column]
    }
  }
  var result = [Int](repeating: 0, count: count)
  for j in 1..<count + 1 { result[rowOfColumn[j] - 1] = j - 1 }
  return result
}
