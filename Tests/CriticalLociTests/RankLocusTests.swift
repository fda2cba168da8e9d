import SingularLearning
import Testing

@Suite("Rank loci with known components")
struct RankLocusTests {
  typealias Ring = PolynomialRing<RationalField>

  private func locus(
    _ ring: Ring, _ blocks: [[[String]]], units: [String] = [], base: [String] = [], atMost k: Int
  ) throws -> RankLocus<RationalField> {
    let matrices = try blocks.map { rows in
      Matrix(ring: ring, rows: try rows.map { try $0.map { try ring.parse($0) } })
    }
    let problem = RankLocusProblem(
      ring: ring, blocks: matrices, base: try base.map { try ring.parse($0) },
      units: try units.map { try ring.parse($0) })
    let result = try rankLocus(problem, atMost: k)
    #expect(result.evidence.isProven)
    return result
  }

  private func ring(_ names: String) throws -> Ring {
    try Ring(coefficients: RationalField(), variables: names.split(separator: " ").map(String.init))
  }

  private func ideals(_ result: RankLocus<RationalField>) -> Set<String> {
    Set(result.pieces.map { "\($0.prime.ideal)" })
  }

  /// Dimension and degree of each piece.
  private func shapes(_ result: RankLocus<RationalField>) -> [[Int]] {
    result.pieces.map { [$0.prime.dimension, $0.prime.degree.asInt ?? -1] }
  }

  @Test("matrices of variables: codimension (m - r)(n - r), degrees of Giambelli")
  func generic() throws {
    let two = try ring("a b c d e f")
    let wide = [["a", "b", "c"], ["d", "e", "f"]]
    #expect(shapes(try locus(two, [wide], atMost: 1)) == [[4, 3]])
    #expect(shapes(try locus(two, [wide], atMost: 0)) == [[0, 1]])
    let nine = try ring("a b c d e f g h i")
    let square = [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]
    #expect(shapes(try locus(nine, [square], atMost: 2)) == [[8, 3]])
    #expect(shapes(try locus(nine, [square], atMost: 1)) == [[5, 6]])
  }

  @Test("symmetric and Hankel matrices: Veronese surface, rational normal curve and its secants")
  func special() throws {
    let symmetric = [["a", "b", "c"], ["b", "d", "e"], ["c", "e", "f"]]
    let six = try ring("a b c d e f")
    #expect(shapes(try locus(six, [symmetric], atMost: 2)) == [[5, 3]])
    #expect(shapes(try locus(six, [symmetric], atMost: 1)) == [[3, 4]])
    let hankel = [["a", "b", "c"], ["b", "c", "d"], ["c", "d", "e"]]
    let five = try ring("a b c d e")
    #expect(shapes(try locus(five, [hankel], atMost: 2)) == [[4, 3]])
    #expect(shapes(try locus(five, [hankel], atMost: 1)) == [[2, 4]])
  }

  @Test("Sylvester matrices: common factors of degree j have codimension j")
  func sylvester() throws {
    let quadrics = [
      ["a", "b", "c", "0"], ["0", "a", "b", "c"], ["d", "e", "f", "0"], ["0", "d", "e", "f"],
    ]
    let six = try ring("a b c d e f")
    #expect(shapes(try locus(six, [quadrics], atMost: 3)) == [[5, 4]])
    #expect(shapes(try locus(six, [quadrics], atMost: 2)) == [[4, 3]])
    // x^3 + a*x + b and x^3 + c*x^2 + d*x + e.
    let cubics = [
      ["1", "0", "a", "b", "0", "0"], ["0", "1", "0", "a", "b", "0"],
      ["0", "0", "1", "0", "a", "b"], ["1", "c", "d", "e", "0", "0"],
      ["0", "1", "c", "d", "e", "0"], ["0", "0", "1", "c", "d", "e"],
    ]
    let five = try ring("a b c d e")
    #expect(try locus(five, [cubics], atMost: 5).pieces.map(\.prime.dimension) == [4])
    #expect(try locus(five, [cubics], atMost: 4).pieces.map(\.prime.dimension) == [3])
    #expect(ideals(try locus(five, [cubics], atMost: 3)) == ["<c, b - e, a - d>"])
    #expect(try locus(five, [cubics], atMost: 2).pieces.isEmpty)
  }

  @Test("diagonal blocks: the pieces are read off")
  func diagonal() throws {
    let plane = try ring("x y")
    let diagonal = [["x", "0", "0"], ["0", "y", "0"], ["0", "0", "x*y"]]
    #expect(ideals(try locus(plane, [diagonal], atMost: 2)) == ["<x>", "<y>"])
    #expect(ideals(try locus(plane, [diagonal], atMost: 1)) == ["<x>", "<y>"])
    #expect(ideals(try locus(plane, [diagonal], atMost: 0)) == ["<y, x>"])
    #expect(ideals(try locus(plane, [diagonal], units: ["x"], atMost: 1)) == ["<y>"])
    #expect(try locus(plane, [diagonal], units: ["x"], atMost: 0).pieces.isEmpty)
    let separate = [[["x"]], [["y"]], [["x*y"]]]
    #expect(ideals(try locus(plane, separate, atMost: 1)) == ["<x>", "<y>"])
    #expect(ideals(try locus(plane, separate, base: ["x - y"], atMost: 2)) == ["<y, x>"])
  }

