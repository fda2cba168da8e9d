import AlgebraicStructures
import Computation

/// The border between the nodes inside and outside of a set, on a rectangular grid.
///
/// Nodes are numbered row by row. Where the two kinds of corners of a cell alternate, its centre decides
/// which are connected.
struct MarchingSquares {
  /// An edge of the grid: a node and whether the edge leads up (else to the right).
  struct Edge: Hashable {
    var column: Int
    var row: Int
    var isUpright: Bool
    /// The node at its other end.
    var end: (column: Int, row: Int) {
      isUpright ? (column, row + 1) : (column + 1, row)
    }
  }

  let columns: Int
  let rows: Int

  /// The border as chains of edges that it crosses, each chain as long as possible; a closed chain ends
  /// with its first edge.
  ///
  /// - Parameter isInside: For each node whether it is inside.
  /// - Parameter centreIsInside: The same for the centre of the cell whose lower left node is given.
  func border(
    isInside: [Bool], centreIsInside: (_ column: Int, _ row: Int) -> Bool
  ) -> [[Edge]] {
    require(isInside.count == columns * rows, "\(isInside.count) nodes of \(columns) × \(rows)")
    // Two neighbours of each edge along the border, −1 where there are fewer.
    var neighbours = [Int](repeating: -1, count: 4 * columns * rows)
    func join(_ a: Int, _ b: Int) {
      for (x, y) in [(a, b), (b, a)] {
        neighbours[neighbours[2 * x] < 0 ? 2 * x : 2 * x + 1] = y
      }
    }
    for row in 0..<rows - 1 {
      for column in 0..<columns - 1 {
        let node = row * columns + column
        let corners = [node, node + 1, node + columns + 1, node + columns].map { isInside[$0] }
        // The edges below, to the right, above, to the left.
        let edges = [2 * node, 2 * (node + 1) + 1, 2 * (node + columns), 2 * node + 1]
        let crossed = (0..<4).filter { corners[$0] != corners[($0 + 1) % 4] }
        if crossed.count == 2 {
          join(edges[crossed[0]], edges[crossed[1]])
        } else if crossed.count == 4 {
          let cutsOffRight = corners[0] == centreIsInside(column, row)
          join(edges[0], edges[cutsOffRight ? 1 : 3])
          join(edges[2], edges[cutsOffRight ? 3 : 1])
        }
      }
    }
    return chains(&neighbours)
  }

  private func chains(_ neighbours: inout [Int]) -> [[Edge]] {
    var chains: [[Edge]] = []
    var isDone = [Bool](repeating: false, count: neighbours.count / 2)
    func chain(from start: Int) {
      var (previous, current) = (-1, start)
      var edges: [Edge] = []
      while current >= 0 && !isDone[current] {
        isDone[current] = true
        edges.append(edge(current))
        let (a, b) = (neighbours[2 * current], neighbours[2 * current + 1])
        (previous, current) = (current, a == previous ? b : a)
      }
      if current == start && edges.count > 2 { edges.append(edges[0]) }
      chains.append(edges)
    }
    // Chains that end at the frame first, then closed ones.
    for isOpen in [true, false] {
      for edge in isDone.indices
      where !isDone[edge] && neighbours[2 * edge] >= 0
        && (neighbours[2 * edge + 1] < 0) == isOpen
      {
        chain(from: edge)
      }
    }
    return chains
  }

  private func edge(_ number: Int) -> Edge {
    let node = number / 2
    return Edge(column: node % columns, row: node / columns, isUpright: number % 2 == 1)
  }
}
