import AlgebraTestSupport
import SingularLearning
import Testing

/// Copies of a large value share memory; a change through one of them must not show in another.
@Suite struct ValueSemanticsTests {
  let large = Integer(3).power(100)

  @Test func copiesAreIndependent() {
    let changes: [(inout Integer) -> Void] = [
      { $0 += 1 }, { $0 -= 1 }, { $0 *= 2 }, { $0 /= 2 }, { $0 %= 7 }, { $0.addProduct(3, 4) },
      { $0.subtractProduct(3, 4) }, { $0.negate() }, { $0 += $0 }, { $0 *= $0 }, { $0 -= $0 },
      { $0.addProduct($0, $0) }, { $0.subtractProduct($0, $0) },
    ]
    for change in changes {
      let original = Integer(3).power(100)
      let copy = original
      var changed = original
      change(&changed)
      #expect(original == large && copy == large)
      #expect(changed != large)
    }
  }

  @Test func aliasedOperands() {
    var x = large
    x += x
    #expect(x == large * 2)
    x = large
    x *= x
    #expect(x == large.power(2))
    x = large
    x -= x
    #expect(x.isZero && x.asInt == 0)
    x = large
    x.addProduct(x, x)
    #expect(x == large + large * large)
    x = large
    x.subtractProduct(x, x)
    #expect(x == large - large * large)
  }

  @Test func elementsOfArraysAreIndependent() {
    let original = Array(repeating: large, count: 4)
    var changed = original
    for i in changed.indices { changed[i].addProduct(large, Integer(i)) }
    #expect(original.allSatisfy { $0 == large })
    #expect(changed.enumerated().allSatisfy { $1 == large * Integer($0 + 1) })
  }

  @Test func resultsThatFitAreInline() {
    var x = large
    x -= large - 5
    #expect(x.asInt == 5)
    x *= large
    x /= large
    #expect(x.asInt == 5)
    #expect(MemoryLayout<Integer>.stride == 16)
    #expect(MemoryLayout<Rational>.stride == 32)
  }

  @Test func concurrentUseOfSharedValues() async {
    let shared = large
    await withTaskGroup(of: Integer.self) { group in
      for i in 0..<8 {
        group.addTask {
          var x = shared
          for _ in 0..<100 { x += Integer(i) }
          return x - shared
        }
      }
      var total = Integer.zero
      for await difference in group { total += difference }
      #expect(total == 2_800)
    }
    #expect(shared == Integer(3).power(100))
  }
}