  @Test("pieces of different dimension, one through another's points of smaller rank")
  func embedded() throws {
    let space = try ring("x y z")
    let matrix = [["x", "0", "0"], ["0", "x*(y^2 - 2)", "0"], ["0", "0", "z"]]
    #expect(
      ideals(try locus(space, [matrix], atMost: 1)) == ["<x>", "<z, y^2 - 2>"])
    let ranks = try locus(space, [matrix], atMost: 1).pieces.map(\.rank)
    #expect(ranks == [1, 1])
  }

  @Test("bounds outside the possible ranks, no blocks, no variables, no points")
  func degenerate() throws {
    let plane = try ring("x y")
    let matrix = [["x", "y"]]
    #expect(try locus(plane, [matrix], atMost: -1).pieces.isEmpty)
    #expect(ideals(try locus(plane, [matrix], atMost: 1)) == ["<0>"])
    #expect(try locus(plane, [matrix], atMost: 5).pieces.map(\.rank) == [1])
    #expect(ideals(try locus(plane, [matrix], base: ["x*y"], atMost: 3)) == ["<x>", "<y>"])
    #expect(try locus(plane, [], atMost: 0).pieces.map(\.rank) == [0])
    #expect(try locus(plane, [], base: ["1"], atMost: 0).pieces.isEmpty)
    #expect(try locus(plane, [matrix], units: ["0"], atMost: 1).pieces.isEmpty)
    #expect(try locus(plane, [matrix], units: ["x"], base: ["x^2"], atMost: 1).pieces.isEmpty)
    let empty = RankLocusProblem(
      ring: plane, blocks: [Matrix.zero(ring: plane, rowCount: 0, columnCount: 3)])
    #expect(try rankLocus(empty, atMost: 0).pieces.count == 1)
    let point = try ring("")
    #expect(try locus(point, [[["1", "2"], ["2", "4"]]], atMost: 1).pieces.map(\.rank) == [1])
    #expect(try locus(point, [[["1", "2"], ["2", "4"]]], atMost: 0).pieces.isEmpty)
  }

  @Test("a prime that divides a determinant misleads nobody")
  func unluckyPrime() throws {
    // Modulo the prime of the random points the rows agree, and the determinant p*x*z vanishes.
    let p = RationalField().residueField(trial: 0).modulus
    let space = try ring("x y z")
    let rows = [["x", "y"], ["x", "y + \(p)*z"]]
    #expect(ideals(try locus(space, [rows], atMost: 1)) == ["<x>", "<z>"])
    let larger = [["x", "y", "z"], ["y", "\(p)*x + z", "x"], ["x + y", "y + z", "x + z"]]
    let parsed = Matrix(ring: space, rows: try larger.map { try $0.map { try space.parse($0) } })
    let cubic = parsed.fractionFreeDeterminant()
    let expected = try Ideal(cubic).minimalPrimes()
    #expect(try locus(space, [larger], atMost: 2).pieces.map(\.prime) == Array(expected))
  }

  @Test("a product of triangular and diagonal matrices of fourteen rows")
  func large() throws {
    // Unit upper times diagonal times unit lower triangular: the determinant is the diagonal's.
    var random = RandomSource(seed: 8)
    let plane = try ring("x y")
    let size = 14
    func triangle(_ isUpper: Bool) throws -> Matrix<Ring> {
      var result = Matrix.identity(ring: plane, size: size)
      for i in 0..<size {
        for j in 0..<i {
          let c = plane(random.integer(in: -2...2))
          if isUpper { result[j, i] = c } else { result[i, j] = c }
        }
      }
      return result
    }
    var diagonal = Matrix.zero(ring: plane, rowCount: size, columnCount: size)
    for i in 0..<size { diagonal[i, i] = plane.generators[i % 2] + i }
    let product = try triangle(true) * diagonal * triangle(false)
    let problem = RankLocusProblem(ring: plane, blocks: [product])
    let result = try rankLocus(problem, atMost: size - 1)
    #expect(result.pieces.count == size)
    #expect(result.pieces.allSatisfy { $0.rank == size - 1 })
    #expect(try rankLocus(problem, atMost: size - 2).pieces.count == size * size / 4)
  }

  @Test("a size limit stops determinants")
  func limits() throws {
    let nine = try ring("a b c d e f g h i")
    let square = [["a", "b", "c"], ["d", "e", "f"], ["g", "h", "i"]]
    let matrix = Matrix(ring: nine, rows: try square.map { try $0.map { try nine.parse($0) } })
    let problem = RankLocusProblem(ring: nine, blocks: [matrix])
    #expect(throws: ComputationStopped.self) {
      try rankLocus(problem, atMost: 2, limits: RankLocusLimits(termCount: 5))
    }
    let cancelled = ComputationControl()
    cancelled.cancel()
    #expect(throws: ComputationStopped.cancelled) {
      try rankLocus(problem, atMost: 2, control: cancelled)
    }
  }
}
