/// The subsets of `size` of the numbers below `count`.
package func subsets(_ count: Int, _ size: Int) -> [[Int]] {
  if size == 0 { return [[]] }
  if size > count { return [] }
  return subsets(count - 1, size - 1).map { $0 + [count - 1] } + subsets(count - 1, size)
}
