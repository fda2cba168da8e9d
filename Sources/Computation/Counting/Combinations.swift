/// The increasing lists of `size` numbers below `count`, in lexicographic order.
package func combinations(_ count: Int, _ size: Int) -> [[Int]] {
  if size == 0 { return [[]] }
  guard size <= count else { return [] }
  var result: [[Int]] = []
  var current = Array(0..<size)
  while true {
    result.append(current)
    guard let i = current.indices.last(where: { current[$0] < count - size + $0 }) else {
      return result
    }
    current[i] += 1
    for j in (i + 1)..<size { current[j] = current[j - 1] + 1 }
  }
}
