/// The argument of the smallest value on an interval: a grid, then golden sections around its best point.
func smallestArgument(
  in range: ClosedRange<Double>, _ function: (Double) -> Double
) -> Double {
  let count = 24
  let width = (range.upperBound - range.lowerBound) / Double(count)
  let grid = (0...count).map { range.lowerBound + width * Double($0) }
  let best = grid.map(function).enumerated().min { $0.element < $1.element }?.offset ?? 0
  var (low, high) = (grid[max(best - 1, 0)], grid[min(best + 1, count)])
  let ratio = (5.0.squareRoot() - 1) / 2
  for _ in 0..<24 {
    let (a, b) = (high - ratio * (high - low), low + ratio * (high - low))
    if function(a) < function(b) { high = b } else { low = a }
  }
  return (low + high) / 2
}
